import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, readdirSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { schemaVersion } from '../../src-main/engine/catalog/migrations.ts'
import { compareSchema, hasKnownSchema } from '../../src-main/engine/catalog/schema/known-schema.ts'
import { catalogIn, openIn, photosIn, restoreInto } from '../helpers/backups.ts'
import {
  craftedBackup,
  forever,
  photosInBackup,
  richBackup,
  rowsIn,
  spoiltBackup,
} from '../helpers/hostile-backup.ts'
import { tempDir } from '../helpers/temp.ts'

/** Restores into a new data folder; what is there then must be a catalog like any other. */
async function restored(file: string) {
  const dir = tempDir('restored')
  const outcome = await restoreInto(dir, file)
  const db = new Database(catalogIn(dir), { readonly: true })
  expect(hasKnownSchema(compareSchema(db, schemaVersion))).toBe(true)
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
  expect(db.pragma('foreign_key_check')).toEqual([])
  db.close()
  const catalog = openIn(dir)
  expect(catalog.texts.isInOrder()).toBe(true)
  expect(catalog.references.faults()).toBe(0)
  catalog.close()
  return { ...outcome, dir, rows: rowsIn(catalogIn(dir)) }
}

const nothing = { strange: [], missing: [], leftOut: {}, mended: {} }

