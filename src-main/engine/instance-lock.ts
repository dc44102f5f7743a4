import { rmSync, rmdirSync, statSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { CodedError } from '../../src-preload/contract/index.ts'
import { isDamage } from './catalog/is-damage.ts'
import { refuseReadOnly, whyNotWritable } from './catalog/read-only.ts'

export interface InstanceLock {
  release(): void
}

/**
 * Makes this the one engine that indexes into a data folder. The lock is an exclusive SQLite transaction that stays
 * open: the operating system lets go of it when the process dies, however it dies, so it can never be stale.
 * Throws `data-folder-busy` when another engine holds it, `data-folder-unusable` when the folder cannot be written.
 */
export function takeInstanceLock(dataDir: string): InstanceLock {
  const file = join(dataDir, 'engine.lock')
  const why = whyNotWritable(file)
  if (why !== null) throw refuseReadOnly(dataDir, why)
  try {
    clearFolder(file)
    return lockOf(file)
  } catch (error) {
    if (isDamage(error)) return lockAnew(dataDir, file)
    throw explained(dataDir, error)
  }
}

function lockOf(file: string): InstanceLock {
  const db = new Database(file, { timeout: 300 })
  try {
    db.exec('BEGIN EXCLUSIVE')
    return { release: () => void (db.open && db.close()) }
  } catch (error) {
    db.close()
    throw error
  }
}

/**
 * The file holds nothing: what a power cut wrote into it is taken out. In its place, never by a new file: a lock that
 * another process took meanwhile stays one on the same file.
 */
function lockAnew(dataDir: string, file: string): InstanceLock {
  try {
    truncateSync(file)
    for (const end of ['-journal', '-wal', '-shm']) rmSync(file + end, { recursive: true, force: true })
    return lockOf(file)
  } catch (error) {
    throw explained(dataDir, error)
  }
}

/** An empty folder of this name goes; what is in another is nobody's to delete. */
function clearFolder(file: string): void {
  if (!statSync(file, { throwIfNoEntry: false })?.isDirectory()) return
  try {
    rmdirSync(file)
  } catch (error) {
    throw new Error(`${file} is a folder, where Sightline needs a file of its own`, { cause: error })
  }
}

function explained(dataDir: string, error: unknown): CodedError {
  if ((error as { code?: string }).code === 'SQLITE_BUSY') {
    return new CodedError(
      'data-folder-busy',
      `Another Sightline is already working with the data folder ${dataDir}; use that one, or close it first.`,
    )
  }
  return new CodedError(
    'data-folder-unusable',
    `The data folder ${dataDir} cannot be used (${(error as Error).message}); check its permissions and free space, or choose another.`,
    // Not the catalog's: a damaged one is another thing.
    { cause: isDamage(error) ? undefined : error },
  )
}
