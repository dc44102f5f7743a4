import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it, vi } from 'vitest'
import { loadModelManifest } from '../../src-main/engine/models/model-folder.ts'
import { modelsDir, type TestEngine } from '../helpers/engine.ts'
import { modelsOf, searchWords, spaceNamed, switchingLibrary } from '../helpers/switching.ts'

// Real engines with real workers: seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

const starter = join(modelsDir, 'starter')
const sha256 = createHash('sha256')
  .update(readFileSync(join(starter, loadModelManifest(starter).image.file)))
  .digest('hex')

/** What earlier versions kept of the model: its id and size alone; then the image tower's bytes too. */
const earlier: [string, object | null][] = [
  ['that knew no other models', null],
  ['that prepared pictures in another way', { starter: { sha256, stamp: 'of a file as it was' } }],
]

async function libraryOf(towers: object | null) {
  const library = await switchingLibrary(3)
  const db = new Database(join(library.dataDir, 'catalog.sqlite'))
  db.exec(`UPDATE embeddings SET model_id = 'starter'; DELETE FROM settings WHERE key IN ('imageTowers', 'nextModel');
    UPDATE settings SET value = '{"id":"starter","embeddingSize":256}' WHERE key = 'model'`)
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
      active: 'starter',
      switching: { to: 'starter', isAnew: true, done: 0 },
    })
    expect(await searchWords(engine)).toMatchObject({ scores: before.scores })
    expect(messages(engine)).toEqual([
      expect.stringMatching(/read again in the background because Sightline prepares pictures better now/),
    ])
    await engine.stop()

    const again = await open()
    expect(messages(again)).toEqual([])
    expect(await again.indexOnce()).toMatchObject({ indexed: 0, skipped: 3 })
    expect(await modelsOf(again)).toMatchObject({ active: 'starter', switching: null })
    expect((await searchWords(again)).photos.ids).toHaveLength(3)
    expect(messages(again)).toEqual([
      expect.stringMatching(/read anew for Starter model: pictures are prepared better now\.$/),
    ])
    await again.stop()

    // Nobody can go back to what was made in the former way.
    expect(spacesIn(dataDir)).toEqual([spaceNamed('starter')])
  },
)

it('a library on its way to a model when Sightline was upgraded goes on to it in its new space', async () => {
  const { dataDir, open } = await libraryOf(null)
  const db = new Database(join(dataDir, 'catalog.sqlite'))
  db.exec(`INSERT INTO settings (key, value)
    VALUES ('nextModel', '{"id":"twin","embeddingSize":256,"space":"twin","dir":null}')`)
  db.close()
  const engine = await open()
  expect(await modelsOf(engine)).toMatchObject({ active: 'starter', switching: { to: 'twin' } })
  expect((await searchWords(engine)).photos.ids).toHaveLength(3)
  await engine.indexOnce()
  expect(await modelsOf(engine)).toMatchObject({ active: 'twin', switching: null })
  await engine.stop()
  expect(spacesIn(dataDir)).toEqual(['starter', spaceNamed('twin')])
})
