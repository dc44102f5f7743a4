import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { miniature } from '../../src-main/hosts/cli/bench/towers/shapes.ts'
import { writeTowers } from '../../src-main/hosts/cli/bench/towers/write-towers.ts'
import { until, type TestEngine } from '../helpers/engine.ts'
import { paintPhotos } from '../helpers/photos.ts'
import {
  answering,
  asInWindow,
  modelsOf,
  searchWords,
  spaceNamed,
  switchingLibrary,
} from '../helpers/switching.ts'

// Each switches a library or two, with real workers: seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

async function switched(count: number, id = 'tiny') {
  const library = await switchingLibrary(count)
  const engine = await library.open()
  await engine.handlers['models.use']({ id })
  await answering(engine, id)
  return { ...library, engine, folder: join(library.dataDir, 'models', id) }
}

const entryOf = async (engine: TestEngine, id: string) =>
  (await modelsOf(engine)).models.find((model) => model.id === id)

describe('what a former model made of the photos', () => {
  it('takes room until it is forgotten, and photos can be read for it again', async () => {
    const { engine } = await switched(4)
    expect(await entryOf(engine, 'starter')).toMatchObject({
      embeddings: { photos: 4, sizeBytes: expect.any(Number) },
    })
    const bytes = (await entryOf(engine, 'starter'))?.embeddings.sizeBytes ?? 0
    expect(bytes).toBeGreaterThan(4 * 384 * 4)
    await expect(engine.handlers['models.forget-embeddings']({ id: 'tiny' })).rejects.toMatchObject({
      code: 'model-in-use',
    })
    expect(await engine.handlers['models.forget-embeddings']({ id: 'starter' })).toEqual({ photos: 4 })
    expect(await entryOf(engine, 'starter')).toMatchObject({ embeddings: { photos: 0, sizeBytes: 0 } })
    expect((await searchWords(engine)).photos.ids).toHaveLength(4)
    await engine.handlers['models.use']({ id: 'starter' })
    await answering(engine, 'starter')
    expect((await modelsOf(engine)).kept).toMatchObject({ starter: 4, tiny: 4 })
    await engine.stop()
  })

  it('goes with the model that is removed, and only then', async () => {
    const { engine, folder } = await switched(3)
    await expect(engine.handlers['models.remove']({ id: 'tiny' })).rejects.toMatchObject({
      code: 'model-in-use',
    })
    await expect(engine.handlers['models.remove']({ id: 'starter' })).rejects.toMatchObject({
      code: 'model-in-use',
    })
    await engine.handlers['models.use']({ id: 'starter' })
    await answering(engine, 'starter')
    const { freedBytes } = await engine.handlers['models.remove']({ id: 'tiny' })
    expect(freedBytes).toBeGreaterThan(10_000)
    expect(existsSync(folder)).toBe(false)
    expect((await modelsOf(engine)).kept).not.toHaveProperty('tiny')
    await engine.stop()
  })

  it('goes by itself after 30 days, and not before', async () => {
    const { engine, dataDir, open } = await switched(3)
    await engine.stop()
    const leftDaysAgo = (days: number) => {
      const db = new Database(join(dataDir, 'catalog.sqlite'))
      const sinceMs = Date.now() - days * 24 * 60 * 60 * 1_000
      db.prepare("UPDATE settings SET value = ? WHERE key = 'formerSpaces'").run(
        JSON.stringify({ [spaceNamed('starter')]: sinceMs }),
      )
      db.close()
    }
    leftDaysAgo(29)
    const soon = await open()
    await soon.indexOnce()
    expect((await modelsOf(soon)).kept).toMatchObject({ starter: 3, tiny: 3 })
    await soon.stop()
    leftDaysAgo(31)
    const late = await open()
    await late.indexOnce()
    await until('it is gone', async () => (await modelsOf(late)).kept['starter'] === 0)
    expect((await modelsOf(late)).kept).toMatchObject({ tiny: 3 })
    await late.stop()
  })

  it('leaves no index files behind', async () => {
    const { engine, dataDir, open } = await switched(2)
    await engine.stop()
    const vectors = join(dataDir, 'vectors')
    mkdirSync(vectors, { recursive: true })
    const own = `${encodeURIComponent(spaceNamed('tiny'))}.json`
    for (const name of ['gone.hnsw', 'gone.json', own, 'gone.hnsw.77.tmp'])
      writeFileSync(join(vectors, name), '{}')
    const again = await open()
    // Of so few photos the model's own index would be of no use either.
    await until('all of them are deleted', () => readdirSync(vectors).length === 0)
    await again.stop()
  })
})

