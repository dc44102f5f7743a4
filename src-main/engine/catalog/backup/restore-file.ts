import { randomUUID } from 'node:crypto'
import { chmodSync, copyFileSync, existsSync, linkSync, realpathSync, renameSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { CodedError } from '../../../../src-preload/contract/index.ts'
import { schemaVersion } from '../migrations.ts'
import { isDamage } from '../is-damage.ts'
import { acquit } from '../suspicion.ts'
import { asidePrefix } from './backup-folder.ts'
import { flush, needRoom, notWritten, removeDatabase, settle, stampOf } from './whole-file.ts'

export interface Restored {
  readonly catalog: string
  /** Where the catalog is now that stood in its place. */
  readonly movedTo: string | null
  readonly photos: number
  readonly roots: readonly string[]
}

/**
 * Puts a backup in the place of a catalog that nothing has open. All is done with a copy, and the catalog is replaced by
 * one rename: killed at any moment, the old one or the new one is there, whole. Throws `not-found`, `bad-arguments` (it is
 * no sound backup), `catalog-newer`, `data-folder-busy`, `disk-full`, `data-folder-unusable`.
 */
export function restoreFile(file: string, catalogFile: string, nowMs: number): Restored {
  refuseSource(file, catalogFile)
  const unfinished = `${catalogFile}.restoring`
  try {
    removeDatabase(unfinished)
    needRoom(catalogFile, statSync(file).size)
    copyFileSync(file, unfinished)
    // A copy takes over who may read the file; SQLite gives the journal's files the same.
    chmodSync(unfinished, 0o600)
    if (existsSync(`${file}-wal`)) copyFileSync(`${file}-wal`, `${unfinished}-wal`)
    const { photos, roots } = examine(unfinished, file)
    const movedTo = existsSync(catalogFile) ? stepAside(catalogFile, nowMs) : null
    renameSync(unfinished, catalogFile)
    acquit(catalogFile)
    flush(dirname(catalogFile))
    return { catalog: catalogFile, movedTo, photos, roots }
  } catch (error) {
    throw notWritten(`The catalog ${catalogFile}`, error)
  } finally {
    removeDatabase(unfinished)
  }
}

function refuseSource(file: string, catalogFile: string): void {
  const found = statSync(file, { throwIfNoEntry: false })
  if (!found) throw new CodedError('not-found', `There is no file ${file}.`)
  if (!found.isFile()) throw new CodedError('bad-arguments', `${file} is not a file; name a backup's file.`)
  if (existsSync(catalogFile) && realpathSync(file) === realpathSync(catalogFile)) {
    throw new CodedError('bad-arguments', `${file} is the library's catalog itself; name a backup of it.`)
  }
}

/**
 * Reads the whole copy and gives it an id of its own: index files that were built from another catalog, or from this one
 * at a later time, are recognised by the id and not used.
 */
function examine(copy: string, file: string): { photos: number; roots: string[] } {
  let photos = 0
  let roots: string[] = []
  try {
    const damage = settle(copy, {
      deep: true,
      change: (db) => {
        refuseStranger(db, file)
        db.prepare("INSERT OR REPLACE INTO meta (key, value) VALUES ('id', ?)").run(randomUUID())
        photos = db.prepare('SELECT count(*) FROM photos').pluck().get() as number
        roots = db.prepare('SELECT path FROM roots ORDER BY path').pluck().all() as string[]
      },
    })
    if (damage !== null) throw damagedBackup(file, damage)
    return { photos, roots }
  } catch (error) {
    if (isDamage(error)) throw damagedBackup(file, (error as Error).message)
    throw error
  }
}

function refuseStranger(db: Database.Database, file: string): void {
  const version = db.pragma('user_version', { simple: true }) as number
  const tables = db
    .prepare(
      "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name IN ('meta', 'roots', 'photos')",
    )
    .pluck()
    .get()
  if (version < 1 || tables !== 3) {
    throw new CodedError('bad-arguments', `${file} is not a catalog of Sightline. Nothing was changed.`)
  }
  if (version > schemaVersion) {
    throw new CodedError(
      'catalog-newer',
      `${file} was written by a newer Sightline (its version is ${version}, this one knows ${schemaVersion}); install the newer one to restore it. Nothing was changed.`,
    )
  }
}

function damagedBackup(file: string, damage: string): CodedError {
  return new CodedError(
    'bad-arguments',
    `${file} is not a sound catalog (${damage}); restore another backup. Nothing was changed.`,
  )
}

/** Gives the present catalog a second name. It keeps its first one until the restored catalog takes it. */
function stepAside(catalogFile: string, nowMs: number): string {
  const aside = freeName(join(dirname(catalogFile), `${asidePrefix}${stampOf(nowMs)}`))
  closeJournal(catalogFile)
  // What could not be closed is of a damaged catalog; it must not be taken for the journal of the restored one.
  for (const suffix of ['-wal', '-shm']) {
    if (existsSync(catalogFile + suffix)) renameSync(catalogFile + suffix, aside + suffix)
  }
  try {
    linkSync(catalogFile, aside)
  } catch {
    // A file system without links.
    needRoom(catalogFile, statSync(catalogFile).size)
    copyFileSync(catalogFile, aside)
  }
  return aside
}

/** Two restores may fall into one second. */
function freeName(base: string): string {
  let name = `${base}.sqlite`
  for (let n = 2; existsSync(name); n += 1) name = `${base}-${n}.sqlite`
  return name
}

/** Brings a catalog into one plain file. SQLite does so only while nothing else has it open. */
function closeJournal(catalogFile: string): void {
  let db: Database.Database | undefined
  try {
    db = new Database(catalogFile, { timeout: 3_000 })
    db.pragma('journal_mode = DELETE')
  } catch (error) {
    if (isDamage(error)) return
    if ((error as { code?: unknown }).code !== 'SQLITE_BUSY') throw error
    throw new CodedError(
      'data-folder-busy',
      `Another Sightline is reading ${catalogFile}; close it, then restore again. Nothing was changed.`,
      { cause: error },
    )
  } finally {
    db?.close()
  }
}
