import { existsSync, renameSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { flush, notWritten, removeDatabase } from './backup/whole-file.ts'
import { migrate } from './migrations.ts'
import { setAside, type SetAside } from './open.ts'
import { rescue } from './rescue/rescue.ts'
import { bringBackAtStart, knownRoots, type BroughtBack } from './user-data/at-start.ts'
import { nameCatalog } from './user-data/said-count.ts'

export interface Rebuilt {
  /** Null when there was no catalog at all. */
  readonly setAside: SetAside | null
  readonly broughtBack: BroughtBack | null
}

/**
 * Puts a new catalog in the place of one that is damaged or gone, with all that can be read of it and what the copies
 * beside it say. It is filled under another name: killed at any moment, the damaged catalog is still there, or the new one
 * is whole. Throws `disk-full`, `data-folder-unusable`; then nothing was changed.
 */
export function rebuild(file: string, damage: string | null, nowMs: number): Rebuilt {
  const unfinished = `${file}.${process.pid}.part`
  try {
    removeDatabase(unfinished)
    const { rescued, broughtBack } = fill(unfinished, file, damage)
    flush(unfinished)
    renameSync(unfinished, finishedName(file))
    const aside = damage === null ? null : setAside(file, damage, nowMs)
    finishRebuilding(file)
    return { setAside: aside && { ...aside, rescued }, broughtBack }
  } catch (error) {
    throw notWritten(`The new catalog ${file}`, error)
  } finally {
    removeDatabase(unfinished)
  }
}

/** Takes a catalog that was whole when the engine was killed before it had its name. */
export function finishRebuilding(file: string): void {
  if (existsSync(file) || !existsSync(finishedName(file))) return
  renameSync(finishedName(file), file)
  flush(dirname(file))
}

const finishedName = (file: string) => `${file}.rebuilt`

function fill(unfinished: string, file: string, damage: string | null) {
  const db = new Database(unfinished)
  try {
    // Nobody sees it before all of it is on the disk.
    db.pragma('journal_mode = MEMORY')
    db.pragma('synchronous = OFF')
    db.pragma('foreign_keys = ON')
    db.pragma('temp_store = MEMORY')
    migrate(db)
    const rescued = damage === null ? null : rescue(db, file, file, (source) => knownRoots(file, source))
    nameCatalog(db)
    const broughtBack = bringBackAtStart(db, file, {
      isNew: rescued === null,
      source: rescued?.source ?? null,
      incomplete: rescued?.incomplete ?? [],
    })
    return { rescued, broughtBack }
  } finally {
    db.close()
  }
}