describe('a restored backup', () => {
  it('has the very rows that it was made of, their ids and the ids that are spent', async () => {
    const file = await richBackup()
    const { rows, ...outcome } = await restored(file)
    expect(outcome).toMatchObject({ photos: photosInBackup, ...nothing })
    const before = rowsIn(file)
    expect(rows).toEqual(before)
    for (const table of [
      'photos',
      'embeddings',
      'photo_tags',
      'collection_photos',
      'kept_marks',
      'query_pictures',
    ])
      expect(before[table]?.length, table).toBeGreaterThan(0)
    expect(before['sqlite_sequence']?.join()).toContain(`["photos",${photosInBackup + 1}]`)
  })

  it.each<[string, string, string]>([
    ['an endless trigger', `CREATE TRIGGER e AFTER INSERT ON meta BEGIN ${forever}; END`, 'trigger e'],
    [
      'a trigger that undoes marks',
      'CREATE TRIGGER u AFTER UPDATE ON photos BEGIN DELETE FROM tags; END',
      'trigger u',
    ],
    ['a view', `CREATE VIEW v AS ${forever}`, 'view v'],
    [
      'an index of its own',
      "CREATE INDEX i ON photos (length(printf('%.*c', 99, relative_path)))",
      'index i',
    ],
    ['a virtual table', "CREATE VIRTUAL TABLE t USING fts5(a, content='meta')", 'table t'],
    ['a table with a name for terminals', `CREATE TABLE "x\u001b[2J" (a)`, 'table x?[2J'],
    [
      'a trigger of ours with another text',
      'DROP TRIGGER photo_texts_go; CREATE TRIGGER photo_texts_go AFTER DELETE ON photos BEGIN DELETE FROM tags; END',
      'trigger photo_texts_go',
    ],
  ])('leaves %s behind and says so', async (_, sql, name) => {
    const { rows, ...outcome } = await restored(await craftedBackup(sql))
    expect(outcome).toMatchObject({ photos: photosInBackup, leftOut: {}, mended: {} })
    expect(outcome.strange).toContain(name)
    expect(rows).toEqual(rowsIn(await richBackup()))
  })

  it('makes anew what it lacked, and has its photos read again for which there are no embeddings', async () => {
    const file = await craftedBackup(
      'DROP TRIGGER photos_keep_marks; DROP TABLE embeddings; DROP TABLE recent_searches',
    )
    const { missing, mended, rows } = await restored(file)
    expect(missing).toEqual(expect.arrayContaining(['trigger photos_keep_marks', 'table embeddings']))
    expect(mended).toEqual({ photos: photosInBackup })
    expect(rows['tags']).toHaveLength(1)
    expect(rows['photo_tags']).toHaveLength(5)
  })

  it('has full-text search of its own making, whatever the file said of it', async () => {
    const sql = `DELETE FROM photo_texts_data WHERE id > 1; INSERT OR REPLACE INTO photo_texts_config VALUES ('pgsz', 1)`
    const { dir } = await restored(await craftedBackup(sql))
    const catalog = openIn(dir)
    expect(catalog.texts.containing('Title 3')).toEqual([3])
    catalog.close()
  })

  it.each<[string, string, { leftOut?: object; mended?: object }]>([
    [
      'paths that leave their folder',
      "UPDATE photos SET relative_path = '../../etc/passwd' WHERE id = 7",
      { leftOut: { photos: 1, embeddings: 1 } },
    ],
    [
      'absolute and empty paths',
      "UPDATE photos SET relative_path = '/x' WHERE id = 7; UPDATE photos SET relative_path = '' WHERE id = 8",
      { leftOut: { photos: 2, embeddings: 2 } },
    ],
    [
      'paths with NUL or of megabytes',
      "UPDATE photos SET relative_path = 'a' || char(0) WHERE id = 7; UPDATE photos SET relative_path = printf('%.*c', 3000000, 'x') WHERE id = 8",
      { leftOut: { photos: 2, embeddings: 2 } },
    ],
    [
      'roots that are no folders',
      "INSERT INTO roots (path, added_at_ms) VALUES ('', 1), ('relative', 1), ('/proc/1', 1), ('/dev', 1), ('/a/../b', 1), ('/a' || char(10), 1)",
      { leftOut: { roots: 6 } },
    ],
    [
      'vectors of another length',
      "UPDATE embeddings SET vector = x'0000803f' WHERE id = 7",
      { leftOut: { embeddings: 1 }, mended: { photos: 1 } },
    ],
    [
      'vectors of no unit length',
      'UPDATE embeddings SET vector = zeroblob(1024) WHERE id = 7',
      { leftOut: { embeddings: 1 }, mended: { photos: 1 } },
    ],
    [
      'vectors of megabytes',
      'UPDATE embeddings SET vector = zeroblob(9000000) WHERE id = 7',
      { leftOut: { embeddings: 1 }, mended: { photos: 1 } },
    ],
    [
      'models with names that are paths',
      "UPDATE embeddings SET model_id = '../../tmp/x' WHERE id = 7",
      { leftOut: { embeddings: 1 }, mended: { photos: 1 } },
    ],
    ['settings that are no JSON', "UPDATE settings SET value = '{'", { leftOut: { settings: 2 } }],
    [
      'marks without end',
      "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < 5000) UPDATE kept_marks SET marks = (SELECT json_object('tags', json_group_array('t' || x)) FROM c)",
      { leftOut: { kept_marks: 1 } },
    ],
    [
      'hashes of other lengths',
      "UPDATE photos SET content_hash = x'2e2e2f' WHERE id = 7; UPDATE kept_marks SET content_hash = zeroblob(9)",
      { leftOut: { kept_marks: 1 }, mended: { photos: 1 } },
    ],
    [
      'numbers without sense',
      'UPDATE photos SET mtime_ms = 1e308, size_bytes = -1, taken_at_ms = 9223372036854775807, sort_at_ms = -9223372036854775808, latitude = 9e99 WHERE id = 7; UPDATE photos SET width = 9223372036854775807 WHERE id = 8',
      { mended: { photos: 2 } },
    ],
    [
      'numbers that are texts',
      'DROP TABLE recent_searches; CREATE TABLE recent_searches (key, text, at_ms); INSERT INTO recent_searches VALUES (5, 6, 7)',
      { leftOut: { recent_searches: 1 } },
    ],
    [
      'companions in a ring',
      'UPDATE photos SET companion_of = 8 WHERE id = 7; UPDATE photos SET companion_of = 7 WHERE id = 8',
      { mended: { photos: 2 } },
    ],
    [
      'ids far beyond any',
      'UPDATE photos SET id = 9007199254740993 WHERE id = 7',
      { leftOut: { photos: 1, embeddings: 1 } },
    ],
    ['spent ids to the last', 'UPDATE sqlite_sequence SET seq = 9223372036854775807', {}],
    [
      'tags without a name',
      "INSERT INTO tags (name) VALUES (''), (char(0) || 'z'), (printf('%.*c', 3000000, 'y'))",
      { leftOut: { tags: 3 } },
    ],
    [
      'sidecars in other folders',
      "UPDATE photos SET sidecar = '../x.xmp' WHERE id = 7",
      { mended: { photos: 1 } },
    ],
  ])('comes without %s, and with all else', async (_, sql, wanted) => {
    const { leftOut, mended, rows } = await restored(await craftedBackup(sql))
    expect({ leftOut, mended }).toEqual({ leftOut: {}, mended: {}, ...wanted })
    expect(rows['photo_tags']).toHaveLength(5)
    expect(rows['collection_photos']).toHaveLength(5)
    expect(rows['photos']?.length).toBeGreaterThanOrEqual(photosInBackup - 2)
  })

  it('goes on giving ids away after a crafted note of them', async () => {
    const { dir } = await restored(
      await craftedBackup('UPDATE sqlite_sequence SET seq = 9223372036854775807'),
    )
    const catalog = openIn(dir)
    expect(catalog.roots.add('/more').id).toBe(2)
    catalog.close()
  })
})

const cut = (part: number) => () =>
  spoiltBackup((bytes) => bytes.subarray(0, Math.floor(bytes.length * part)))

