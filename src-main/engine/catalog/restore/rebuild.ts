import { randomUUID } from 'node:crypto'
import Database, { type Database as Db } from 'better-sqlite3'
import { flush, removeDatabase } from '../backup/whole-file.ts'
import { isDamage } from '../is-damage.ts'
import { knownTables } from '../schema/known-schema.ts'
import { renewSchema } from '../schema/renew-schema.ts'
import { countOnFrom } from '../user-data/said-count.ts'
import { findTables, versionOf, type SchemaFindings } from './find-tables.ts'
import { keepSequences, makeTables } from './new-schema.ts'
import { openSource } from './open-source.ts'
import { damagedBackup, refuseDamage, refuseStranger } from './refusals.ts'
import { dropOddVectors, readAgainWithoutEmbedding, settleCompanions } from './settle-photos.ts'
import { tableRules } from './table-rules.ts'
import { takeRows, type TakenIds } from './take-rows.ts'
import { highestId } from './values.ts'

/** What came out of a backup, and what of it did not. */
export interface Rebuilt {
  readonly photos: number
  readonly roots: readonly string[]
  /** Objects in the backup's schema that are none of Sightline's: they were left behind. */
  readonly strange: readonly string[]
  /** Objects that it lacked; they were made anew, tables without rows. */
  readonly missing: readonly string[]
  /** By table: rows that cannot be Sightline's. */
  readonly leftOut: Readonly<Record<string, number>>
  /** By table: rows in which something was replaced. */
  readonly mended: Readonly<Record<string, number>>
}

/**
 * Builds a catalog at `target` from the rows of the backup `file`, with a schema that this Sightline makes itself: nothing
 * but checked values comes over from a file that may be from anywhere. Ids are kept. The catalog gets an id of its own:
 * index files that were built from another one, or from this one at a later time, are recognised by it and not used.
 * `copy` may be made and deleted. Throws CodedError `bad-arguments` when `file` is no sound catalog, `catalog-newer`, and
 * what the disk says.
 */
export function rebuild(file: string, target: string, copy: string): Rebuilt {
  removeDatabase(target)
  removeDatabase(copy)
  let source: Db | undefined
  try {
    source = openSource(file, copy)
    refuseStranger(file, source.pragma('user_version', { simple: true }) as number)
    const version = versionOf(source)
    const found = findTables(source, version)
    refuseDamage(file, source, version, found)
    const rebuilt = fill(source, target, version, found)
    flush(target)
    return rebuilt
  } catch (error) {
    if (isDamage(error)) throw damagedBackup(file, (error as Error).message)
    throw error
  } finally {
    source?.close()
    removeDatabase(copy)
  }
}

function fill(source: Db, target: string, version: number, found: SchemaFindings): Rebuilt {
  const db = new Database(target)
  try {
    // Whatever interrupts this leaves a file that is deleted.
    db.pragma('journal_mode = OFF')
    db.pragma('synchronous = OFF')
    db.pragma('foreign_keys = OFF')
    db.exec('BEGIN EXCLUSIVE')
    makeTables(db, version)
    const { leftOut, mended } = takeAll(source, db, version, found)
    keepSequences(source, db, highestId)
    // Indexes, views, the full-text index and triggers, of the rows that are there now.
    renewSchema(db, version, [])
    db.prepare("INSERT OR REPLACE INTO meta (key, value) VALUES ('id', ?)").run(randomUUID())
    if (knownTables(version).some(({ name }) => name === 'said')) countOnFrom(db, 1)
    db.pragma(`user_version = ${version}`)
    db.exec('COMMIT')
    const photos = db.prepare('SELECT count(*) FROM photos').pluck().get() as number
    const roots = db.prepare('SELECT path FROM roots ORDER BY path').pluck().all() as string[]
    return { photos, roots, strange: found.strange, missing: found.missing, leftOut, mended }
  } finally {
    db.close()
  }
}

/** What a library notes of its own days: what can be undone in it, and how often something was said. */
const ofThatTime = new Set(['said', 'undo_steps', 'undo_changes'])

function takeAll(source: Db, db: Db, version: number, found: SchemaFindings) {
  const leftOut: Record<string, number> = {}
  const mended: Record<string, number> = {}
  const ids: TakenIds = new Map()
  const readable = new Map(found.tables.map((table) => [table.name, table.columns]))
  for (const table of inOrder(version)) {
    if (ofThatTime.has(table)) continue
    const columns = readable.get(table) ?? []
    if (columns.length === 0) continue
    const taken = takeRows(source, db, { table, columns, ids })
    note(leftOut, table, taken.leftOut)
    note(mended, table, taken.mended)
  }
  note(leftOut, 'embeddings', dropOddVectors(db))
  if (leftOut['embeddings'] !== undefined || !readable.has('embeddings'))
    note(mended, 'photos', readAgainWithoutEmbedding(db))
  note(mended, 'photos', settleCompanions(db))
  return { leftOut, mended }
}

function note(counts: Record<string, number>, table: string, rows: number): void {
  if (rows > 0) counts[table] = (counts[table] ?? 0) + rows
}

/** What is referred to first. */
function inOrder(version: number): string[] {
  const ranks = Object.keys(tableRules)
  const rankOf = (name: string) => (ranks.includes(name) ? ranks.indexOf(name) : ranks.length)
  return knownTables(version)
    .map(({ name }) => name)
    .toSorted((a, b) => rankOf(a) - rankOf(b))
}
