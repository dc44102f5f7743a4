import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { VectorIndex, VectorIndexOptions } from '../../src-main/engine/vectors/vector-index.ts'
import { until } from '../helpers/engine.ts'
import { tempDir } from '../helpers/temp.ts'
import { vectorLibrary, type VectorLibrary } from '../helpers/vector-library.ts'

const count = 1_500
let library: VectorLibrary
beforeAll(async () => (library = await vectorLibrary(tempDir('vectors'), count)))
afterEach(() => library.reset())
afterAll(() => library.close())

const allow = (photoId: number) => photoId % 200 === 0

describe('a small library', () => {
  it('is compared one by one and builds nothing', async () => {
    const index = await library.open({ hnswFrom: 50_000 })
    await index.whenBuilt()
    expect([index.kind, library.builds, index.size]).toEqual(['exact', 0, count])
  })

  it('follows the catalog: new, replaced and forgotten photos', async () => {
    const index = await library.open({ hnswFrom: 50_000 })
    const photoId = library.addPhoto()
    index.refresh()
    expect(index.size).toBe(count + 1)
    const vector = library.randomVector()
    const embeddingId = library.catalog.embeddings.put(photoId, 'test', vector)
    index.put(embeddingId, photoId, vector)
    index.refresh()
    expect(index.search(vector, { k: 1 })).toMatchObject([{ photoId }])
    expect(index.vectorOf(photoId)).toEqual(vector)
    library.catalog.embeddings.remove(photoId)
    index.refresh()
    expect(index.size).toBe(count)
    expect(index.vectorOf(photoId)).toBeUndefined()
  })

  it('loads what the catalog got before something that was put here', async () => {
    const index = await library.open({ hnswFrom: 50_000 })
    const copied = library.addPhoto()
    const vector = library.randomVector()
    const photoId = library.addPhoto(vector)
    index.put(library.catalog.embeddings.maxId('test'), photoId, vector)
    index.refresh()
    expect(index.vectorOf(copied)).toBeDefined()
    for (const id of [copied, photoId]) library.catalog.embeddings.remove(id)
  })

  it('leaves out an embedding of another size, and says so', async () => {
    const photoId = library.addPhoto(Float32Array.of(1, 2, 3))
    const index = await library.open({ hnswFrom: 50_000 })
    expect(index.size).toBe(count)
    expect(library.said.join()).toContain(`photo ${photoId}`)
    library.catalog.embeddings.remove(photoId)
  })
})

describe('a large library', () => {
  it('is answered from an index that finds nearly what comparing with all finds', async () => {
    const index = await indexed()
    let found = 0
    for (let n = 0; n < 50; n += 1) {
      const query = library.randomVector()
      const truth = new Set(index.exactSearch(query, { k: 10 }).map(({ photoId }) => photoId))
      const hits = index.search(query, { k: 10 })
      found += hits.filter(({ photoId }) => truth.has(photoId)).length
      expect(hits).toEqual(hits.toSorted((a, b) => b.score - a.score || a.photoId - b.photoId))
    }
    expect(found / 500).toBeGreaterThan(0.95)
  })

  it('gives true scores, and only photos that are allowed', async () => {
    const index = await indexed()
    const query = library.randomVector()
    expect(index.search(query, { k: 5, allow })).toEqual(index.exactSearch(query, { k: 5, allow }))
    expect(index.search(query, { k: 10_000 })).toEqual(index.exactSearch(query, { k: 10_000 }))
  })

  it('answers with photos that came after the index and without those that went', async () => {
    const index = await indexed()
    const vector = library.randomVector()
    const photoId = library.addPhoto(vector)
    index.refresh()
    expect(index.search(vector, { k: 1 })).toMatchObject([{ photoId }])
    index.remove(photoId)
    const [best] = index.search(vector, { k: 1 })
    expect(best?.photoId).not.toBe(photoId)
    index.remove(best?.photoId ?? 0)
    expect(index.search(vector, { k: 1 })).toEqual(index.exactSearch(vector, { k: 1 }))
    expect([index.kind, library.builds]).toEqual(['hnsw', 0])
    library.catalog.embeddings.remove(photoId)
  })

  it('is indexed anew when a tenth of it is out of date', async () => {
    const index = await indexed({ quietMs: 1 })
    const added = Array.from({ length: count / 5 }, () => library.addPhoto())
    index.refresh()
    await until('another index is built', () => library.builds === 1)
    await index.whenBuilt()
    expect([index.kind, library.builds]).toEqual(['hnsw', 1])
    for (const photoId of added) library.catalog.embeddings.remove(photoId)
  })
})

/** One that uses the index that was built at the beginning. */
async function indexed(options: Partial<VectorIndexOptions> = {}): Promise<VectorIndex> {
  library.restoreBuilt()
  const index = await library.open(options)
  await index.whenBuilt()
  expect([index.kind, library.builds]).toEqual(['hnsw', 0])
  return index
}
