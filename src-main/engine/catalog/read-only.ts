import { accessSync, constants, copyFileSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import Database, { type Database as Db } from 'better-sqlite3'
import { CodedError } from '../../../src-preload/contract/index.ts'
import { needRoom } from './backup/whole-file.ts'
import { migrate, schemaVersion } from './migrations.ts'
import { sweepReadingCopies, readingCopyPrefix } from './reading-copies.ts'

// better-sqlite3 reads it when it is used first, and then takes a file's address with SQLite's own settings (immutable=1).
process.env['SQLITE_USE_URI'] ??= '1'

/** Why nothing can be written to a file of the data folder or beside it; null when it can, as far as can be told before. */
export function whyNotWritable(file: string): string | null {
  const code = refusalOf(dirname(file)) ?? (existsSync(file) ? refusalOf(file) : null)
  if (code === null) return null
  if (code === 'EROFS') return 'its disk is read-only (systems make a failing one so)'
  return 'you may not write there'
}

function refusalOf(path: string): string | null {
  try {
    accessSync(path, constants.W_OK)
    return null
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    return ['EROFS', 'EACCES', 'EPERM'].includes(code) ? code : null
  }
}

/** What a command says that has to write where nothing can be written. */
export function refuseReadOnly(dataDir: string, why: string): CodedError {
  return new CodedError(
    'data-folder-unusable',
    `Nothing can be changed in the data folder ${dataDir}: ${why}; searching and "sightline backup FILE" to another disk still work. Make it writable, or choose another with --data.`,
  )
}

/**
 * Opens a catalog where nothing can be written beside it. SQLite reads one that was closed in order as it lies there; one
 * with a journal, or of an earlier Sightline, is copied into a temporary folder for this user alone. The copy is gone as
 * soon as it is open where the system lets go of names, else when it is closed. Throws `disk-full` (of the temporary
 * folder), `data-folder-unusable`.
 */
export function openReadOnly(file: string): Db {
  try {
    return inPlace(file) ?? ofCopy(file)
  } catch (error) {
    if (error instanceof CodedError) throw error
    throw new CodedError(
      'data-folder-unusable',
      `The catalog ${file} cannot be written, and could not be read either (${(error as Error).message}); check its disk and its permissions.`,
      { cause: error },
    )
  }
}

/** Null where the catalog cannot be read as it lies there. */
function inPlace(file: string): Db | null {
  // While another process that may write has it open, its journal can be read too.
  const shared = tried(() => new Database(file, { readonly: true, timeout: 5_000 }))
  if (shared) return shared
  if (hasContent(`${file}-wal`) || hasContent(`${file}-journal`)) return null
  return tried(() => unchanging(file))
}

/** SQLite looks for no journal and takes no locks: nothing changes the file. */
function unchanging(file: string): Db {
  return new Database(`${pathToFileURL(file).href}?immutable=1`, { readonly: true })
}

function tried(open: () => Db): Db | null {
  let db: Db | undefined
  try {
    db = open()
    const version = db.pragma('user_version', { simple: true })
    db.prepare('SELECT count(*) FROM sqlite_schema').get()
    if (version === schemaVersion) return db
  } catch (error) {
    // Damage is not mended by copying.
    if (String((error as { code?: unknown }).code).startsWith('SQLITE_CORRUPT')) throw error
  }
  db?.close()
  return null
}

function ofCopy(file: string): Db {
  sweepReadingCopies()
  const sizes = [file, `${file}-wal`].map((path) => statSync(path, { throwIfNoEntry: false })?.size ?? 0)
  const dir = mkdtempSync(join(tmpdir(), `${readingCopyPrefix}${process.pid}-`))
  const copy = join(dir, 'catalog.sqlite')
  const remove = () => rmSync(dir, { recursive: true, force: true, maxRetries: 3 })
  try {
    // An upgrade rewrites indexes.
    needRoom(copy, sizes.reduce((sum, size) => sum + size, 0) * 1.5)
    copyFileSync(file, copy)
    if (hasContent(`${file}-wal`)) copyFileSync(`${file}-wal`, `${copy}-wal`)
    prepare(copy)
    const db = new Database(copy, { readonly: true })
    db.prepare('SELECT count(*) FROM sqlite_schema').get()
    if (process.platform === 'win32') process.once('exit', remove)
    else remove()
    return db
  } catch (error) {
    remove()
    throw error
  }
}

/** Brings a copy into one plain file of the present schema. */
function prepare(copy: string): void {
  const db = new Database(copy, { fileMustExist: true })
  try {
    db.pragma('journal_mode = DELETE')
    db.pragma('synchronous = OFF')
    migrate(db)
  } finally {
    db.close()
  }
}

function hasContent(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false })
  return found !== undefined && found.size > 0
}
