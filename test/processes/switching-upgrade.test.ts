import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it, vi } from 'vitest'
import { loadModelManifest } from '../../src-main/engine/models/model-folder.ts'
import type { TestEngine } from '../helpers/engine.ts'
import { starterModel } from '../helpers/models.ts'
import { modelsOf, searchWords, spaceNamed, switchingLibrary } from '../helpers/switching.ts'

// Real engines with real workers: seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

const sha256 = createHash('sha256')
  .update(readFileSync(join(starterModel, loadModelManifest(starterModel).image.file)))
  .digest('hex')

/** What earlier versions kept of the model: its id and size alone; then the image tower's bytes too. */
const earlier: [string, object | null][] = [
  ['that knew no other models', null],
  ['that prepared pictures in another way', { twin: { sha256, stamp: 'of a file as it was' } }],
]

async function libraryOf(towers: object | null) {
  const library = await switchingLibrary(3)
  const db = new Database(join(library.dataDir, 'catalog.sqlite'))
  db.exec(`UPDATE embeddings SET model_id = 'twin'; DELETE FROM settings WHERE key IN ('imageTowers', 'nextModel');
    UPDATE settings SET value = '{"id":"twin","embeddingSize":384}' WHERE key = 'model'`)
  if (towers)
    db.prepare('INSERT INTO settings (key, value) VALUES (?, ?)').run('imageTowers', JSON.stringify(towers))
  db.close()
  return library
}

function spacesIn(dataDir: string): unknown[] {
  const db = new Database(join(dataDir, 'catalog.sqlite'), { readonly: true })
  const spaces = db.prepare('SELECT DISTINCT model_id FROM embeddings ORDER BY 1').pluck().all()
  db.close()
  return spaces
}

function messages({ events }: TestEngine): string[] {
  return events.flatMap(({ name, payload }) =>
    name === 'notice' && 'message' in payload ? [payload.message ?? ''] : [],
  )
}

it.each(earlier)(
  'a library of a version %s answers a reader, then an indexer, while its photos are read anew',
  async (_, towers) => {
    const { dataDir, open } = await libraryOf(towers)
    const reader = await open({ role: 'reader' })
    const before = await searchWords(reader)
    expect(before.photos.ids).toHaveLength(3)
    expect(messages(reader)).toEqual([])
    await reader.stop()

    const engine = await open()
    expect(await modelsOf(engine)).toMatchObject({
      active: 'twin',
      switching: { to: 'twin', isAnew: true, done: 0 },
    })
    expect(await searchWords(engine)).toMatchObject({ scores: before.scores })
    expect(messages(engine)).toEqual([
      expect.stringMatching(/read again in the background because Sightline prepares pictures better now/),
    ])
    await engine.stop()

    const again = await open()
    expect(messages(again)).toEqual([])
    expect(await again.indexOnce()).toMatchObject({ indexed: 0, skipped: 3 })
    expect(await modelsOf(again)).toMatchObject({ active: 'twin', switching: null })
    expect((await searchWords(again)).photos.ids).toHaveLength(3)
    expect(messages(again)).toEqual([
      expect.stringMatching(/read anew for Model twin: pictures are prepared better now\.$/),
    ])
    await again.stop()

    // Nobody can go back to what was made in the former way.
    expect(spacesIn(dataDir)).toEqual([spaceNamed('twin')])
  },
)

it('a library on its way to a model when Sightline was upgraded goes on to it in its new space', async () => {
  const { dataDir, open } = await libraryOf(null)
  const db = new Database(join(dataDir, 'catalog.sqlite'))
  db.exec(`INSERT INTO settings (key, value)
    VALUES ('nextModel', '{"id":"starter","embeddingSize":384,"space":"starter","dir":null}')`)
  db.close()
  const engine = await open()
  expect(await modelsOf(engine)).toMatchObject({ active: 'twin', switching: { to: 'starter' } })
  expect((await searchWords(engine)).photos.ids).toHaveLength(3)
  await engine.indexOnce()
  expect(await modelsOf(engine)).toMatchObject({ active: 'starter', switching: null })
  await engine.stop()
  expect(spacesIn(dataDir)).toEqual([spaceNamed('starter'), 'twin'])
})

/** What the former starter model left: 256 numbers a photo, under the names of its spaces. */
const formerSha256 = '218b9494f8c4d4afd277a5c9d1f373977ee3f13e9c9760872a35e331d8f198e3'
const former: [string, string, object | null, object][] = [
  ['the first version', 'starter', null, { id: 'starter', embeddingSize: 256 }],
  [
    'the last version',
    'starter@2.1',
    { 'starter@2.1': { sha256: formerSha256, stamp: 'of a file that is gone' } },
    { id: 'starter', embeddingSize: 256, space: 'starter@2.1', dir: null },
  ],
  [
    'the last version, rescued without its settings',
    'starter@2.1',
    null,
    { id: 'starter', embeddingSize: 256 },
  ],
]

it.each(former)(
  'a library that the former starter model made in %s is read again by the new one and searched meanwhile',
  async (_, space, towers, active) => {
    const { dataDir, open } = await switchingLibrary(4)
    const db = new Database(join(dataDir, 'catalog.sqlite'))
    db.exec("DELETE FROM settings WHERE key IN ('imageTowers', 'nextModel', 'model')")
    db.prepare('UPDATE embeddings SET model_id = ?, vector = ?').run(
      space,
      Buffer.from(new Float32Array(256).fill(1 / 16).buffer),
    )
    const set = db.prepare('INSERT INTO settings (key, value) VALUES (?, ?)')
    set.run('model', JSON.stringify(active))
    if (towers) set.run('imageTowers', JSON.stringify(towers))
    db.close()

    const engine = await open()
    expect(messages(engine)).toEqual([expect.stringMatching(/comes with a better starter model/)])
    expect(await modelsOf(engine)).toMatchObject({ active: 'starter', next: null })
    // Nothing is compared across the two; names find all photos at once, and new photos count from the start.
    expect(await searchWords(engine)).toMatchObject({ total: 0 })
    expect(await searchWords(engine, 'painted-001')).toMatchObject({ namedTotal: 1 })
    await engine.indexOnce()
    expect(await searchWords(engine)).toMatchObject({ total: 4 })
    await engine.stop()

    const again = await open()
    expect(messages(again)).toEqual([])
    expect(await again.indexOnce()).toMatchObject({ indexed: 0 })
    expect(await searchWords(again)).toMatchObject({ total: 4 })
    await again.stop()
    expect(spacesIn(dataDir)).toContain(spaceNamed('starter'))
  },
)
