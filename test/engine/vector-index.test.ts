import {
  cpSync,
  existsSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openCatalog, type Catalog } from '../../src-main/engine/catalog/catalog.ts'
import type { FoundFile } from '../../src-main/engine/catalog/rows.ts'
import { indexFiles } from '../../src-main/engine/vectors/stamp.ts'
import {
  createVectorIndex,
  type VectorIndex,
  type VectorIndexOptions,
} from '../../src-main/engine/vectors/vector-index.ts'
import { spawnNodeWorker } from '../../src-main/hosts/shared/node-workers.ts'
import { until } from '../helpers/engine.ts'
import { tempDir } from '../helpers/temp.ts'
import { randomFrom, randomUnit } from '../helpers/vectors.ts'

const dim = 32
const count = 1_500
const random = randomFrom(7)
const dir = tempDir('vectors')
const kept = join(dir, 'vectors-kept')
const files = indexFiles(join(dir, 'vectors'), 'test')
let catalog: Catalog
let rootId: number
let builds = 0
const said: string[] = []
const open: VectorIndex[] = []

beforeAll(async () => {
  catalog = openCatalog(join(dir, 'catalog.sqlite'))
  rootId = catalog.roots.add(dir).id
  catalog.transaction(() => {
    for (let n = 0; n < count; n += 1) addPhoto()
  })
  const index = await opened()
  await index.whenBuilt()
  await index.stop()
  renameSync(join(dir, 'vectors'), kept)
  builds = 0
})
afterEach(async () => {
  for (const index of open.splice(0)) await index.stop()
  rmSync(join(dir, 'vectors'), { recursive: true, force: true })
  builds = 0
  said.length = 0
})
afterAll(() => catalog.close())

const allow = (photoId: number) => photoId % 200 === 0

describe('a small library', () => {
  it('is compared one by one and builds nothing', async () => {
    const index = await opened({ hnswFrom: 50_000 })
    await index.whenBuilt()
    expect([index.kind, builds, index.size]).toEqual(['exact', 0, count])
  })

  it('follows the catalog: new, replaced and forgotten photos', async () => {
    const index = await opened({ hnswFrom: 50_000 })
    const photoId = addPhoto()
    index.refresh()
    expect(index.size).toBe(count + 1)
    const vector = randomUnit(random, dim)
    const embeddingId = catalog.embeddings.put(photoId, 'test', vector)
    index.put(embeddingId, photoId, vector)
    index.refresh()
    expect(index.search(vector, { k: 1 })).toMatchObject([{ photoId }])
    expect(index.vectorOf(photoId)).toEqual(vector)
    catalog.embeddings.remove(photoId)
    index.refresh()
    expect(index.size).toBe(count)
    expect(index.vectorOf(photoId)).toBeUndefined()
  })

  it('leaves out an embedding of another size, and says so', async () => {
    const photoId = addPhoto(Float32Array.of(1, 2, 3))
    const index = await opened({ hnswFrom: 50_000 })
    expect(index.size).toBe(count)
    expect(said.join()).toContain(`photo ${photoId}`)
    catalog.embeddings.remove(photoId)
  })
})

describe('a large library', () => {
  it('is answered from an index that finds nearly what comparing with all finds', async () => {
    const index = await indexed()
    let found = 0
    for (let n = 0; n < 50; n += 1) {
      const query = randomUnit(random, dim)
      const truth = new Set(index.exactSearch(query, { k: 10 }).map(({ photoId }) => photoId))
      const hits = index.search(query, { k: 10 })
      found += hits.filter(({ photoId }) => truth.has(photoId)).length
      expect(hits).toEqual(hits.toSorted((a, b) => b.score - a.score || a.photoId - b.photoId))
    }
    expect(found / 500).toBeGreaterThan(0.95)
  })

  it('gives true scores, and only photos that are allowed', async () => {
    const index = await indexed()
    const query = randomUnit(random, dim)
    expect(index.search(query, { k: 5, allow })).toEqual(index.exactSearch(query, { k: 5, allow }))
    expect(index.search(query, { k: 10_000 })).toEqual(index.exactSearch(query, { k: 10_000 }))
  })

  it('answers with photos that came after the index and without those that went', async () => {
    const index = await indexed()
    const vector = randomUnit(random, dim)
    const photoId = addPhoto(vector)
    index.refresh()
    expect(index.search(vector, { k: 1 })).toMatchObject([{ photoId }])
    index.remove(photoId)
    expect(index.search(vector, { k: 1 })[0]?.photoId).not.toBe(photoId)
    const [best] = index.search(vector, { k: 1 })
    index.remove(best?.photoId ?? 0)
    expect(index.search(vector, { k: 1 })).toEqual(index.exactSearch(vector, { k: 1 }))
    expect([index.kind, builds]).toEqual(['hnsw', 0])
    catalog.embeddings.remove(photoId)
  })

  it('is built anew when a tenth of it is out of date', async () => {
    const index = await indexed({ quietMs: 1 })
    const added = Array.from({ length: count / 5 }, () => addPhoto())
    index.refresh()
    await until('another index is built', () => builds === 1)
    await index.whenBuilt()
    expect([index.kind, builds]).toEqual(['hnsw', 1])
    for (const photoId of added) catalog.embeddings.remove(photoId)
  })

  it('uses the file of an earlier run', async () => {
    await (await indexed()).stop()
  })
})

