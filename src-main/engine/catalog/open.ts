import { closeSync, existsSync, openSync, readSync, renameSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { CodedError } from '../../../src-preload/contract/index.ts'
import { readKeptRoots } from './kept-roots.ts'
import { schemaVersion } from './migrations.ts'
import { isDamage, isSenseless } from './is-damage.ts'
import type { Rescue } from './rescue/rescue.ts'
import { isVersionFlipped } from './schema/flipped-version.ts'
import { headerDamage } from './schema/header-damage.ts'
import { mendSchema } from './schema/mend-schema.ts'
import { isOfTexts, mendTexts } from './search/mend-texts.ts'
import { acquit, isSuspect } from './suspicion.ts'
import { listCopies } from './user-data/copies.ts'

/** Its file in the data folder. */
export const catalogName = 'catalog.sqlite'

/** A damaged catalog that was moved out of the way. */
export interface SetAside {
  readonly file: string
  readonly reason: string
  /** Its roots, as far as they could still be read from it or from the list beside it. */
  readonly rootPaths: readonly string[]
  /** What the new catalog got from it or from a backup; null: nothing could be read. */
  readonly rescued: Rescue | null
}

const sqliteMagic = 'SQLite format 3\u0000'
const userVersionOffset = 60
/** quick_check reads the whole file, about 0.3 s for 256 MB; larger catalogs only after damage was met. */
const checkUpToBytes = 256 * 2 ** 20

/** Refuses a catalog of a newer Sightline before SQLite opens, and so perhaps touches, the file. */
export function refuseNewer(file: string): void {
  const header = readHeader(file)
  if (!header || header.subarray(0, 16).toString('latin1') !== sqliteMagic) return
  const version = header.readUInt32BE(userVersionOffset)
  if (version <= schemaVersion || isVersionFlipped(file)) return
  throw new CodedError(
    'catalog-newer',
    `The catalog ${file} was written by a newer Sightline (its version is ${version}, this one knows ${schemaVersion}); ` +
      'it was left untouched. Install the newer Sightline, or choose another data folder.',
  )
}

/** Says what is wrong with a catalog file, or null when it is absent or SQLite finds nothing. */
export function damageOf(file: string): string | null {
  if (!existsSync(file)) return hasJournal(file) ? 'the file itself is gone' : null
  // SQLite makes an empty file before its first write; one that had roots has lost them.
  if (statSync(file).size === 0)
    return readKeptRoots(file).length > 0 || listCopies(file).length > 0 ? 'the file is empty' : null
  const header = headerDamage(file)
  if (header !== null) return header
  let db: Database.Database | undefined
  try {
    db = new Database(file, { fileMustExist: true })
    const isNoted = isSuspect(file)
    const isRead = isNoted || statSync(file).size <= checkUpToBytes
    // What was noted may be an index that does not fit its rows, which the quick check does not compare.
    const look = isNoted ? 'integrity_check(5)' : isRead ? 'quick_check(5)' : 'quick_check(sqlite_schema)'
    let complaints = complaintsOf(db, look)
    if (complaints.length > 0 && complaints.every(isOfTexts)) {
      mendTexts(db)
      complaints = complaintsOf(db, look)
    }
    const complaint = complaints[0] ?? mendSchema(db)
    if (complaint !== null || !isRead) return complaint
    acquit(file)
    return null
  } catch (error) {
    if (isDamage(error) || isSenseless(error)) return (error as Error).message
    throw error
  } finally {
    db?.close()
  }
}

function hasJournal(file: string): boolean {
  return (statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0
}

/**
 * Says whether a photo of an open catalog is of no folder, or null: nothing would find it, and SQLite's checks do not compare
 * rows with those that they name. Of catalogs that are read through at a start.
 */
export function strayPhoto(file: string, db: Database.Database): string | null {
  if (statSync(file).size > checkUpToBytes) return null
  // An index still names the folder that the row has lost.
  const stray = db.prepare('SELECT 1 FROM photos NOT INDEXED WHERE root_id NOT IN (SELECT id FROM roots)')
  return stray.get() === undefined ? null : 'a photo is of no folder'
}

function complaintsOf(db: Database.Database, look: string): string[] {
  const said = db.prepare(`PRAGMA ${look}`).pluck().all() as string[]
  return said.filter((line) => line !== 'ok')
}

/** Moves a damaged catalog (with its journal files) beside its place; nothing of it is deleted. */
export function setAside(file: string, reason: string, nowMs: number): SetAside {
  const kept = readKeptRoots(file)
  const rootPaths = kept.length > 0 ? kept : salvageRoots(file)
  const stamp = new Date(nowMs).toISOString().replaceAll(':', '-').slice(0, 19)
  const aside = join(dirname(file), `catalog.damaged-${stamp}.sqlite`)
  for (const suffix of ['', '-wal', '-shm']) {
    if (existsSync(file + suffix)) renameSync(file + suffix, aside + suffix)
  }
  acquit(file)
  return { file: aside, reason, rootPaths, rescued: null }
}

function salvageRoots(file: string): readonly string[] {
  let db: Database.Database | undefined
  try {
    db = new Database(file, { readonly: true })
    return db.prepare('SELECT path FROM roots ORDER BY id').pluck().all() as string[]
  } catch {
    return []
  } finally {
    db?.close()
  }
}

function readHeader(file: string): Buffer | null {
  if (!existsSync(file)) return null
  const header = Buffer.alloc(100)
  const fd = openSync(file, 'r')
  try {
    return readSync(fd, header, 0, 100, 0) === 100 ? header : null
  } finally {
    closeSync(fd)
  }
}
