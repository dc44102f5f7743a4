import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'

const pieceBytes = 2 ** 20
const leastBytes = 2 ** 16

/** SHA-256 of a whole file, read in pieces of at most 1 MB. Rejects as the file system does. */
export async function hashFile(
  path: string,
  signal?: AbortSignal,
  onPiece?: () => void,
): Promise<Uint8Array> {
  const hash = createHash('sha256')
  const file = await open(path, 'r')
  try {
    const piece = Buffer.allocUnsafe(Math.min(pieceBytes, Math.max(leastBytes, (await file.stat()).size + 1)))
    for (;;) {
      signal?.throwIfAborted()
      const { bytesRead } = await file.read(piece, 0, piece.length, null)
      onPiece?.()
      if (bytesRead === 0) return hash.digest()
      hash.update(piece.subarray(0, bytesRead))
    }
  } finally {
    await file.close()
  }
}
