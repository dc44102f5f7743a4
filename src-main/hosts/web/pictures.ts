import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { Hono, type Context } from 'hono'
import { CodedError, toPlainError } from '../../../src-preload/contract/index.ts'
import type { PictureSource } from '../../engine/engine.ts'
import type { EngineClient } from '../shared/engine-client.ts'
import type { PictureSize } from '../shared/engine-link.ts'
import { inertPolicy } from './csp.ts'
import { parseRange, type ByteRange } from './range.ts'
import { statuses } from './statuses.ts'

/** GET and HEAD /photo/<id>/<thumbnail|full>: pictures by id only, never by path. */
export function pictureRoutes(client: EngineClient): Hono {
  return new Hono().get('/:id{[0-9]+}/:size{thumbnail|full}', async (context) => {
    try {
      const photoId = Number(context.req.param('id'))
      if (!Number.isSafeInteger(photoId)) throw new CodedError('not-found', 'There is no such photo.')
      const source = await client.picture(photoId, context.req.param('size') as PictureSize)
      return await respond(context, source)
    } catch (error) {
      const plain = toPlainError(error)
      context.header('etag', undefined)
      return context.json({ ok: false, error: plain }, statuses[plain.code])
    }
  })
}

async function respond(context: Context, source: PictureSource): Promise<Response> {
  const etag = `"${source.kind === 'bytes' ? source.etag : `${source.sizeBytes}-${Math.round(source.mtimeMs)}`}"`
  context.header('etag', etag)
  // The same id may show other pixels after its file was edited: always ask, mostly hear 304.
  context.header('cache-control', 'private, no-cache')
  context.header('content-security-policy', inertPolicy)
  if (context.req.header('if-none-match') === etag) return context.body(null, 304)
  context.header('content-type', source.mime.startsWith('image/') ? source.mime : 'application/octet-stream')
  return source.kind === 'bytes'
    ? sendPart(context, source.bytes.byteLength, bytesBody(source.bytes))
    : sendPart(context, source.sizeBytes, fileBody(source.path))
}

type Body = (range: ByteRange) => Promise<Uint8Array<ArrayBuffer> | ReadableStream>

function bytesBody(bytes: Uint8Array): Body {
  return ({ start, end }) => Promise.resolve(new Uint8Array(bytes.subarray(start, end + 1)))
}

/** Opened before anything is answered, so that a file which has just gone is an error and no broken picture. */
function fileBody(path: string): Body {
  return async (range) => {
    const gone = new CodedError('file-gone', `The file is not where it was: ${path}.`)
    // A pipe that has taken its place would be waited for.
    const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)).catch(() => {
      throw gone
    })
    if (!(await file.stat()).isFile()) {
      await file.close()
      throw gone
    }
    return Readable.toWeb(file.createReadStream(range)) as ReadableStream
  }
}

async function sendPart(context: Context, sizeBytes: number, body: Body): Promise<Response> {
  const asked = parseRange(context.req.header('range'), sizeBytes)
  context.header('accept-ranges', 'bytes')
  if (asked === 'unsatisfiable') {
    context.header('content-range', `bytes */${sizeBytes}`)
    return context.body(null, 416)
  }
  const range = asked ?? { start: 0, end: sizeBytes - 1 }
  const wanted = context.req.method !== 'HEAD' && sizeBytes > 0
  const part = wanted ? await body(range) : null
  context.header('content-length', String(range.end - range.start + 1))
  if (asked) context.header('content-range', `bytes ${range.start}-${range.end}/${sizeBytes}`)
  return context.newResponse(part, asked ? 206 : 200)
}
