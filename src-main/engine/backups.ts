import { existsSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { CodedError } from '../../src-preload/contract/index.ts'
import { backUpTo, type Backup } from './catalog/backup/backup.ts'
import { sweepUnfinished } from './catalog/backup/backup-folder.ts'
import { restoreFile, type Restored, type RestoreUse } from './catalog/backup/restore-file.ts'
import { openCatalog } from './catalog/catalog.ts'
import { catalogName } from './catalog/open.ts'
import { takeInstanceLock } from './instance-lock.ts'
import { keepToUser } from './keep-to-user.ts'
import { makeFolder } from './make-folder.ts'

export type { Backup, Restored, RestoreUse }

/** Backs a library up beside the engine that may be working on it. Throws `not-found` and like `backUpTo`. */
export async function backUpLibrary(
  dataDir: string,
  file: string,
  options: { readonly force: boolean },
): Promise<Backup> {
  const catalog = openCatalog(join(dataDir, catalogName), { readonly: true })
  try {
    return await backUpTo(catalog, file, options)
  } finally {
    catalog.close()
  }
}

/**
 * Puts a backup in the place of a library's catalog; `spawn` starts a `restore` worker. Throws `data-folder-busy` and like
 * `restoreFile`.
 */
export async function restoreLibrary(
  dataDir: string,
  file: string,
  nowMs: number,
  use: RestoreUse,
): Promise<Restored> {
  const backup = resolve(file)
  if (!existsSync(dataDir)) prepare(dataDir, backup)
  keepToUser(dataDir)
  const lock = takeInstanceLock(dataDir)
  try {
    const catalogFile = join(dataDir, catalogName)
    sweepUnfinished(catalogFile)
    return await restoreFile(backup, catalogFile, nowMs, use)
  } finally {
    lock.release()
  }
}

/** A backup that is not there must not leave a new data folder behind. */
function prepare(dataDir: string, backup: string): void {
  if (!statSync(backup, { throwIfNoEntry: false }))
    throw new CodedError('not-found', `There is no file ${backup}.`)
  try {
    makeFolder(dataDir)
  } catch (error) {
    const sentence = `The data folder ${dataDir} cannot be made (${(error as Error).message}); choose another with --data.`
    throw new CodedError('data-folder-unusable', sentence, { cause: error })
  }
}
