import type { Database as Db } from 'better-sqlite3'
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
  const list = db.prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'")
  const ordinary = new Set(list.pluck().all())
  // Generated columns do not lie in the rows: they are computed by whatever the file says.
  const stored = db.prepare('SELECT name FROM pragma_table_xinfo(?) WHERE hidden = 0').pluck()
  const tables = knownTables(version)
    .filter(({ name }) => ordinary.has(name))
    .map(({ name, columns }) => {
      const found = new Set(stored.all(name))
      return { name, columns: columns.filter((column) => found.has(column)) }
    })
  const { foreign, changed, missing } = differences
  return {
    tables,
    isKnown: hasKnownSchema(differences),
    strange: named([...foreign, ...changed]),
    missing: named(missing),
  }
}

function named(objects: readonly { readonly type: unknown; readonly name: unknown }[]): string[] {
  const names = objects.slice(0, mostNamed).map(({ type, name }) => `${plainText(type)} ${plainText(name)}`)
  return objects.length > mostNamed ? [...names, `${objects.length - mostNamed} more`] : names
}