describe('an index file that does not fit', () => {
  const spoilt: [string, () => void][] = [
    ['is cut short', () => truncateSync(files.index, statSync(files.index).size - 100)],
    ['is empty', () => truncateSync(files.index)],
    ['has flipped bits', () => writeFileSync(files.index, readFileSync(files.index).reverse())],
    ['is absent', () => rmSync(files.index)],
    ['has no stamp', () => rmSync(files.stamp)],
    ['has a stamp that is no JSON', () => writeFileSync(files.stamp, 'half a')],
    ['is of another catalog', () => alterStamp({ catalogId: 'another' })],
    ['is of another model', () => alterStamp({ modelId: 'another' })],
    ['is of another size of embedding', () => alterStamp({ dim: 64 })],
  ]

  it.each(spoilt)('is thrown away when it %s', async (_, spoil) => {
    cpSync(kept, join(dir, 'vectors'), { recursive: true })
    spoil()
    const index = await opened()
    const query = randomUnit(random, dim)
    expect(index.kind).toBe('exact')
    expect(index.search(query, { k: 3 })).toEqual(index.exactSearch(query, { k: 3 }))
    expect(existsSync(files.index) || existsSync(files.stamp)).toBe(false)
  })

  it('is replaced by one that fits', async () => {
    cpSync(kept, join(dir, 'vectors'), { recursive: true })
    truncateSync(files.index, 1_000)
    const index = await opened()
    await index.whenBuilt()
    expect([index.kind, builds]).toEqual(['hnsw', 1])
  })
})

describe('without an index', () => {
  it('compares with all photos when the package is not installed, and says so once', async () => {
    const index = await opened({ loadLibrary: () => Promise.resolve(null) })
    await index.whenBuilt()
    addPhoto()
    index.refresh()
    await index.whenBuilt()
    expect([index.kind, builds]).toEqual(['exact', 0])
    expect(index.search(randomUnit(random, dim), { k: 4 })).toHaveLength(4)
    expect(said.filter((each) => each.includes('hnswlib-node'))).toHaveLength(1)
  })

  it('goes on when building fails, and does not try again at once', async () => {
    writeFileSync(join(dir, 'vectors'), 'a file where the folder should be')
    const index = await opened()
    await index.whenBuilt()
    await index.whenBuilt()
    expect([index.kind, builds]).toEqual(['exact', 1])
    expect(said.join()).toContain('could not be built')
  })

  it('goes on when the process that builds is killed', async () => {
    const index = await opened({
      spawnBuilder: () => {
        const worker = spawnNodeWorker('index')
        worker.kill()
        return worker
      },
    })
    await index.whenBuilt()
    expect(index.kind).toBe('exact')
  })

  it('ends a build that is under way when it is stopped', async () => {
    const index = await opened()
    const building = index.whenBuilt()
    await index.stop()
    await building
    expect(index.kind).toBe('exact')
  })
})

async function opened(options: Partial<VectorIndexOptions> = {}): Promise<VectorIndex> {
  const index = await createVectorIndex({
    catalog,
    modelId: 'test',
    dim,
    dir: join(dir, 'vectors'),
    hnswFrom: 500,
    quietMs: 60_000,
    spawnBuilder: () => {
      builds += 1
      return spawnNodeWorker('index')
    },
    log: (_, message) => void said.push(message),
    ...options,
  })
  open.push(index)
  return index
}

/** One that uses the index that was built at the beginning. */
async function indexed(options: Partial<VectorIndexOptions> = {}): Promise<VectorIndex> {
  cpSync(kept, join(dir, 'vectors'), { recursive: true })
  const index = await opened(options)
  await index.whenBuilt()
  expect([index.kind, builds]).toEqual(['hnsw', 0])
  return index
}

function addPhoto(vector = randomUnit(random, dim)): number {
  const file: FoundFile = { relativePath: `${random()}.jpg`, sizeBytes: 1, mtimeMs: 1, inode: 1 }
  const photoId = catalog.photos.addPending(rootId, file)
  catalog.embeddings.put(photoId, 'test', vector)
  return photoId
}

function alterStamp(change: object): void {
  const stamp = JSON.parse(readFileSync(files.stamp, 'utf8')) as object
  writeFileSync(files.stamp, JSON.stringify({ ...stamp, ...change }))
}
