import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { Hono, type Context } from 'hono'
import { CodedError, toPlainError } from '../../../src-preload/contract/index.ts'
import type { PictureSource } from '../../engine/engine.ts'
import type { EngineClient } from '../shared/engine-client.ts'
import type { PictureSize } from '../shared/engine-link.ts'
import { inertPolicy } from './csp.ts'
import { parseRange } from './range.ts'
import { statuses } from './statuses.ts'

/** GET and HEAD /photo/<id>/<thumbnail|full>: pictures by id only, never by path. */
export function pictureRoutes(client: EngineClient): Hono {
  return new Hono().get('/:id{[0-9]+}/:size{thumbnail|full}', async (context) => {
    try {
      const photoId = Number(context.req.param('id'))
      if (!Number.isSafeInteger(photoId)) throw new CodedError('not-found', 'There is no such photo.')
      const source = await client.picture(photoId, context.req.param('size') as PictureSize)
      return respond(context, source)
    } catch (error) {
      const plain = toPlainError(error)
      return context.json({ ok: false, error: plain }, statuses[plain.code])
    }
  })
}

function respond(context: Context, source: PictureSource): Response {
  const etag = `"${source.kind === 'bytes' ? source.etag : `${source.sizeBytes}-${Math.round(source.mtimeMs)}`}"`
  context.header('etag', etag)
  // The same id may show other pixels after its file was edited: always ask, mostly hear 304.
  context.header('cache-control', 'private, no-cache')
  context.header('content-security-policy', inertPolicy)
  if (context.req.header('if-none-match') === etag) return context.body(null, 304)
  context.header('content-type', source.mime.startsWith('image/') ? source.mime : 'application/octet-stream')
  const body = source.kind === 'bytes' ? () => new Uint8Array(source.bytes) : fileBody(source.path)
  return sendPart(context, source.kind === 'bytes' ? source.bytes.byteLength : source.sizeBytes, body)
}

type Body = (range: { start: number; end: number }) => Uint8Array<ArrayBuffer> | ReadableStream

function fileBody(path: string): Body {
  return (range) => Readable.toWeb(createReadStream(path, range)) as ReadableStream
}

function sendPart(context: Context, sizeBytes: number, body: Body): Response {
  const asked = parseRange(context.req.header('range'), sizeBytes)
  context.header('accept-ranges', 'bytes')
  if (asked === 'unsatisfiable') {
    context.header('content-range', `bytes */${sizeBytes}`)
    return context.body(null, 416)
  }
  const range = asked ?? { start: 0, end: sizeBytes - 1 }
  context.header('content-length', String(range.end - range.start + 1))
  if (asked) context.header('content-range', `bytes ${range.start}-${range.end}/${sizeBytes}`)
  if (context.req.method === 'HEAD' || sizeBytes === 0) return context.body(null, asked ? 206 : 200)
  const whole = body(range)
  const part = whole instanceof Uint8Array ? whole.subarray(range.start, range.end + 1) : whole
  return context.body(part, asked ? 206 : 200)
}
