import { constants } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { failed, gone, type PictureProblem } from './problem.ts'

export interface FileBytes {
  readonly kind: 'read'
  readonly bytes: Uint8Array<ArrayBuffer>
  /** SHA-256 of the whole file, of the same bytes that are decoded. */
  readonly contentHash: Uint8Array
}

/** Larger files are refused: everything is read into memory once, and the memory of a worker is limited. */
const maxFileBytes = 512 * 1024 * 1024

/** Reads a whole file once, for reading only. Expected failures come back as a problem; nothing is thrown. */
export async function readPictureFile(path: string): Promise<FileBytes | PictureProblem> {
  let file: FileHandle | undefined
  try {
    file = await open(path, readOnly)
    const stat = await file.stat()
    if (stat.isDirectory()) return failed('This is a folder, not a picture.')
    if (!stat.isFile()) return failed('This is a device or a pipe, not a picture.')
    if (stat.size > maxFileBytes) return failed(tooLarge)
    const bytes = await file.readFile()
    if (bytes.byteLength === 0) return failed('The file is empty.')
    // WebCrypto hashes on a thread of the pool, so the thread that runs the model stays free.
    const hash = await crypto.subtle.digest('SHA-256', bytes)
    return { kind: 'read', bytes, contentHash: new Uint8Array(hash) }
  } catch (error) {
    return readProblem(error)
  } finally {
    await file?.close().catch(() => {})
  }
}

/** An XMP file is some kilobytes; of a giant only the front is read. Undefined when there is none to be read. */
export async function readSidecar(path: string): Promise<Uint8Array | undefined> {
  let file: FileHandle | undefined
  try {
    file = await open(path, readOnly)
    if (!(await file.stat()).isFile()) return undefined
    const { buffer, bytesRead } = await file.read(
      new Uint8Array(longestSidecarBytes),
      0,
      longestSidecarBytes,
      0,
    )
    return buffer.subarray(0, bytesRead)
  } catch {
    return undefined
  } finally {
    await file?.close().catch(() => {})
  }
}

const longestSidecarBytes = 1 << 20

// Without O_NONBLOCK, opening a pipe that bears a picture's name would wait for a writer for ever.
const readOnly = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)

function readProblem(error: unknown): PictureProblem {
  const code = (error as NodeJS.ErrnoException).code ?? 'unknown error'
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return gone
    case 'EACCES':
    case 'EPERM':
      return failed('Sightline is not allowed to read this file: check its permissions.')
    case 'EISDIR':
      return failed('This is a folder, not a picture.')
    case 'EBUSY':
      return failed('Another program keeps this file locked.')
    default:
      return failed(`The disk could not deliver this file (${code}).`)
  }
}

const tooLarge = `The file is larger than the ${maxFileBytes / 1024 / 1024} MB that can be read.`
