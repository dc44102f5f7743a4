import { rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { CodedError } from '../../../src-preload/contract/index.ts'
import { makeFolder } from '../make-folder.ts'
import type { Catalog } from './catalog.ts'

/**
 * Copies an open catalog into `folder` under a name with the date. The copy has its final name only when it is whole.
 * Throws `disk-full` or `data-folder-unusable` with what the disk said.
 */
export async function backUpInto(
  catalog: Catalog,
  folder: string,
  now: Date,
): Promise<{ path: string; sizeBytes: number }> {
  const path = join(folder, `sightline-${now.toISOString().slice(0, 19).replaceAll(':', '-')}.sqlite`)
  const unfinished = `${path}.part`
  try {
    makeFolder(folder)
    await rm(unfinished, { force: true })
    await catalog.copyTo(unfinished)
    await rename(unfinished, path)
    return { path, sizeBytes: (await stat(path)).size }
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => undefined)
    throw notWritten(path, error)
  }
}

function notWritten(path: string, error: unknown): CodedError {
  const { code, message } = error as NodeJS.ErrnoException
  const isFull = code === 'ENOSPC' || code === 'SQLITE_FULL'
  return new CodedError(
    isFull ? 'disk-full' : 'data-folder-unusable',
    `The backup ${path} could not be written (${isFull ? 'the disk is full' : message}); nothing was changed.`,
    { cause: error },
  )
}
