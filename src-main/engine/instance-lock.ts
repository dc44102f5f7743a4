import { join } from 'node:path'
import Database from 'better-sqlite3'
import { CodedError } from '../../src-preload/contract/index.ts'

export interface InstanceLock {
  release(): void
}

/**
 * Makes this the one engine that indexes into a data folder. The lock is an exclusive SQLite transaction that stays
 * open: the operating system lets go of it when the process dies, however it dies, so it can never be stale.
 * Throws `data-folder-busy` when another engine holds it, `data-folder-unusable` when the folder cannot be written.
 */
export function takeInstanceLock(dataDir: string): InstanceLock {
  let db: Database.Database | undefined
  try {
    db = new Database(join(dataDir, 'engine.lock'), { timeout: 300 })
    db.exec('BEGIN EXCLUSIVE')
    const held = db
    return { release: () => void (held.open && held.close()) }
  } catch (error) {
    db?.close()
    if ((error as { code?: string }).code === 'SQLITE_BUSY') {
      throw new CodedError(
        'data-folder-busy',
        `Another Sightline is already working with the data folder ${dataDir}; use that one, or close it first.`,
      )
    }
    throw new CodedError(
      'data-folder-unusable',
      `The data folder ${dataDir} cannot be used (${(error as Error).message}); check its permissions and free space, or choose another.`,
      { cause: error },
    )
  }
}
