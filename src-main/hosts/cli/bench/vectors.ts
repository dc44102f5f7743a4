import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { openCatalog, type Catalog } from '../../../engine/catalog/catalog.ts'
import { noStoredMetadata, type FoundFile } from '../../../engine/catalog/rows.ts'
import { createVectorIndex, type VectorIndex } from '../../../engine/vectors/vector-index.ts'
import { createLog } from '../../shared/log.ts'
import { spawnNodeWorker } from '../../shared/node-workers.ts'
import type { HnswFigures } from './report.ts'
import { synthetic, type Synthetic } from './synthetic.ts'
import { timeEach, type Latency } from './timing.ts'

const modelId = 'synthetic'
const queries = 100
const best = 10

/** Exact scan and HNSW over made-up vectors, through the engine's own index and the process that builds it. */
export async function measureVectors(
  scratchDir: string,
  count: number,
  dim: number,
  signal?: AbortSignal,
): Promise<{ exact: Latency; hnsw: HnswFigures | null }> {
  const dir = join(scratchDir, `vectors-${dim}`)
  await mkdir(dir, { recursive: true })
  const catalog = openCatalog(join(dir, 'catalog.sqlite'))
  try {
    const source = synthetic(dim)
    await fillCatalog(catalog, modelId, count, () => source.photo())
    const index = await createVectorIndex({
      catalog,
      modelId,
      dim,
      dir,
      hnswFrom: 1,
      trialQueries: 0,
      mostIndexBytes: Infinity,
      quietMs: 10 * 60_000,
      spawnBuilder: () => spawnNodeWorker('index'),
      log: createLog('silent'),
    })
    const interrupt = () => void index.stop()
    signal?.addEventListener('abort', interrupt)
    try {
      return await measure(index, source)
    } finally {
      signal?.removeEventListener('abort', interrupt)
      await index.stop()
    }
  } finally {
    catalog.close()
  }
}

async function measure(
  index: VectorIndex,
  source: Synthetic,
): Promise<{ exact: Latency; hnsw: HnswFigures | null }> {
  const photos = Array.from({ length: queries }, () => source.photo())
  const words = Array.from({ length: queries }, () => source.words())
  // The index is not built before it is asked for.
  const truths = { photos: photos.map(nearest), words: words.map(nearest) }
  const exact = await timeEach(words, nearest)
  const startedAtMs = performance.now()
  await index.whenBuilt()
  const buildMs = Math.round(performance.now() - startedAtMs)
  if (index.kind === 'exact') return { exact, hnsw: null }
  const latency = await timeEach(words, nearest)
  const recallAt10 = {
    photos: recall(truths.photos, photos.map(nearest)),
    words: recall(truths.words, words.map(nearest)),
  }
  return { exact, hnsw: { ...latency, buildMs, recallAt10 } }

  function nearest(query: Float32Array): number[] {
    return index.search(query, { k: best }).map(({ photoId }) => photoId)
  }
}

function recall(truths: readonly number[][], found: readonly number[][]): number {
  const hits = truths.map((truth, at) => found[at]?.filter((photoId) => truth.includes(photoId)).length ?? 0)
  return hits.reduce((sum, count) => sum + count, 0) / (best * truths.length)
}

/** Rows for photos that are nowhere, indexed as far as the catalog knows. */
export async function fillCatalog(
  catalog: Catalog,
  model: string,
  count: number,
  vector: () => Float32Array,
): Promise<void> {
  const root = catalog.roots.add(join(catalog.file, '..', 'nowhere'))
  const slice = 5_000
  for (let done = 0; done < count; done += slice) {
    catalog.transaction(() => {
      for (let n = done; n < Math.min(count, done + slice); n += 1)
        addRow(catalog, root.id, model, n, vector())
    })
    await new Promise(setImmediate)
  }
}

function addRow(catalog: Catalog, rootId: number, model: string, n: number, vector: Float32Array): void {
  const file = { relativePath: `${n}.jpg`, sizeBytes: n + 1, mtimeMs: n + 1, inode: n + 1 }
  catalog.embeddings.put(addIndexedRow(catalog, rootId, file, n), model, vector)
}

/** A photo as if it had been read, with content that is like no other `n`'s. Gives its id. */
export function addIndexedRow(catalog: Catalog, rootId: number, file: FoundFile, n: number): number {
  const id = catalog.photos.addPending(rootId, file)
  const contentHash = new Uint8Array(32)
  new DataView(contentHash.buffer).setUint32(0, n)
  const queued = { id, rootPath: '', sidecar: null, reread: null, ...file }
  catalog.photos.setIndexed(queued, { ...plainPhoto, contentHash })
  return id
}

const plainPhoto = {
  ...noStoredMetadata,
  width: 4_000,
  height: 3_000,
  format: 'jpeg',
  averageColour: 0x808080,
}
