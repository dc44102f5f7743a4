import { cpSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { createQueryEncoder, type QueryEncoder } from '../../src-main/engine/embed/queries/query-encoder.ts'
import type { PhotoPool } from '../../src-main/engine/embed/photos/photo-pool.ts'
import { spawnNodeWorker } from '../../src-main/hosts/shared/node-workers.ts'
import { modelsDir, testEngine } from '../helpers/engine.ts'
import { cosine, indexed, photoPool } from '../helpers/photo-workers.ts'
import { paintPhotos } from '../helpers/photos.ts'
import { tempDir } from '../helpers/temp.ts'
import { writeTinyModel, type TinyOptions } from '../helpers/tiny-model.ts'

// Many workers are started, and on a busy machine they take their time.
vi.setConfig({ testTimeout: 60_000 })

const dir = tempDir('two-towers')
const photos = join(dir, 'photos')
let paths: string[] = []
beforeAll(async () => {
  paths = (await paintPhotos(photos, 3)).map((name) => join(photos, name))
})

const spawnQueryWorker = () => spawnNodeWorker('query')

/** A real query worker and real photo workers with a model that is written for the test. */
function start(name: string, options: TinyOptions): { encoder: QueryEncoder; pool: PhotoPool } {
  const modelDir = join(dir, name)
  writeTinyModel(modelDir, options)
  const encoder = createQueryEncoder({ spawn: spawnQueryWorker, modelDir, log: () => undefined })
  const pool = photoPool({ modelDir })
  onTestFinished(async () => void (await Promise.all([encoder.stop(), pool.stop()])))
  return { encoder, pool }
}

describe('a model of two towers in the shape of CLIP', () => {
  it('answers words and pictures alike from two files, from one, and with a mask', async () => {
    const plain = start('plain', {})
    const combined = start('combined', { isCombined: true })
    const masked = start('masked', { isCombined: true, wantsMask: true })
    const [photo = ''] = paths
    const wanted = await indexed(plain.pool, photo)
    expect(wanted.embedding).toHaveLength(6)
    for (const { encoder, pool } of [plain, combined, masked]) {
      const picture = await encoder.picture({ path: photo })
      const bytes = await encoder.picture({ bytes: readFileSync(photo) })
      for (const { embedding } of [picture, bytes, await indexed(pool, photo)]) {
        expect(cosine(embedding, wanted.embedding)).toBeGreaterThan(0.99999)
      }
    }
    const [words, same] = await Promise.all([plain.encoder.words('A CAT'), combined.encoder.words('a cat')])
    expect(cosine(words.embedding, same.embedding)).toBeGreaterThan(0.99999)
    expect(words.unknownWords).toEqual([])
  })

  it('answers words of nothing, too many of them, and of no letters', async () => {
    const { encoder } = start('words', { isCombined: true, wantsMask: true })
    for (const text of ['', ' \n', 'dog '.repeat(500), '🐶', '\0']) {
      const { embedding } = await encoder.words(text)
      expect(Math.hypot(...embedding), JSON.stringify(text.slice(0, 8))).toBeCloseTo(1, 4)
    }
    const [dog, cat] = await Promise.all([encoder.words('dog'), encoder.words('cat')])
    expect(cosine(dog.embedding, cat.embedding)).toBeLessThan(0.99)
  })

  it('keeps photos apart whatever the size of its batches', async () => {
    const { pool } = start('ones', { fixedBatch: 1 })
    const free = start('free', {})
    for (const path of paths) {
      const [one, other] = await Promise.all([indexed(pool, path), indexed(free.pool, path)])
      expect(cosine(one.embedding, other.embedding)).toBeGreaterThan(0.99999)
    }
  })
})

describe('embeddings that are not finite, or of length zero', () => {
  it.each<[string, number]>([
    ['NaN', Number.NaN],
    ['Infinity', Infinity],
    ['nothing', 0],
  ])('never leave a worker: %s', async (name, times) => {
    const { encoder, pool } = start(`broken ${name}`, { imageTimes: times, textTimes: times })
    const [photo = ''] = paths
    expect(await pool.process(photo)).toEqual({
      kind: 'failed',
      reason: 'The model gave no usable answer for this picture.',
    })
    await expect(encoder.words('dog')).rejects.toThrow(expect.objectContaining({ code: 'model-broken' }))
    await expect(encoder.picture({ path: photo })).rejects.toThrow()
  })

  it('are never stored', async () => {
    const models = join(dir, 'models')
    cpSync(join(modelsDir, 'catalog.json'), join(models, 'catalog.json'))
    writeTinyModel(join(models, 'starter'), { imageTimes: Number.NaN })
    const dataDir = join(dir, 'data')
    const engine = await testEngine(dataDir, { models })
    await engine.handlers['roots.add']({ path: photos })
    await engine.indexOnce()
    await engine.stop()
    const catalog = new Database(join(dataDir, 'catalog.sqlite'), { readonly: true })
    const count = (sql: string) => catalog.prepare(sql).pluck().get()
    expect(count('SELECT count(*) FROM embeddings')).toBe(0)
    expect(
      count("SELECT count(*) FROM photos WHERE status = 'failed' AND reason LIKE 'The model gave%'"),
    ).toBe(3)
    catalog.close()
  })
})
