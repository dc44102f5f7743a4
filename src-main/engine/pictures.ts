import { stat } from 'node:fs/promises'
import { CodedError } from '../../src-preload/contract/index.ts'
import type { Catalog } from './catalog/catalog.ts'
import { joinPath } from './catalog/paths.ts'
import type { PhotoDetailRow } from './catalog/photos/photo-lists.ts'
import type { QueryEncoder } from './embed/queries/query-encoder.ts'
import { browserMime } from './images/formats.ts'
import { thumbnailTag, type ThumbnailStore } from './images/thumbnail-store.ts'

/** What a host sends to an <img>: bytes, or a file to stream (read-only) when the browser can show it as it is. */
export type PictureSource =
  | { readonly kind: 'bytes'; readonly mime: string; readonly bytes: Uint8Array; readonly etag: string }
  | {
      readonly kind: 'file'
      readonly mime: string
      readonly path: string
      readonly sizeBytes: number
      readonly mtimeMs: number
    }

export type PictureSize = 'thumbnail' | 'full'

/** Larger than a 4K screen is wide; beyond that a converted picture only costs time. */
const fullMaxSide = 4_096
const thumbnailSide = 320

/** Finds the picture for a photo id. Throws `not-found`, `file-gone` or `picture-unreadable`. */
export async function pictureOf(
  photoId: number,
  size: PictureSize,
  rooms: { catalog: Catalog; thumbnails: ThumbnailStore; encoder: () => QueryEncoder },
): Promise<PictureSource> {
  const row = rooms.catalog.photos.detail(photoId)
  if (!row) throw new CodedError('not-found', `There is no photo ${photoId} in the library.`)
  return size === 'thumbnail' ? thumbnail(row, rooms) : full(row, rooms.encoder)
}

async function thumbnail(
  row: PhotoDetailRow,
  rooms: { thumbnails: ThumbnailStore; encoder: () => QueryEncoder },
): Promise<PictureSource> {
  const { contentHash } = row
  if (!contentHash) throw new CodedError('not-found', 'This photo has not been read yet.')
  const etag = thumbnailTag(contentHash)
  const kept = await rooms.thumbnails.get(contentHash)
  if (kept) return { kind: 'bytes', mime: 'image/webp', bytes: kept, etag }
  // Thumbnails are a cache: one that is gone is made again from the photo.
  const path = pathOf(row)
  await statPhoto(row, path)
  const made = await rooms.encoder().render(path, thumbnailSide)
  if (made.mime === 'image/webp') await rooms.thumbnails.put(contentHash, made.bytes).catch(() => undefined)
  return { kind: 'bytes', mime: made.mime, bytes: made.bytes, etag }
}

async function full(row: PhotoDetailRow, encoder: () => QueryEncoder): Promise<PictureSource> {
  const path = pathOf(row)
  const { size: sizeBytes, mtimeMs } = await statPhoto(row, path)
  const mime = browserMime(row.format ?? '')
  if (mime) return { kind: 'file', mime, path, sizeBytes, mtimeMs }
  const rendered = await encoder().render(path, fullMaxSide)
  return {
    kind: 'bytes',
    mime: rendered.mime,
    bytes: rendered.bytes,
    etag: `${sizeBytes}-${Math.round(mtimeMs)}`,
  }
}

/** Where a photo is missing another file may lie by now: that is not its picture. */
async function statPhoto({ missing }: PhotoDetailRow, path: string) {
  const found = missing === 0 ? await stat(path).catch(() => null) : null
  if (found?.isFile()) return found
  throw new CodedError(
    'file-gone',
    `The file ${path} is not there any more; it may have been moved, or its disk is not connected.`,
  )
}

export function pathOf(row: { rootPath: string; relativePath: string }): string {
  return joinPath(row.rootPath, row.relativePath)
}
