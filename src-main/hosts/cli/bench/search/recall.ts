import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { openCatalog, type Catalog } from '../../../../engine/catalog/catalog.ts'
import { exactSearch } from '../../../../engine/vectors/exact.ts'
import type { Proof } from '../../../../engine/vectors/trial.ts'
import { createVectorIndex, type VectorIndex } from '../../../../engine/vectors/vector-index.ts'
import { createLog } from '../../../shared/log.ts'
import { spawnNodeWorker } from '../../../shared/node-workers.ts'
import { timeEach } from '../timing.ts'
import { fillCatalog } from '../vectors.ts'
import { embedCrops, embedTexts } from './real-embeddings.ts'
import type { HnswRecall, RecallFigures } from './report.ts'

export const best = 50
const goal = 0.99
const modelId = 'real'
/** Queries of the trial, which are not among those that are counted. */
export const trialQueries = 24

export interface RecallOptions {
  readonly scratchDir: string
  readonly modelDir: string
  readonly photoPaths: readonly string[]
  readonly captions: readonly string[]
  /** How many parts of the photos are embedded. */
  readonly embeddings: number
  /** How many captions are asked for. */
  readonly queries: number
  readonly signal: AbortSignal
}

/** What bytes and HNSW find of the true first 50 for texts, among real embeddings. */
export async function measureRecall(options: RecallOptions): Promise<RecallFigures> {
  const { scratchDir, modelDir, photoPaths, signal } = options
  const vectors = await embedCrops(modelDir, photoPaths, options.embeddings, signal)
  const dim = vectors[0]?.length ?? 0
  const asked = await embedTexts(modelDir, spread(options.captions, options.queries + trialQueries))
  const [probes, queries] = [asked.slice(0, trialQueries), asked.slice(trialQueries)]
  const dir = join(scratchDir, 'recall')
  await mkdir(dir, { recursive: true })
  const catalog = openCatalog(join(dir, 'catalog.sqlite'))
  try {
    const left = vectors.values()
    await fillCatalog(catalog, modelId, vectors.length, () => left.next().value ?? new Float32Array(dim))
    // Rows are added one after another: photo 1 is the first vector.
    const embeddings = vectors.map((vector, at) => ({ photoId: at + 1, vector }))
    const truths = queries.map((query) => exactSearch(embeddings, query, best).map(({ photoId }) => photoId))
    const bytes = await openIndex(catalog, { dir, dim, hnswFrom: Infinity })
    const recall = meanRecall(truths, (at) => found(bytes, queries[at]))
    await bytes.stop()
    const figures = { photos: photoPaths.length, embeddings: vectors.length, dim, queries: queries.length }
    return {
      ...figures,
      bytes: recall,
      goal,
      hnsw: await ofGraph(catalog, { dir, dim, probes, queries, truths }),
    }
  } finally {
    catalog.close()
  }
}

async function ofGraph(
  catalog: Catalog,
  given: {
    readonly dir: string
    readonly dim: number
    readonly probes: readonly Float32Array[]
    readonly queries: readonly Float32Array[]
    readonly truths: readonly (readonly number[])[]
  },
): Promise<HnswRecall | null> {
  const { dir, dim, probes, queries, truths } = given
  const unproved = await openIndex(catalog, { dir, dim, hnswFrom: 1 })
  await unproved.whenBuilt()
  const isThere = unproved.kind === 'hnsw'
  const recallAtFirst = isThere ? meanRecall(truths, (at) => found(unproved, queries[at])) : 0
  await unproved.stop()
  if (!isThere) return null
  const proved = await openIndex(catalog, { dir, dim, hnswFrom: 1, trialQueries: probes.length })
  try {
    const { breadth } = await prove(proved, probes)
    const recall = meanRecall(truths, (at) => found(proved, queries[at]))
    const query = await timeEach(queries, (one) => proved.search(one, { k: best }))
    return { recall, breadth, recallAtFirst, query }
  } finally {
    await proved.stop()
  }
}

/** Has an index tried by as many queries as it was told to wait for. */
export async function prove(index: VectorIndex, probes: readonly Float32Array[]): Promise<Proof> {
  for (const query of probes) index.nearest(query, best)
  for (;;) {
    if (index.proof) return index.proof
    await wait(20)
  }
}

/** The trial is left out unless it is asked for. */
export function openIndex(
  catalog: Catalog,
  options: {
    readonly dir: string
    readonly dim: number
    readonly hnswFrom: number
    readonly trialQueries?: number
    readonly modelId?: string
  },
): Promise<VectorIndex> {
  return createVectorIndex({
    catalog,
    modelId,
    trialQueries: 0,
    quietMs: 10 * 60_000,
    mostIndexBytes: Infinity,
    spawnBuilder: () => spawnNodeWorker('index'),
    log: createLog('silent'),
    ...options,
  })
}

function found(index: VectorIndex, query: Float32Array | undefined): number[] {
  return query ? index.search(query, { k: best }).map(({ photoId }) => photoId) : []
}

export function meanRecall(
  truths: readonly (readonly number[])[],
  foundAt: (at: number) => readonly number[],
): number {
  const shares = truths.map((truth, at) => {
    const all = new Set(foundAt(at))
    return truth.filter((photoId) => all.has(photoId)).length / Math.max(1, truth.length)
  })
  return shares.reduce((sum, share) => sum + share, 0) / Math.max(1, shares.length)
}

function spread<T>(all: readonly T[], count: number): T[] {
  const step = Math.max(1, all.length / count)
  return Array.from({ length: Math.min(count, all.length) }, (_, at) => all[Math.floor(at * step)] as T)
}
