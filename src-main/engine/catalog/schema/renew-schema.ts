import type { Database as Db } from 'better-sqlite3'
import {
  compareSchema,
  knownSchema,
  knownTables,
  type SchemaDifferences,
  type SchemaObject,
} from './known-schema.ts'

/** Objects that can be made again from rows: all but tables that hold them. */
export function isMadeOfRows(version: number): (object: SchemaObject) => boolean {
  const tables = new Set(knownTables(version).map(({ name }) => name))
  return ({ type, name }) => type !== 'table' || !tables.has(name)
}

/**
 * Drops `gone` and makes anew what the schema of `version` lacks then, as far as it can be made from rows; in a
 * transaction of the caller. Throws what SQLite says.
 */
export function renewSchema(db: Db, version: number, gone: readonly SchemaObject[]): void {
  for (const object of gone.toSorted(byRank)) drop(db, object)
  const { missing } = compareSchema(db, version)
  makeAgain(db, version, new Set(missing.map(({ name }) => name)))
}

/** What has another text than ours and can be made again. */
export function changedOfRows(version: number, { changed }: SchemaDifferences): readonly SchemaObject[] {
  return changed.filter((object) => isMadeOfRows(version)(object) && object.sql !== null)
}

/** What goes first: a trigger or view may use what goes after it. */
const dropped = ['trigger', 'view', 'index', 'table']

function byRank(one: SchemaObject, other: SchemaObject): number {
  return dropped.indexOf(one.type) - dropped.indexOf(other.type)
}

/** Of a full-text index and the tables behind it, the index takes the others with it. */
function drop(db: Db, { type, name }: SchemaObject): void {
  if (!dropped.includes(type) || name.startsWith('sqlite_')) return
  const isBehind = db.prepare(
    "SELECT 1 FROM pragma_table_list WHERE schema = 'main' AND name = ? AND type = 'shadow'",
  )
  if (isBehind.get(name) === undefined) db.exec(`DROP ${type} IF EXISTS ${quoted(name)}`)
}

function makeAgain(db: Db, version: number, names: ReadonlySet<string>): void {
  const ordinary = new Set(knownTables(version).map(({ name }) => name))
  const objects = knownSchema(version)
  const wanted = objects.filter(({ name, sql }) => sql !== null && names.has(name))
  const make = (isWanted: (object: SchemaObject) => boolean) => {
    for (const { sql } of wanted.filter(isWanted)) db.exec(sql as string)
  }
  make(({ type, name }) => type === 'table' && ordinary.has(name))
  make(({ type }) => type === 'index')
  make(({ type }) => type === 'view')
  for (const { name, sql } of wanted.filter(isVirtual)) {
    // What was behind one that is gone is in the way of the next.
    for (const { name: behind } of objects.filter((object) => object.name.startsWith(`${name}_`)))
      if (!ordinary.has(behind)) db.exec(`DROP TABLE IF EXISTS ${quoted(behind)}`)
    db.exec(sql as string)
    db.exec(`INSERT INTO ${quoted(name)} (${quoted(name)}) VALUES ('rebuild')`)
  }
  make(({ type }) => type === 'trigger')
}

function isVirtual({ type, sql }: SchemaObject): boolean {
  return type === 'table' && /^CREATE VIRTUAL TABLE/i.test(sql ?? '')
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
