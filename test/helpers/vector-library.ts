import { cpSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { openCatalog, type Catalog } from '../../src-main/engine/catalog/catalog.ts'
import {
  createVectorIndex,
  type VectorIndex,
  type VectorIndexOptions,
} from '../../src-main/engine/vectors/vector-index.ts'
import { spawnNodeWorker } from '../../src-main/hosts/shared/node-workers.ts'
import { randomFrom, randomUnit } from './vectors.ts'

export interface VectorLibrary {
  readonly catalog: Catalog
  readonly dim: number
  /** Where index files lie while a test runs. */
  readonly dir: string
  /** Index processes started since the last reset. */
  readonly builds: number
  /** What was logged since the last reset. */
  readonly said: readonly string[]
  randomVector(): Float32Array
  addPhoto(vector?: Float32Array): number
  /** An index that builds from 500 photos on, in a real process, but not before it is asked to. */
  open(options?: Partial<VectorIndexOptions>): Promise<VectorIndex>
  /** Puts the index file that was built at the beginning in place. */
  restoreBuilt(): void
  /** After each test: stops what was opened and deletes its files. */
  reset(): Promise<void>
  close(): void
}

/** A real catalog of `count` photos with random embeddings, and an index file of them that was built once. */
export async function vectorLibrary(dir: string, count: number, dim = 32): Promise<VectorLibrary> {
  const random = randomFrom(7)
  const catalog = openCatalog(join(dir, 'catalog.sqlite'))
  const rootId = catalog.roots.add(dir).id
  const inUse = join(dir, 'vectors')
  const built = join(dir, 'vectors-built')
  const opened: VectorIndex[] = []
  const said: string[] = []
  let builds = 0

  const library: VectorLibrary = {
    catalog,
    dim,
    dir: inUse,
    said,
    get builds() {
      return builds
    },
    randomVector: () => randomUnit(random, dim),
    addPhoto: (vector = randomUnit(random, dim)) => {
      const file = { relativePath: `${random()}.jpg`, sizeBytes: 1, mtimeMs: 1, inode: 1 }
      const photoId = catalog.photos.addPending(rootId, file)
      catalog.embeddings.put(photoId, 'test', vector)
      return photoId
    },
    open: async (options = {}) => {
      const index = await createVectorIndex({
        catalog,
        modelId: 'test',
        dim,
        dir: inUse,
        hnswFrom: 500,
        trialQueries: 0,
        quietMs: 60_000,
        spawnBuilder: () => {
          builds += 1
          return spawnNodeWorker('index')
        },
        log: (_, message) => void said.push(message),
        ...options,
      })
      opened.push(index)
      return index
    },
    restoreBuilt: () => cpSync(built, inUse, { recursive: true }),
    reset: async () => {
      for (const index of opened.splice(0)) await index.stop()
      rmSync(inUse, { recursive: true, force: true })
      builds = 0
      said.length = 0
    },
    close: () => catalog.close(),
  }

  catalog.transaction(() => {
    for (let n = 0; n < count; n += 1) library.addPhoto()
  })
  await (await library.open()).whenBuilt()
  renameSync(inUse, built)
  await library.reset()
  return library
}
