import Database, { type Database as Db } from 'better-sqlite3'
import { migrations } from '../migrations.ts'

/** One row of `sqlite_schema`, without its place in the file. */
export interface SchemaObject {
  readonly type: string
  readonly name: string
  readonly tableName: string
  /** As it was written; null for the indexes that SQLite makes for constraints. */
  readonly sql: string | null
}

/** How a database's schema differs from the one that its version has. */
export interface SchemaDifferences {
  /** Objects of that version that are not there. */
  readonly missing: readonly SchemaObject[]
  /** Objects that no version of Sightline made. */
  readonly foreign: readonly SchemaObject[]
  /** Objects of that version, as they are in the database: of another type, on another table, or with another text. */
  readonly changed: readonly SchemaObject[]
}

/** An ordinary table: neither virtual, nor part of a virtual one, nor SQLite's own. */
export interface KnownTable {
  readonly name: string
  readonly columns: readonly string[]
}

interface Known {
  readonly objects: readonly SchemaObject[]
  readonly tables: readonly KnownTable[]
}

const known = new Map<number, Known>()

/**
 * The schema objects of a catalog of `version` (1 up to `schemaVersion`), sorted by name: what its migrations make of
 * an empty database. Throws RangeError for a version that this Sightline does not know.
 */
export function knownSchema(version: number): readonly SchemaObject[] {
  return knownOf(version).objects
}

/** The tables of a catalog of `version` that hold what cannot be made again. Throws like `knownSchema`. */
export function knownTables(version: number): readonly KnownTable[] {
  return knownOf(version).tables
}

function knownOf(version: number): Known {
  if (!Number.isInteger(version) || version < 1 || version > migrations.length)
    throw new RangeError(`There is no schema of version ${version}.`)
  const kept = known.get(version)
  if (kept) return kept
  const db = new Database(':memory:')
  try {
    for (const step of migrations.slice(0, version)) db.exec(step)
    const found = { objects: schemaObjectsOf(db), tables: tablesOf(db) }
    known.set(version, found)
    return found
  } finally {
    db.close()
  }
}

function tablesOf(db: Db): KnownTable[] {
  const names = db.prepare(
    `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
     ORDER BY name`,
  )
  const columns = db.prepare('SELECT name FROM pragma_table_info(?)').pluck()
  return (names.pluck().all() as string[]).map((name) => ({ name, columns: columns.all(name) as string[] }))
}

/** What SQLite reads in the schema of a database, sorted by name. Throws what SQLite says of a damaged one. */
export function schemaObjectsOf(db: Db): readonly SchemaObject[] {
  const rows = db.prepare('SELECT type, name, tbl_name AS tableName, sql FROM sqlite_schema ORDER BY name')
  return rows.all() as SchemaObject[]
}

/**
 * Compares a database object by object with the schema of `version`. Tables of SQLite's own statistics (`sqlite_stat1`,
 * ...) count as neither. Throws RangeError for an unknown version and what SQLite says of a damaged schema.
 */
export function compareSchema(db: Db, version: number): SchemaDifferences {
  const expected = new Map(knownSchema(version).map((object) => [object.name, object]))
  // A crafted schema may have rows of any type in any column.
  const found = schemaObjectsOf(db).filter(({ name }) => !String(name).startsWith('sqlite_stat'))
  const names = new Set(found.map(({ name }) => name))
  return {
    missing: [...expected.values()].filter(({ name }) => !names.has(name)),
    foreign: found.filter(({ name }, at) => !expected.has(name) || name === found[at - 1]?.name),
    changed: found.filter((object) => {
      const wanted = expected.get(object.name)
      return wanted !== undefined && !isSameObject(wanted, object)
    }),
  }
}

export function hasKnownSchema(differences: SchemaDifferences): boolean {
  return Object.values(differences).every((objects: readonly SchemaObject[]) => objects.length === 0)
}

function isSameObject(one: SchemaObject, other: SchemaObject): boolean {
  return one.type === other.type && one.tableName === other.tableName && one.sql === other.sql
}