describe('a model that cannot be used', () => {
  it('leaves everything as it was', async () => {
    const { engine, dataDir } = await switched(3)
    const twin = join(dataDir, 'models', 'twin')
    truncateSync(join(twin, 'vision.onnx'), 5_000)
    const before = await modelsOf(engine)
    await expect(engine.handlers['models.use']({ id: 'twin' })).rejects.toMatchObject({
      code: expect.stringMatching(/^model-(refused|broken)$/),
      message: expect.stringContaining('vision.onnx'),
    })
    await expect(engine.handlers['models.use']({ id: 'no-such-model' })).rejects.toMatchObject({
      code: 'not-found',
    })
    expect(await modelsOf(engine)).toMatchObject({ active: before.active, next: null, kept: before.kept })
    expect((await searchWords(engine)).photos.ids).toHaveLength(3)
    await engine.stop()
  })

  it('because its folder went is named, and the one that came with Sightline takes over', async () => {
    const { engine, folder, open } = await switched(3)
    await engine.stop()
    renameSync(folder, `${folder}-away`)
    rmSync(`${folder}-away`, { recursive: true })
    const lost = await open(asInWindow)
    expect((await lost.handlers['engine.info']({})).model).toMatchObject({ id: 'tiny', state: 'missing' })
    await expect(searchWords(lost)).rejects.toMatchObject({ code: 'model-missing' })
    expect((await lost.handlers['photos.list']({ view: { kind: 'all' } })).ids).toHaveLength(3)
    expect(await entryOf(lost, 'tiny')).toMatchObject({ role: 'active', state: 'broken', folder: null })
    await lost.handlers['models.use']({ id: 'starter' })
    await answering(lost, 'starter')
    expect((await searchWords(lost)).photos.ids).toHaveLength(3)
    expect((await lost.handlers['indexing.progress']({})).phase).toBe('idle')
    await lost.stop()
  })

  it('and comes back under its id with other weights has all photos read again', async () => {
    const { engine, folder, open } = await switched(3, 'twin')
    const before = await searchWords(engine)
    await engine.stop()
    // The other weights are of the same size of embedding: nothing but their bytes tells them apart.
    await writeTowers(folder, {
      id: 'twin',
      shape: { ...miniature, embeddingSize: 384 },
      precision: 'float32',
    })
    const other = await open(asInWindow)
    expect(other.events).toContainEqual(
      expect.objectContaining({ payload: expect.objectContaining({ id: 'model-replaced' }) }),
    )
    await answering(other, 'twin')
    await until('all are read', async () => (await searchWords(other)).photos.ids.length === 3)
    const after = await searchWords(other)
    expect(after.scores).not.toEqual(before.scores)
    await other.stop()
    const again = await open()
    expect(await searchWords(again)).toMatchObject({ scores: after.scores })
    expect(await again.indexOnce()).toMatchObject({ indexed: 0 })
    await again.stop()
  })
})

it('no photo is read with weights that were exchanged while the model was in use', async () => {
  const { engine, folder, dir } = await switched(2, 'twin')
  await writeTowers(folder, { id: 'twin', shape: { ...miniature, embeddingSize: 384 }, precision: 'float32' })
  await paintPhotos(join(dir, 'photos', 'more'), 2, 120)
  await expect(engine.indexOnce()).rejects.toMatchObject({
    code: 'model-missing',
    message: expect.stringContaining('changed while it was in use'),
  })
  expect((await modelsOf(engine)).kept).toMatchObject({ twin: 2 })
  await engine.stop()
})

it('closing in the middle of a trial leaves no process and no change', async () => {
  const { open } = await switchingLibrary(2)
  const engine = await open()
  const using = engine.handlers['models.use']({ id: 'tiny' })
  const refused = expect(using).rejects.toMatchObject({ code: 'engine-down' })
  await until('the trial has begun', () => engine.workers.some(({ kind }) => kind === 'model'))
  let isGone = false
  engine.workers.find(({ kind }) => kind === 'model')?.process.onExit(() => (isGone = true))
  await engine.stop()
  await refused
  await until('its process is gone', () => isGone)
  const again = await open()
  expect(await modelsOf(again)).toMatchObject({ active: 'starter', next: null, kept: { tiny: 0 } })
  await again.stop()
})

it('a model whose pictures are prepared anew answers with the old embeddings until there are new ones', async () => {
  const { engine, folder, open } = await switched(3, 'twin')
  await engine.stop()
  const manifest = join(folder, 'model.json')
  const stated = JSON.parse(readFileSync(manifest, 'utf8')) as object
  writeFileSync(manifest, JSON.stringify({ ...stated, preprocessing: 2 }))
  const waiting = await open()
  expect(await modelsOf(waiting)).toMatchObject({ active: 'twin', switching: { to: 'twin' } })
  expect((await searchWords(waiting)).photos.ids).toHaveLength(3)
  expect(await waiting.indexOnce()).toMatchObject({ indexed: 0 })
  expect(await modelsOf(waiting)).toMatchObject({ active: 'twin', switching: null })
  expect((await searchWords(waiting)).photos.ids).toHaveLength(3)
  await waiting.stop()
})

it('an idle model leaves memory and is back with the next question', async () => {
  const { open } = await switchingLibrary(3)
  const engine = await open({ watch: true })
  const queryWorkers = () => engine.workers.filter(({ kind }) => kind === 'query')
  await searchWords(engine)
  expect(queryWorkers()).toHaveLength(1)
  let isGone = false
  queryWorkers()[0]?.process.onExit(() => (isGone = true))
  await engine.handlers['settings.set']({ unloadAfterMinutes: 1 })
  const now = performance.now.bind(performance)
  vi.spyOn(performance, 'now').mockImplementation(() => now() + 61_000)
  onTestFinished(() => void vi.restoreAllMocks())
  await until('the worker is gone', () => isGone)
  const startedAtMs = performance.now()
  await engine.handlers['search.prepare']({})
  expect((await searchWords(engine, 'a red ball')).photos.ids).toHaveLength(3)
  expect(performance.now() - startedAtMs).toBeLessThan(5_000)
  expect(queryWorkers()).toHaveLength(2)
  await engine.stop()
})