describe('refused at once, with the reason, is', () => {
  it.each<[string, () => Promise<string>, RegExp]>([
    [
      'a file without photos',
      () => craftedBackup('ALTER TABLE photos RENAME TO p2; CREATE VIEW photos AS SELECT * FROM p2'),
      /no table of photos/,
    ],
    [
      'a table of photos that lacks columns',
      () =>
        craftedBackup(
          'DROP TRIGGER photo_texts_change; DROP VIEW photo_words; DROP TABLE photos; CREATE TABLE photos (id)',
        ),
      /has no relative_path/,
    ],
    [
      'a virtual table in the place of photos',
      () =>
        craftedBackup('DROP TABLE photos; CREATE VIRTUAL TABLE photos USING fts5 (root_id, relative_path)'),
      /no table of photos/,
    ],
    [
      'computed columns in the place of stored ones',
      () =>
        craftedBackup(
          "DROP TABLE photos; CREATE TABLE photos (id INTEGER PRIMARY KEY, root_id INT, relative_path TEXT AS ('x'))",
        ),
      /has no relative_path/,
    ],
    [
      'two objects of one name',
      () =>
        craftedBackup(
          "PRAGMA writable_schema = ON; INSERT INTO sqlite_schema SELECT * FROM sqlite_schema WHERE name = 'photos'",
        ),
      /not a sound catalog/,
    ],
    ['a cut file', cut(0.6), /by what it says itself/],
    [
      'a head without a body',
      () => spoiltBackup((bytes) => bytes.subarray(0, 100)),
      /by what it says itself/,
    ],
    ['a text', () => spoiltBackup(() => Buffer.from('hello'.repeat(1_000))), /no database/],
    ['an empty file', cut(0), /no database/],
    ['a version that there never was', () => craftedBackup('PRAGMA user_version = -5'), /not a catalog/],
    [
      'a page that was overwritten',
      () => spoiltBackup((bytes) => Buffer.from(bytes).fill(0xff, 9_000, 30_000)),
      /not a sound catalog/,
    ],
  ])('%s', async (_, make, reason) => {
    const file = await make()
    const dir = tempDir('refused')
    await expect(restoreInto(dir, file)).rejects.toThrowError(reason)
    expect(readdirSync(dir)).toEqual(['engine.lock'])
  })

  it.skipIf(process.platform === 'win32')(
    'a pipe, a device, and a file of a terabyte with nothing in it',
    async () => {
      const dir = tempDir('refused')
      const pipe = join(dir, 'pipe.sqlite')
      execFileSync('mkfifo', [pipe])
      await expect(restoreInto(join(dir, 'data'), pipe)).rejects.toThrowError(/is not a file/)
      await expect(restoreInto(join(dir, 'data'), '/dev/zero')).rejects.toThrowError(/is not a file/)
      const sparse = await craftedBackup('')
      truncateSync(sparse, 2 ** 40)
      await expect(restoreInto(join(dir, 'data'), sparse)).rejects.toThrowError(/1,099,511,627,776 bytes/)
    },
  )
})

describe('the process that reads a backup', () => {
  it('is ended with the command, and the catalog stays as it was', async () => {
    const dir = tempDir('aborted')
    await restoreInto(dir, await richBackup())
    const before = readFileSync(catalogIn(dir))
    const stop = new AbortController()
    const { spawnNodeWorker } = await import('../../src-main/hosts/shared/node-workers.ts')
    const spawn = () => {
      const worker = spawnNodeWorker('restore')
      stop.abort()
      return worker
    }
    await expect(restoreInto(dir, await richBackup(), { spawn, signal: stop.signal })).rejects.toThrowError(
      /^Stopped/,
    )
    expect(readFileSync(catalogIn(dir)).equals(before)).toBe(true)
    expect(readdirSync(dir).filter((name) => /restoring|part|before/.test(name))).toEqual([])
  })

  it('is ended when it takes longer than any sound backup does', async () => {
    const dir = tempDir('slow')
    await expect(restoreInto(dir, await richBackup(), { limitMs: 1 })).rejects.toThrowError(
      /takes longer than/,
    )
    expect(existsSync(catalogIn(dir))).toBe(false)
  })

  it('writes nothing beside the file, which may have a journal of noise', async () => {
    const file = await craftedBackup('PRAGMA journal_mode = WAL')
    writeFileSync(`${file}-wal`, Buffer.alloc(50_000, 0x5a))
    const names = () => readdirSync(join(file, '..')).toSorted()
    const before = [names(), readFileSync(file)]
    const { dir } = await restored(file)
    expect(photosIn(catalogIn(dir))).toBe(photosInBackup)
    expect([names(), readFileSync(file)]).toEqual(before)
  })
})
