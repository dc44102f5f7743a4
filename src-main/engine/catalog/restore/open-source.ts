import { chmodSync, closeSync, copyFileSync, existsSync, openSync, readSync, statSync } from 'node:fs'
import Database, { type Database as Db } from 'better-sqlite3'

const headBytes = 100
const magic = 'SQLite format 3\u0000'

/** What the head of a database file says of it. */
export interface FileHead {
  /** SQLite's user_version. */
  readonly version: number
  /** How long the file must be; null where its writer did not note it. */
  readonly sizeBytes: number | null
  /** Its writer kept a journal beside it: it cannot be read without writing beside it. */
  readonly isWal: boolean
}

/** Null for a file that is no database. */
export function readHead(file: string): FileHead | null {
  const head = Buffer.alloc(headBytes)
  const fd = openSync(file, 'r')
  try {
    if (readSync(fd, head, 0, headBytes, 0) < headBytes) return null
  } finally {
    closeSync(fd)
  }
  if (head.toString('latin1', 0, 16) !== magic) return null
  const pageBytes = head.readUInt16BE(16) === 1 ? 65_536 : head.readUInt16BE(16)
  const isNoted = head.readUInt32BE(24) === head.readUInt32BE(92)
  return {
    version: head.readInt32BE(60),
    sizeBytes: isNoted ? head.readUInt32BE(28) * pageBytes : null,
    isWal: head[18] === 2 || head[19] === 2,
  }
}

/** Whether a journal that belongs to the file lies beside it. */
export function hasJournal(file: string): boolean {
  return ['-wal', '-journal'].some((end) => {
    const found = statSync(file + end, { throwIfNoEntry: false })
    return found?.isFile() === true && found.size > 0
  })
}

/** Whether a file can be read in its place; else a copy is read. */
export function isReadInPlace(file: string): boolean {
  return readHead(file)?.isWal === false && !hasJournal(file)
}

/**
 * Opens a database that nobody vouches for, to read it: nothing is written to it or beside it, and nothing that its schema
 * says is trusted. `copy` names the file that a copy goes to where it needs one.
 */
export function openSource(file: string, copy: string): Db {
  if (isReadInPlace(file)) return guarded(new Database(file, { readonly: true, fileMustExist: true }))
  copyFileSync(file, copy)
  // A copy takes over who may read the file, and a journal gets the same.
  chmodSync(copy, 0o600)
  if (existsSync(`${file}-wal`) && statSync(`${file}-wal`).isFile())
    copyFileSync(`${file}-wal`, `${copy}-wal`)
  return guarded(new Database(copy, { fileMustExist: true }))
}

function guarded(db: Db): Db {
  // better-sqlite3 has SQLite's defensive mode on.
  db.pragma('trusted_schema = OFF')
  db.pragma('cell_size_check = ON')
  db.pragma('query_only = ON')
  return db
}
