import { existsSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import { CodedError, type PhotoDetails, type PhotoFile } from '../../src-preload/contract/index.ts'
import type { Catalog } from './catalog/catalog.ts'
import { joinPath } from './catalog/paths.ts'
import type { PhotoDetailRow } from './catalog/photos/photo-lists.ts'
import { isVideoName } from './images/formats.ts'
import { pathOf } from './pictures.ts'

const keywordList = z.array(z.string()).catch([])

/** All that is known of one photo. Throws `not-found`. */
export function photoDetails(catalog: Catalog, photoId: number): PhotoDetails {
  const row = catalog.photos.detail(photoId)
  if (!row) throw new CodedError('not-found', `There is no photo ${photoId} in the library.`)
  const path = pathOf(row)
  const fileThere = row.missing === 0 && existsSync(path)
  return {
    id: row.id,
    path,
    fileName: basename(path),
    folder: dirname(path),
    rootId: row.rootId,
    sizeBytes: row.sizeBytes,
    modifiedAtMs: row.mtimeMs,
    width: row.width ?? 0,
    height: row.height ?? 0,
    format: row.format ?? 'unknown',
    takenAtMs: row.sortAtMs,
    takenFrom: row.takenFrom ?? 'file',
    takenOffsetMinutes: row.takenOffsetMinutes,
    camera: row.camera,
    lens: row.lens,
    exposure: row.exposure,
    latitude: row.latitude,
    longitude: row.longitude,
    title: row.title,
    caption: row.caption,
    keywords: keywordList.parse(parseJson(row.keywords)),
    ...ratingOf(row),
    favourite: row.favourite !== 0,
    tags: catalog.tags.of(photoId),
    collectionIds: catalog.collections.of(photoId),
    files: filesOf(catalog, row, path),
    hidden: row.hidden !== 0,
    fileThere,
    whereabouts: fileThere ? 'there' : existsSync(row.rootPath) ? 'missing' : 'away',
  }
}

function ratingOf({ rating, fileRating }: PhotoDetailRow): Pick<PhotoDetails, 'rating' | 'ratingFrom'> {
  if (rating !== null) return { rating, ratingFrom: 'person' }
  return { rating: fileRating, ratingFrom: fileRating === null ? null : 'file' }
}

function filesOf(catalog: Catalog, row: PhotoDetailRow, path: string): PhotoFile[] {
  const companions = catalog.photos.companionsOf(row.id).map(({ relativePath }) => {
    const role = isVideoName(relativePath) ? 'video' : 'raw'
    return fileOf(joinPath(row.rootPath, relativePath), role)
  })
  const sidecar = row.sidecar === null ? [] : [fileOf(join(dirname(path), row.sidecar), 'sidecar')]
  return [fileOf(path, 'main'), ...companions, ...sidecar]
}

function fileOf(path: string, role: PhotoFile['role']): PhotoFile {
  const found = statSync(path, { throwIfNoEntry: false })
  return { path, fileName: basename(path), role, sizeBytes: found?.size ?? null }
}

function parseJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null')
  } catch {
    return null
  }
}
