import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'

/** SHA-256 of a whole file, read as a stream of 1 MB pieces. Rejects as the file system does. */
export async function hashFile(
  path: string,
  signal?: AbortSignal,
  onPiece?: () => void,
): Promise<Uint8Array> {
  const hash = createHash('sha256')
  for await (const piece of createReadStream(path, { highWaterMark: 2 ** 20, signal })) {
    hash.update(piece as Buffer)
    onPiece?.()
  }
  return hash.digest()
}
