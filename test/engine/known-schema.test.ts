import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { openCatalog } from '../../src-main/engine/catalog/catalog.ts'
import { schemaVersion } from '../../src-main/engine/catalog/migrations.ts'
import {
  compareSchema,
  hasKnownSchema,
  knownSchema,
} from '../../src-main/engine/catalog/schema/known-schema.ts'
import { firstVersionCatalog } from '../helpers/old-catalog.ts'
import { tempDir } from '../helpers/temp.ts'

/** Runs `sql` in a fresh catalog and compares what it is then. */
function afterwards(sql: string) {
  const file = join(tempDir('known-schema'), 'catalog.sqlite')
  openCatalog(file).close()
  const db = new Database(file)
  db.exec(sql)
  const differences = compareSchema(db, schemaVersion)
  db.close()
  return differences
}

const names = (objects: readonly { readonly name: string }[]) => objects.map(({ name }) => name)

describe('the schema of a catalog', () => {
  it('is the known one, made new or brought up from the first version', () => {
    expect(hasKnownSchema(afterwards(''))).toBe(true)
    const file = firstVersionCatalog(tempDir('known-schema'), 3)
    const old = new Database(file, { readonly: true })
    expect(hasKnownSchema(compareSchema(old, 1))).toBe(true)
    old.close()
    openCatalog(file).close()
    const now = new Database(file, { readonly: true })
    expect(hasKnownSchema(compareSchema(now, schemaVersion))).toBe(true)
    now.close()
  })

  it('differs by what was added, dropped and altered', () => {
    const added = afterwards('CREATE TRIGGER evil AFTER INSERT ON meta BEGIN DELETE FROM tags; END')
    expect(names(added.foreign)).toEqual(['evil'])
    const dropped = afterwards('DROP TRIGGER photos_keep_marks')
    expect(names(dropped.missing)).toEqual(['photos_keep_marks'])
    const altered = afterwards('ALTER TABLE tags ADD COLUMN more TEXT')
    expect(names(altered.changed)).toEqual(['tags'])
    expect(afterwards('ANALYZE').foreign).toEqual([])
  })

  it('is known for every version that there was, and for no other', () => {
    for (let version = 1; version <= schemaVersion; version += 1)
      expect(names(knownSchema(version))).toContain('photos')
    expect(() => knownSchema(0)).toThrow(RangeError)
    expect(() => knownSchema(schemaVersion + 1)).toThrow(RangeError)
  })
})
