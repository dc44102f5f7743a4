import { createHash, type Hash } from 'node:crypto'
import { open, readFile, rm, writeFile, type FileHandle } from 'node:fs/promises'

/** What a server said of a file, so that the rest is only taken of the same file. */
export interface Validator {
  readonly url: string
  readonly etag: string
}

/** A file that has arrived in part. It is hashed as it grows. */
export interface PartFile {
  readonly receivedBytes: number
  readonly validator: Validator | null
  append(chunk: Uint8Array): Promise<void>
  /** Throws away what has arrived. */
  reset(): Promise<void>
  remember(validator: Validator | null): Promise<void>
  sha256(): string
  /** Puts everything on the disk. */
  close(): Promise<void>
}

/** Opens what an earlier attempt, or an earlier process, has left. Its bytes are read and hashed again. */
export async function openPartFile(path: string, signal: AbortSignal): Promise<PartFile> {
  const handle = await openOrMake(path)
  const said = `${path}.etag`
  try {
    let hash = createHash('sha256')
    let receivedBytes = await hashAll(handle, hash, signal)
    let validator = await readValidator(said)
    const remember = async (next: Validator | null) => {
      validator = next
      await (next === null ? rm(said, { force: true }) : writeFile(said, JSON.stringify(next)))
    }
    return {
      get receivedBytes() {
        return receivedBytes
      },
      get validator() {
        return validator
      },
      async append(chunk) {
        let written = 0
        while (written < chunk.length) {
          const rest = chunk.subarray(written)
          const { bytesWritten } = await handle.write(rest, 0, rest.length, receivedBytes)
          hash.update(rest.subarray(0, bytesWritten))
          receivedBytes += bytesWritten
          written += bytesWritten
        }
      },
      async reset() {
        await remember(null)
        await handle.truncate(0)
        hash = createHash('sha256')
        receivedBytes = 0
      },
      remember,
      sha256: () => hash.copy().digest('hex'),
      async close() {
        try {
          await handle.sync()
        } finally {
          await handle.close()
        }
      },
    }
  } catch (error) {
    await handle.close()
    throw error
  }
}

async function openOrMake(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r+')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    return open(path, 'w+')
  }
}

async function hashAll(handle: FileHandle, hash: Hash, signal: AbortSignal): Promise<number> {
  const buffer = Buffer.alloc(2 ** 20)
  for (let at = 0; ;) {
    signal.throwIfAborted()
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, at)
    if (bytesRead === 0) return at
    hash.update(buffer.subarray(0, bytesRead))
    at += bytesRead
  }
}

async function readValidator(path: string): Promise<Validator | null> {
  try {
    const { url, etag } = JSON.parse(await readFile(path, 'utf8')) as Partial<Validator>
    return typeof url === 'string' && typeof etag === 'string' ? { url, etag } : null
  } catch {
    return null
  }
}
