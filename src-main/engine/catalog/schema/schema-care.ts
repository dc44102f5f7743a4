import type { Database as Db } from 'better-sqlite3'
import { schemaVersion } from '../migrations.ts'
import { compareSchema, type SchemaDifferences } from './known-schema.ts'
import { changedOfRows, renewSchema } from './renew-schema.ts'

/** The schema of an open catalog beside the one that it should have. */
export interface SchemaCare {
  differences(): SchemaDifferences
  /** Drops what no Sightline makes and makes anew what lacks. Tables of ours with another text stay as they are. */
  mend(): void
}

export function schemaCare(db: Db): SchemaCare {
  const differences = () => compareSchema(db, schemaVersion)
  const mend = () => {
    const found = differences()
    renewSchema(db, schemaVersion, [...found.foreign, ...changedOfRows(schemaVersion, found)])
  }
  return { differences, mend: () => db.transaction(mend).immediate() }
}
