import { readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { CodedError, modelIdProblem } from '../../../src-preload/contract/index.ts'
import { makeFolder } from '../make-folder.ts'

/** Ids come from catalogs and command lines too: one that is none would name a folder somewhere else. */
export function requireModelId(id: string): void {
  const problem = modelIdProblem(id)
  if (problem === null) return
  const shown = JSON.stringify(id.slice(0, 100))
  throw new CodedError(
    'bad-arguments',
    `${shown} cannot be the id of a model: it is ${problem.replace(/^is /, '')}.`,
  )
}

/**
 * Where a model grows until it is whole. On the disk of the models' folder, so that renaming puts it in place at once. No
 * id has an `@` in it.
 */
export function stagingOf(folder: string, id: string, purpose: 'download' | 'import' | 'remove'): string {
  requireModelId(id)
  return join(folder, '.partial', purpose === 'download' ? id : `${id}@${purpose}`)
}

/**
 * Makes this process the one that writes a model; null while another does. The lock is an open SQLite transaction, of
 * which the operating system lets go when the process dies.
 */
export function takeModelLock(folder: string, id: string): (() => void) | null {
  requireModelId(id)
  makeFolder(join(folder, '.partial'))
  const db = new Database(join(folder, '.partial', `${id}@lock`), { timeout: 0 })
  try {
    db.exec('BEGIN EXCLUSIVE')
    return () => void (db.open && db.close())
  } catch (error) {
    db.close()
    if ((error as { code?: string }).code === 'SQLITE_BUSY') return null
    throw error
  }
}

/** Deletes what processes that died have left of imports and removals. What a download has left is for the next one. */
export async function sweepStaging(folder: string): Promise<void> {
  const names = await readdir(join(folder, '.partial')).catch(() => [])
  for (const name of names) {
    const [id = '', purpose = ''] = name.split('@')
    if (!/^(import|remove|old)$/.test(purpose) || modelIdProblem(id) !== null) continue
    const release = takeModelLock(folder, id)
    if (!release) continue
    try {
      await rm(join(folder, '.partial', name), { recursive: true, force: true, maxRetries: 5 })
    } finally {
      release()
    }
  }
}

/** Renames a whole model to where it is looked for. A damaged one that is there makes way. */
export async function putInPlace(staged: string, target: string): Promise<void> {
  const aside = `${staged}@old`
  await rm(aside, { recursive: true, force: true })
  const hadOne = await renamed(target, aside)
  try {
    await rename(staged, target)
  } catch (error) {
    if (hadOne) await renamed(aside, target)
    throw error
  }
  await rm(aside, { recursive: true, force: true })
}

/** False when there is nothing to rename. Windows refuses for a moment while a scanner looks at the files. */
export async function renamed(from: string, to: string): Promise<boolean> {
  for (let tries = 1; ; tries += 1) {
    try {
      await rename(from, to)
      return true
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code === 'ENOENT') return false
      if (tries === 5 || (code !== 'EPERM' && code !== 'EBUSY' && code !== 'EACCES')) throw error
      await wait(100 * tries)
    }
  }
}
