import { createPhotoPool, type PhotoPool } from '../../../../engine/embed/photos/photo-pool.ts'
import { unmeasured, type Tuning } from '../../../../engine/embed/providers/machine-use.ts'
import { measureTuning } from '../../../../engine/embed/providers/measure.ts'
import { createLog } from '../../../shared/log.ts'
import { spawnNodeWorker } from '../../../shared/node-workers.ts'
import { perSecond, round } from '../timing.ts'
import type { PictureFiles } from './pictures.ts'
import { coreMsOf, residentBytes } from './process-usage.ts'
import type { PoolFigures } from './report.ts'

export interface PoolRun {
  readonly figures: PoolFigures
  /** By path. */
  readonly embeddings: ReadonlyMap<string, Float32Array>
}

const spawnPhoto = () => spawnNodeWorker('photo')

/** On the CPU, with the batch and the threads that the app would have measured and kept. */
export async function openPool(
  modelDir: string,
  workers: number,
  signal: AbortSignal,
): Promise<{ pool: PhotoPool; tuning: Tuning | null }> {
  const log = createLog('silent')
  const measuring = { spawn: () => spawnNodeWorker('model'), modelDir, signal, log }
  const tuning = await measureTuning(measuring, workers)
  const machine = { ...unmeasured, tuning: () => tuning }
  return { pool: createPhotoPool({ spawn: spawnPhoto, modelDir, workers, machine, log }), tuning }
}

/** Starts all workers and lets them read a few small pictures. */
export async function warmUpPool(pool: PhotoPool, { warmUps }: PictureFiles): Promise<void> {
  await Promise.all(warmUps.map((path) => pool.process(path)))
}

/** All pictures through a pool that has started, as many at a time as the indexer gives it. */
export async function measurePool(
  pool: PhotoPool,
  { paths }: PictureFiles,
  tuning: Tuning | null,
  signal: AbortSignal,
): Promise<PoolRun> {
  const embeddings = new Map<string, Float32Array>()
  const pids = pool.workerPids()
  const beforeMs = await coreMs(pids)
  const startedAtMs = performance.now()
  await throughPool(pool, paths, signal, (path, embedding) => embeddings.set(path, embedding))
  const tookMs = performance.now() - startedAtMs
  const afterMs = await coreMs(pids)
  const memory = await Promise.all(pids.map(residentBytes))
  const known = memory.filter((bytes) => bytes !== null)
  const figures = {
    pictures: paths.length,
    failed: paths.length - embeddings.size,
    workers: pids.length,
    threads: tuning?.threads ?? null,
    batchSize: tuning?.batchSize ?? null,
    tookMs: Math.round(tookMs),
    picturesPerSecond: perSecond(embeddings.size, tookMs),
    coreMsEach: beforeMs === null || afterMs === null ? null : round((afterMs - beforeMs) / paths.length),
    workerRssBytes: known.length > 0 ? Math.max(...known) : null,
  }
  return { figures, embeddings }
}

/** Null where one of them cannot be asked. */
async function coreMs(pids: readonly number[]): Promise<number | null> {
  const spent = await Promise.all(pids.map(coreMsOf))
  return spent.every((ms) => ms !== null) ? spent.reduce((sum, ms) => sum + ms, 0) : null
}

export async function throughPool(
  pool: PhotoPool,
  paths: Iterable<string>,
  signal: AbortSignal,
  onEmbedding: (path: string, embedding: Float32Array) => void,
): Promise<void> {
  const left = paths[Symbol.iterator]()
  const lane = async () => {
    for (let next = left.next(); !next.done; next = left.next()) {
      signal.throwIfAborted()
      const outcome = await pool.process(next.value)
      if (outcome.kind === 'indexed') onEmbedding(next.value, outcome.embedding)
      if (outcome.kind === 'unavailable') throw new Error(outcome.error.message)
    }
  }
  await Promise.all(Array.from({ length: pool.capacity }, lane))
}
