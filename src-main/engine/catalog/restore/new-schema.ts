import type { Database as Db } from 'better-sqlite3'
import { knownSchema, knownTables } from '../schema/known-schema.ts'

/** The tables of a version, without rows and without anything that acts on rows. */
export function makeTables(db: Db, version: number): void {
  const ordinary = namesOf(version)
  for (const { type, name, sql } of knownSchema(version))
    if (type === 'table' && ordinary.has(name)) db.exec(sql as string)
}

function namesOf(version: number): ReadonlySet<string> {
  return new Set(knownTables(version).map(({ name }) => name))
}

/**
 * Ids that were given away are not given away again: takes over up to which they were. A note that is not there, or makes
 * no sense, follows from the rows.
 */
export function keepSequences(from: Db, to: Db, highest: number): void {
  const names = to.prepare('SELECT name FROM sqlite_sequence').pluck().all() as string[]
  const hasNotes = from.prepare(
    "SELECT 1 FROM pragma_table_list WHERE schema = 'main' AND name = 'sqlite_sequence'",
  )
  if (hasNotes.get() === undefined) return
  const noted = from.prepare('SELECT seq FROM sqlite_sequence WHERE name = ?').pluck()
  const raise = to.prepare('UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?')
  const add = to.prepare('INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)')
  for (const { name } of autoincremented(to)) {
    const seq = noted.get(name)
    if (typeof seq !== 'number' || !Number.isSafeInteger(seq) || seq < 0 || seq > highest) continue
    if (names.includes(name)) raise.run(seq, name)
    else add.run(name, seq)
  }
}

function autoincremented(db: Db): { name: string }[] {
  return db
    .prepare<[], { name: string }>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%AUTOINCREMENT%'",
    )
    .all()
}
