import type { Database as Db } from 'better-sqlite3'
import { schemaVersion } from '../migrations.ts'
import { compareSchema, hasKnownSchema, knownTables, type KnownTable } from '../schema/known-schema.ts'
import { plainText } from './plain-text.ts'

/** What the schema of a backup holds and lacks. */
export interface SchemaFindings {
  /** Tables that can be read, with the columns of theirs that are known. */
  readonly tables: readonly KnownTable[]
  /** It is the schema that a catalog of its version has. */
  readonly isKnown: boolean
  /** Objects that no Sightline made, or made otherwise: names for people. */
  readonly strange: readonly string[]
  readonly missing: readonly string[]
}

const mostNamed = 20

/** Looks at the schema of a database that calls itself a catalog of `version`. Throws what SQLite says of a damaged one. */
export function findTables(db: Db, version: number): SchemaFindings {
  const differences = compareSchema(db, version)
  const { foreign, changed, missing } = differences
  return {
    tables: readableTables(db, version),
    isKnown: hasKnownSchema(differences),
    strange: named([...foreign, ...changed]),
    missing: named(missing),
  }
}

/**
 * The version of a catalog, by its number and, where its schema is not that one's, by its tables: with a number that is too
 * low, tables of the person's own data would be taken for strangers.
 */
export function versionOf(db: Db): number {
  const noted = db.pragma('user_version', { simple: true }) as number
  if (hasKnownSchema(compareSchema(db, noted))) return noted
  for (let version = schemaVersion; version > noted; version -= 1) if (isComplete(db, version)) return version
  return noted
}

function isComplete(db: Db, version: number): boolean {
  const found = new Map(readableTables(db, version).map(({ name, columns }) => [name, columns.length]))
  return knownTables(version).every(({ name, columns }) => found.get(name) === columns.length)
}

function readableTables(db: Db, version: number): KnownTable[] {
  const list = db.prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'")
  const ordinary = new Set(list.pluck().all())
  // Generated columns do not lie in the rows: they are computed by whatever the file says.
  const stored = db.prepare('SELECT name FROM pragma_table_xinfo(?) WHERE hidden = 0').pluck()
  return knownTables(version)
    .filter(({ name }) => ordinary.has(name))
    .map(({ name, columns }) => {
      const found = new Set(stored.all(name))
      return { name, columns: columns.filter((column) => found.has(column)) }
    })
}

function named(objects: readonly { readonly type: unknown; readonly name: unknown }[]): string[] {
  const names = objects.slice(0, mostNamed).map(({ type, name }) => `${plainText(type)} ${plainText(name)}`)
  return objects.length > mostNamed ? [...names, `${objects.length - mostNamed} more`] : names
}
