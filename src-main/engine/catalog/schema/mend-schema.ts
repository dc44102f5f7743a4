import type { Database as Db } from 'better-sqlite3'
import { damageError } from '../is-damage.ts'
import { schemaVersion } from '../migrations.ts'
import { compareSchema, knownSchema, type SchemaDifferences, type SchemaObject } from './known-schema.ts'
import { changedOfRows, isMadeOfRows, renewSchema } from './renew-schema.ts'

/**
 * Says what is wrong with the schema of a catalog or with the number of its version, or null. Changes nothing. Throws what
 * SQLite says of a schema that it cannot read.
 */
export function schemaDamage(db: Db): string | null {
  const said = saidVersion(db)
  if (said === 0 && isEmpty(db)) return null
  const version = versionOf(db, said)
  if (version === null) return whatIsWrong(db, said)
  if (version !== said) return `it calls itself version ${said}, and its tables are those of ${version}`
  // A trigger that cannot be understood fails whatever statement would fire it.
  const { missing, changed } = compareSchema(db, version)
  const [odd] = [...missing, ...changed]
  return odd ? `its ${odd.type} ${odd.name} is not as it was made` : null
}

/**
 * The same; but a version number that is not that of the tables is put right, and so are indexes, triggers and views, which
 * can be made anew and lose nothing.
 */
export function mendSchema(db: Db): string | null {
  const said = saidVersion(db)
  if (said === 0 && isEmpty(db)) return null
  const version = versionOf(db, said)
  if (version === null) return whatIsWrong(db, said)
  if (version !== said) db.pragma(`user_version = ${version}`)
  const differences = compareSchema(db, version)
  if (objectsToDrop(version, differences).length + differences.missing.length > 0)
    db.transaction(() => renew(db, version, differences)).immediate()
  return null
}

function saidVersion(db: Db): number {
  return db.pragma('user_version', { simple: true }) as number
}

function isEmpty(db: Db): boolean {
  return db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() === 0
}

/** The version whose tables these are: the one that the file names, or the only other one. */
function versionOf(db: Db, said: number): number | null {
  const others = Array.from({ length: schemaVersion }, (_, at) => schemaVersion - at)
  const candidates = isKnown(said) ? [said, ...others] : others
  return candidates.find((version) => brokenTable(compareSchema(db, version)) === undefined) ?? null
}

function isKnown(version: number): boolean {
  return version >= 1 && version <= schemaVersion
}

/** Tables of somebody else harm nothing; those of a later version show that this is not the version. */
function brokenTable({ missing, changed, foreign }: SchemaDifferences): SchemaObject | undefined {
  const ours = new Set(knownSchema(schemaVersion).map(({ name }) => name))
  const later = foreign.filter(({ name }) => ours.has(name))
  const isMadeAgain = isMadeOfRows(schemaVersion)
  return (
    [...missing, ...changed].find((object) => !isMadeAgain(object)) ??
    later.find(({ type }) => type === 'table')
  )
}

function whatIsWrong(db: Db, said: number): string {
  const table = brokenTable(compareSchema(db, isKnown(said) ? said : schemaVersion))
  return `its table ${table?.name ?? ''} is not as it was made`
}

/** Tables of somebody else stay until somebody asks for an order. */
function objectsToDrop(version: number, differences: SchemaDifferences): readonly SchemaObject[] {
  const foreign = differences.foreign.filter(({ type, sql }) => type !== 'table' && sql !== null)
  return [...foreign, ...changedOfRows(version, differences)]
}

function renew(db: Db, version: number, differences: SchemaDifferences): void {
  renewSchema(db, version, objectsToDrop(version, differences))
  const left = compareSchema(db, version)
  if (objectsToDrop(version, left).length + left.missing.length > 0)
    throw damageError('its schema cannot be put right')
}
