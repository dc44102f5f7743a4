import type { Database as Db } from 'better-sqlite3'
import { CodedError } from '../../../../src-preload/contract/index.ts'
import { schemaVersion } from '../migrations.ts'
import { knownSchema } from '../schema/known-schema.ts'
import type { SchemaFindings } from './find-tables.ts'
import { plainText } from './plain-text.ts'
import { tableRules } from './table-rules.ts'

/** Without these there is nothing to restore. */
const essential = ['roots', 'photos']

export function refuseStranger(file: string, version: number): void {
  if (version < 1) throw noCatalog(file)
  if (version <= schemaVersion) return
  throw new CodedError(
    'catalog-newer',
    `${file} was written by a newer Sightline (its version is ${version}, this one knows ${schemaVersion}); install the newer one to restore it. Nothing was changed.`,
  )
}

/** Refuses a file without the tables of photos, and one in which SQLite finds damage: rows may be missing from it. */
export function refuseDamage(file: string, db: Db, version: number, found: SchemaFindings): void {
  const columns = new Map(found.tables.map((table) => [table.name, new Set(table.columns)]))
  for (const table of essential) {
    const own = columns.get(table)
    if (!own) throw noCatalog(file, `it has no table of ${table}`)
    const { must, refersTo = {} } = tableRules[table] ?? { must: {} }
    const lacking = [...Object.keys(must), ...Object.keys(refersTo)].find((column) => !own.has(column))
    if (lacking !== undefined) throw noCatalog(file, `its table of ${table} has no ${lacking}`)
  }
  for (const look of looks(db, version, found)) {
    const said = db.prepare(`PRAGMA ${look}`).pluck().all() as string[]
    const damage = said.find((line) => line !== 'ok' && !isOfValues(line))
    if (damage !== undefined) throw damagedBackup(file, plainText(damage, 300))
  }
}

/**
 * SQLite evaluates what a schema says while it looks for damage. Where the schema is a known one it looks at the whole
 * file, which finds pages that went astray; else at those tables alone that are as they should be.
 */
function looks(db: Db, version: number, { isKnown, tables }: SchemaFindings): string[] {
  if (isKnown) return ['integrity_check']
  const sqlOf = db.prepare("SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?").pluck()
  const known = new Map(knownSchema(version).map(({ name, sql }) => [name, sql]))
  return tables
    .filter(({ name }) => sqlOf.get(name) === known.get(name))
    .map(({ name }) => `quick_check("${name}")`)
}

/** Values are looked at one by one, and the full-text index is made anew. */
function isOfValues(complaint: string): boolean {
  return /^(NULL value in |(non-)?[A-Z]+ value in |CHECK constraint failed in |malformed inverted index |unable to validate the inverted index |fts5: )/.test(
    complaint,
  )
}

function noCatalog(file: string, why?: string): CodedError {
  const because = why === undefined ? '' : `: ${why}`
  return new CodedError(
    'bad-arguments',
    `${file} is not a catalog of Sightline${because}. Nothing was changed.`,
  )
}

export function damagedBackup(file: string, damage: string): CodedError {
  return new CodedError(
    'bad-arguments',
    `${file} is not a sound catalog (${damage}); restore another backup. Nothing was changed.`,
  )
}
