import { CodedError } from '../../../src-preload/contract/index.ts'
import { freeBytes } from '../indexing/disk-space.ts'
import { megabytes } from './megabytes.ts'

/** Left free beside a model: the catalog and the thumbnails grow on the same disk. */
const marginBytes = 64_000_000

/** Throws CodedError `disk-full` when a model would not fit on the disk of `dir`. */
export async function requireRoom(dir: string, neededBytes: number, name: string): Promise<void> {
  const free = await freeBytes(dir)
  if (free >= neededBytes + marginBytes) return
  throw new CodedError(
    'disk-full',
    `${name} needs ${megabytes(neededBytes)} on the disk with ${dir}, where ${megabytes(marginBytes)} must stay free, and ${megabytes(free)} are free; make room, then try again.`,
  )
}

/** An error of the disk while a model is written, as what it means; any other error as it is. */
export function roomTrouble(error: unknown, folder: string): unknown {
  const { code, message, syscall } = (error ?? {}) as NodeJS.ErrnoException
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    const sentence = `The disk with ${folder} is full; make room, then try again.`
    return new CodedError('disk-full', sentence, { cause: error })
  }
  // An abort has a code too: a number.
  const isOfDisk = syscall !== undefined || (typeof code === 'string' && code.startsWith('SQLITE_'))
  if (!isOfDisk || error instanceof CodedError) return error
  return new CodedError(
    'data-folder-unusable',
    `The models' folder ${folder} cannot be used (${message}); check its permissions.`,
    { cause: error },
  )
}
