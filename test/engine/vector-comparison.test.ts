import { readdirSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { loadHnsw } from '../../src-main/engine/vectors/hnsw.ts'
import { until } from '../helpers/engine.ts'
import { tempDir } from '../helpers/temp.ts'
import { vectorLibrary, type VectorLibrary } from '../helpers/vector-library.ts'

const count = 1_200
let library: VectorLibrary
beforeAll(async () => (library = await vectorLibrary(tempDir('vector-comparison'), count, 96)))
afterEach(() => library.reset())
afterAll(() => library.close())

const open = () => library.open({ hnswFrom: Infinity })

describe('comparing', () => {
  it('gives all photos nearly their true cosines with each query', async () => {
    const index = await open()
    const queries = [library.randomVector(), library.randomVector(), library.randomVector()]
    const { count: compared, photoIds, scores } = index.compare(queries)
    expect([compared, scores.length]).toEqual([count, 3])
    for (const [at, exact] of index.cosines(queries, [...photoIds.subarray(0, compared)]).entries()) {
      const errors = exact.map((cosine, row) => Math.abs(cosine - (scores[at]?.[row] ?? NaN)))
      expect(Math.max(...errors)).toBeLessThan(0.006)
    }
  })

  it('with some photos gives the same as with all, in their order, and leaves out strangers', async () => {
    const index = await open()
    const queries = [library.randomVector(), library.randomVector()]
    const all = index.compare(queries)
    const wanted = [900, 7, 123_456, 1_200, 8]
    const expected = wanted
      .filter((photoId) => index.has(photoId))
      .map((photoId) => {
        const row = all.photoIds.indexOf(photoId)
        return [photoId, all.scores[0]?.[row], all.scores[1]?.[row]]
      })
    const some = index.compareAmong(queries, wanted)
    expect(some.count).toBe(4)
    expect(expected.map((_, at) => [some.photoIds[at], some.scores[0]?.[at], some.scores[1]?.[at]])).toEqual(
      expected,
    )
  })

  it('knows nothing of photos that are gone, nor of an empty library', async () => {
    const index = await open()
    const photoId = library.addPhoto()
    index.refresh()
    index.remove(photoId)
    const { count: compared, photoIds } = index.compare([library.randomVector()])
    expect([...photoIds.subarray(0, compared)]).not.toContain(photoId)
    const [cosines] = index.cosines([library.randomVector()], [photoId, 1])
    expect([...(cosines ?? [])].map(Number.isNaN)).toEqual([true, false])
    library.catalog.embeddings.remove(photoId)
    const empty = await library.open({ modelId: 'another' })
    expect(empty.compare([library.randomVector()]).count).toBe(0)
    expect(empty.search(library.randomVector(), { k: 5 })).toEqual([])
    expect(empty.sample()).toHaveLength(0)
  })

  it('refuses a query of another size', async () => {
    const index = await open()
    expect(() => index.compare([new Float32Array(3)])).toThrow('3 values')
  })

  it('finds the true first 50', async () => {
    const index = await open()
    for (let n = 0; n < 20; n += 1) {
      const query = library.randomVector()
      expect(index.search(query, { k: 50 })).toEqual(index.exactSearch(query, { k: 50 }))
    }
  })
})

describe('a sample', () => {
  it('is the same until the library has grown by more than a tenth', async () => {
    const index = await open()
    const first = index.sample()
    expect(first).toHaveLength(count)
    const few = library.addPhoto()
    index.refresh()
    expect(index.sample()).toBe(first)
    const more = Array.from({ length: count / 5 }, () => library.addPhoto())
    index.refresh()
    expect(index.sample()).toHaveLength(count + 1 + more.length)
    for (const photoId of [few, ...more]) library.catalog.embeddings.remove(photoId)
  })
})

describe('an index', () => {
  it('answers only after the first queries have proved it', async () => {
    if (!(await loadHnsw())) return console.log('skipped: hnswlib-node could not be compiled on this machine')
    library.restoreBuilt()
    const index = await library.open({ trialQueries: 5 })
    expect([index.kind, index.proof]).toEqual(['exact', null])
    for (let n = 0; n < 5; n += 1) expect(index.nearest(library.randomVector(), 50)).toBeNull()
    await until('the index is proved', () => index.proof !== null)
    expect(index.kind).toBe('hnsw')
    expect(index.proof?.recall).toBeGreaterThanOrEqual(0.99)
    const query = library.randomVector()
    const truth = index.exactSearch(query, { k: 10 }).map(({ photoId }) => photoId)
    expect(index.nearest(query, 50)?.slice(0, 12)).toEqual(expect.arrayContaining(truth.slice(0, 5)))
  })

  it('is not built where it would take too much memory', async () => {
    const index = await library.open({ mostIndexBytes: 500 * (4 * 96 + 150) })
    await index.whenBuilt()
    expect([index.kind, library.builds]).toEqual(['exact', 0])
  })

  it('is not used any more when it has grown too large', async () => {
    library.restoreBuilt()
    const index = await library.open({ mostIndexBytes: (count + 1) * (4 * 96 + 150) })
    const added = [library.addPhoto(), library.addPhoto()]
    index.refresh()
    expect(index.kind).toBe('exact')
    expect(library.said.join()).toContain('memory')
    for (const photoId of added) library.catalog.embeddings.remove(photoId)
  })

  it('is neither built nor kept while comparing with all is quick', async () => {
    library.restoreBuilt()
    const index = await library.open({ hnswFrom: undefined })
    await index.whenBuilt()
    expect([index.kind, library.builds]).toEqual(['exact', 0])
    expect(readdirSync(library.dir)).toEqual([])
  })
})
