import { open } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { protocol } from 'electron'
import { CodedError } from '../../../src-preload/contract/index.ts'
import type { PictureSource } from '../../engine/engine.ts'
import type { PictureSize } from '../shared/engine-link.ts'
import { picturePolicy } from './csp.ts'
import { photoScheme } from './schemes.ts'

export type FindPicture = (photoId: number, size: PictureSize) => Promise<PictureSource>

/**
 * Serves `photo://p<ID>/thumbnail` and `/full`. The `p` is there because the host of a standard scheme is read as an
 * IPv4 address when it is all digits (`photo://12/` becomes `photo://0.0.0.12/`).
 */
export function servePictures(find: FindPicture): void {
  protocol.handle(photoScheme, async (request) => {
    const wanted = request.method === 'GET' ? parsePhotoUrl(request.url) : undefined
    if (!wanted) return empty(404)
    try {
      const source = await find(wanted.photoId, wanted.size)
      return await answer(request, wanted.size, source)
    } catch (error) {
      return empty(error instanceof CodedError && error.code === 'engine-down' ? 503 : 404)
    }
  })
}

function parsePhotoUrl(url: string): { photoId: number; size: PictureSize } | undefined {
  const match = /^photo:\/\/p([1-9]\d{0,15})\/(thumbnail|full)(?:\?.*)?$/.exec(url)
  if (!match) return undefined
  return { photoId: Number(match[1]), size: match[2] === 'full' ? 'full' : 'thumbnail' }
}

async function answer(request: Request, size: PictureSize, source: PictureSource): Promise<Response> {
  const etag =
    source.kind === 'bytes'
      ? quoted(source.etag)
      : quoted(`${source.sizeBytes}-${Math.trunc(source.mtimeMs)}`)
  const headers = {
    'content-type': source.mime,
    'content-security-policy': picturePolicy,
    'x-content-type-options': 'nosniff',
    // A photo may be edited in place under the same id; a minute keeps scrolling back free of questions.
    'cache-control': size === 'thumbnail' ? 'private, max-age=60' : 'private, no-cache',
    etag,
  }
  if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers })
  if (source.kind === 'bytes') return new Response(new Uint8Array(source.bytes), { headers })
  const file = await open(source.path, 'r')
  const { size: sizeBytes } = await file.stat()
  // The stream closes the file at its end, and when the window stops reading (a photo scrolled away).
  const body = Readable.toWeb(file.createReadStream()) as ReadableStream<Uint8Array>
  return new Response(body, { headers: { ...headers, 'content-length': String(sizeBytes) } })
}

const quoted = (tag: string): string => (tag.startsWith('"') ? tag : `"${tag}"`)

const empty = (status: number): Response =>
  new Response(null, { status, headers: { 'cache-control': 'no-store' } })
