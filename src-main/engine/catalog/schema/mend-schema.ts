import type { Database as Db } from 'better-sqlite3'
import { CodedError } from '../../../../src-preload/contract/index.ts'
import { schemaVersion } from '../migrations.ts'
import {
  compareSchema,
  knownSchema,
  knownTables,
  type SchemaDifferences,
  type SchemaObject,
} from './known-schema.ts'

/** The schema of an open catalog beside the one that it should have. */
export interface SchemaCare {
  differences(): SchemaDifferences
  /** Drops what no Sightline makes and makes anew what lacks. Tables of ours with another text stay as they are. */
  mend(): void
}

/** What goes first: a trigger or view may use what goes after it. */
const dropped = ['trigger', 'view', 'index', 'table']

export function schemaCare(db: Db): SchemaCare {
  const differences = () => compareSchema(db, schemaVersion)
  return {
    differences,
    mend: () =>
      db
        .transaction(() => {
          const { foreign, changed, missing } = differences()
          const anew = changed.filter(({ type }) => type !== 'table')
          for (const object of [...foreign, ...anew].toSorted(byRank)) drop(db, object)
          const wanted = new Set([...anew, ...missing].map(({ name }) => name))
          makeAgain(db, wanted)
        })
        .immediate(),
  }
}

/**
 * Does `open`; where it meets that an index, a view or the full-text index is gone, which are made of the rows, it makes
 * them again and opens once more. Tables of rows that are gone are not made up: throws `data-folder-unusable`, as for a
 * database that may not be changed (`mayMend`).
 */
export function withWholeSchema<T>(db: Db, file: string, mayMend: boolean, open: () => T): T {
  try {
    return open()
  } catch (error) {
    if (!/^no such (table|index|view|column)/.test((error as Error).message)) throw error
    const ordinary = new Set(knownTables(schemaVersion).map(({ name }) => name))
    const { missing } = compareSchema(db, schemaVersion)
    const isMadeOfRows = missing.every(({ name }) => !ordinary.has(name))
    if (isMadeOfRows && mayMend && !db.readonly) {
      schemaCare(db).mend()
      return open()
    }
    db.close()
    const todo = isMadeOfRows
      ? '`sightline doctor --repair` makes it again'
      : '`sightline restore FILE` puts a backup in its place'
    throw new CodedError(
      'data-folder-unusable',
      `The catalog ${file} lacks part of what it consists of (${(error as Error).message}); ${todo}.`,
      { cause: error },
    )
  }
}

function byRank(one: SchemaObject, other: SchemaObject): number {
  return dropped.indexOf(one.type) - dropped.indexOf(other.type)
}

/** Of a full-text index and the tables behind it, the index takes the others with it. */
function drop(db: Db, { type, name }: SchemaObject): void {
  if (!dropped.includes(type) || name.startsWith('sqlite_')) return
  const isBehind = db.prepare(
    "SELECT 1 FROM pragma_table_list WHERE schema = 'main' AND name = ? AND type = 'shadow'",
  )
  if (isBehind.get(name) !== undefined) return
  db.exec(`DROP ${type} IF EXISTS "${name.replaceAll('"', '""')}"`)
}

function makeAgain(db: Db, names: ReadonlySet<string>): void {
  const ordinary = new Set(knownTables(schemaVersion).map(({ name }) => name))
  const wanted = knownSchema(schemaVersion).filter(({ name, sql }) => sql !== null && names.has(name))
  const make = (isWanted: (object: SchemaObject) => boolean, after?: (object: SchemaObject) => void) => {
    for (const object of wanted.filter(isWanted)) {
      db.exec(object.sql as string)
      after?.(object)
    }
  }
  make(({ type, name }) => type === 'table' && ordinary.has(name))
  make(({ type }) => type === 'index')
  make(({ type }) => type === 'view')
  make(
    ({ type, sql }) => type === 'table' && /^CREATE VIRTUAL TABLE/i.test(sql ?? ''),
    ({ name }) => db.exec(`INSERT INTO "${name}" ("${name}") VALUES ('rebuild')`),
  )
  make(({ type }) => type === 'trigger')
}
