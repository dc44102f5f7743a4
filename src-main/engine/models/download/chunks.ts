import type { Readable } from 'node:stream'
import { reasonOf } from './exchange.ts'
import { errorCode, Interruption } from './interruption.ts'

const mostWaitingBytes = 2 ** 20

/**
 * Begins to read at once. Gives every chunk that has arrived, and only then, as an Interruption, the error that ended
 * the stream: its own iterator forgets what nobody has read yet, and on a bad line that can be all that an attempt has
 * brought.
 */
export function chunksOf(body: Readable): AsyncIterable<Uint8Array> {
  const waiting: Uint8Array[] = []
  let waitingBytes = 0
  let end: { readonly error: unknown } | undefined
  let wake = Promise.withResolvers<void>()
  const finish = (error: unknown = null) => {
    end ??= { error }
    wake.resolve()
  }
  body
    .on('data', (chunk: Uint8Array) => {
      waiting.push(chunk)
      waitingBytes += chunk.length
      if (waitingBytes > mostWaitingBytes) body.pause()
      wake.resolve()
    })
    .on('end', () => finish())
    .on('error', finish)
    .on('close', () => finish({ code: 'UND_ERR_SOCKET' }))

  async function* read(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const chunk = waiting.shift()
      if (chunk) {
        waitingBytes -= chunk.length
        yield chunk
      } else if (end) {
        if (end.error === null) return
        throw new Interruption(reasonOf(errorCode(end.error)), { cause: end.error })
      } else {
        wake = Promise.withResolvers<void>()
        body.resume()
        await wake.promise
      }
    }
  }
  return read()
}
