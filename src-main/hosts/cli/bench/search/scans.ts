import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { openCatalog, type Catalog } from '../../../../engine/catalog/catalog.ts'
import { dot } from '../../../../engine/vectors/exact.ts'
import { loadHnsw } from '../../../../engine/vectors/hnsw.ts'
import { createTopK } from '../../../../engine/vectors/top-k.ts'
import { synthetic } from '../synthetic.ts'
import { latencyOf, timeEach, type Latency } from '../timing.ts'
import { fillCatalog } from '../vectors.ts'
import { measureFaiss } from './faiss.ts'
import { best, meanRecall, openIndex, prove, trialQueries } from './recall.ts'
import type { ScanFigures } from './report.ts'
import { measureSqliteVec } from './sqlite-vec.ts'

const modelId = 'synthetic'
const queryCount = 100

/** Comparing one query with all vectors, by us and by others, over the same vectors and queries. */
export async function measureScans(
  scratchDir: string,
  count: number,
  dim: number,
  { signal, onStep }: { readonly signal: AbortSignal; readonly onStep: (step: string) => void },
): Promise<ScanFigures> {
  const dir = join(scratchDir, 'scans')
  await mkdir(dir, { recursive: true })
  const source = synthetic(dim)
  // In one piece, as the others want it.
  const vectors = new Float32Array(count * dim)
  const catalog = openCatalog(join(dir, 'catalog.sqlite'))
  try {
    let row = 0
    await fillCatalog(catalog, modelId, count, () => {
      signal.throwIfAborted()
      const vector = source.photo()
      vectors.set(vector, dim * row)
      row += 1
      return vector
    })
    const queries = Array.from({ length: queryCount }, () => source.words())
    const truths = queries.map((query) => scanFloats(vectors, query))
    onStep('comparing with all')
    const float32 = await timeEach(queries, (query) => scanFloats(vectors, query))
    const ours = await timeOurs(catalog, dir, queries, dim)
    const peers = { dir, vectors, dim, queries, truths }
    onStep('FAISS')
    const faiss = await measureFaiss(peers)
    onStep('sqlite-vec')
    const sqliteVec = await measureSqliteVec(peers)
    onStep('building an HNSW index, which takes minutes')
    const probes = Array.from({ length: trialQueries }, () => source.words())
    const hnsw = await timeGraph(catalog, { dir, dim, probes, queries, truths, signal })
    return { vectors: count, dim, ...ours, float32, hnsw, faiss, sqliteVec }
  } finally {
    catalog.close()
  }
}

async function timeOurs(
  catalog: Catalog,
  dir: string,
  queries: readonly Float32Array[],
  dim: number,
): Promise<{ bytes: Latency; bytesRanked: Latency }> {
  const index = await openIndex(catalog, { modelId, dir, dim, hnswFrom: Infinity })
  const bytes = await timeEach(queries, (query) => index.compare([query]), 10)
  const bytesRanked = await timeEach(queries, (query) => index.search(query, { k: best }))
  await index.stop()
  return { bytes, bytesRanked }
}

async function timeGraph(
  catalog: Catalog,
  given: {
    readonly dir: string
    readonly dim: number
    readonly probes: readonly Float32Array[]
    readonly queries: readonly Float32Array[]
    readonly truths: readonly (readonly number[])[]
    readonly signal: AbortSignal
  },
): Promise<ScanFigures['hnsw']> {
  const { dir, dim, probes, queries, truths, signal } = given
  const isThere = (await loadHnsw()) !== null
  if (!isThere) return null
  const index = await openIndex(catalog, { modelId, dir, dim, hnswFrom: 1, trialQueries })
  const interrupt = () => void index.stop()
  signal.addEventListener('abort', interrupt)
  try {
    const startedAtMs = performance.now()
    await index.whenBuilt()
    const buildMs = Math.round(performance.now() - startedAtMs)
    signal.throwIfAborted()
    const { breadth } = await prove(index, probes)
    const timesMs: number[] = []
    const recall = meanRecall(truths, (at) => {
      const from = performance.now()
      const hits = index.search(queries[at] as Float32Array, { k: best })
      timesMs.push(performance.now() - from)
      return hits.map(({ photoId }) => photoId)
    })
    return { ...latencyOf(timesMs.slice(3)), buildMs, breadth, recall }
  } finally {
    signal.removeEventListener('abort', interrupt)
    await index.stop()
  }
}

/** Plain JavaScript over float32: photo n lies in row n - 1. */
function scanFloats(vectors: Float32Array, query: Float32Array): number[] {
  const top = createTopK(best)
  let bar = -Infinity
  for (let row = 0; row * query.length < vectors.length; row += 1) {
    const score = dot(vectors, row * query.length, query, query.length)
    if (score >= bar) bar = top.offer(row + 1, score)
  }
  return top.sorted().map(({ photoId }) => photoId)
}
