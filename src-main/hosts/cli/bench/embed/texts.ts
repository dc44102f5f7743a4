import { setTimeout as pause } from 'node:timers/promises'
import { createQueryEncoder, type QueryEncoder } from '../../../../engine/embed/queries/query-encoder.ts'
import type { PhotoPool } from '../../../../engine/embed/photos/photo-pool.ts'
import { createLog } from '../../../shared/log.ts'
import { spawnNodeWorker } from '../../../shared/node-workers.ts'
import { latencyOf, timeEach, type Latency } from '../timing.ts'
import type { PictureFiles } from './pictures.ts'
import { throughPool } from './pool.ts'
import type { TextFigures } from './report.ts'

const goalP95Ms = 100
const goalComeBackMs = 1_000
/** The encoder leaves the memory after this long, so that its coming back can be timed. */
const idleMs = 300
const comeBacks = 3
/** Between questions, as when somebody types. */
const typingMs = 50

export interface TextOptions {
  readonly modelDir: string
  readonly pool: PhotoPool
  readonly pictures: PictureFiles
  /** How many texts are timed in each of both situations. */
  readonly texts: number
  readonly signal: AbortSignal
}

/** Words to embeddings by the app's own encoder: with the machine to itself, beside indexing, and after it was unloaded. */
export async function measureTexts({
  modelDir,
  pool,
  pictures,
  texts,
  signal,
}: TextOptions): Promise<TextFigures> {
  const questions = Array.from(
    { length: texts + 3 },
    (_, n) => `a dog and ${n} people on the beach at sunset`,
  )
  const encoder = openEncoder(modelDir)
  try {
    const alone = await timeEach(questions, (text) => encoder.words(text))
    const whileIndexing = await besideIndexing(encoder, pool, pictures, questions, signal)
    return { alone, whileIndexing, goalP95Ms, comeBackMs: await comeBack(modelDir), goalComeBackMs }
  } finally {
    await encoder.stop()
  }
}

function openEncoder(modelDir: string, idle?: () => number): QueryEncoder {
  return createQueryEncoder({
    spawn: () => spawnNodeWorker('query'),
    modelDir,
    ...(idle ? { idleMs: idle } : {}),
    log: createLog('silent'),
  })
}

/** The pool has pictures to read for as long as questions are asked. */
async function besideIndexing(
  encoder: QueryEncoder,
  pool: PhotoPool,
  { paths }: PictureFiles,
  questions: readonly string[],
  signal: AbortSignal,
): Promise<Latency> {
  const asked = new AbortController()
  function* again(): Generator<string> {
    for (let n = 0; !asked.signal.aborted; n += 1) yield paths[n % paths.length] ?? ''
  }
  const begun = Promise.withResolvers<void>()
  const indexing = throughPool(pool, again(), signal, () => begun.resolve())
  await Promise.race([begun.promise, indexing])
  try {
    const timesMs: number[] = []
    for (const text of questions) {
      await pause(typingMs)
      const startedAtMs = performance.now()
      await encoder.words(text)
      timesMs.push(performance.now() - startedAtMs)
    }
    return latencyOf(timesMs)
  } finally {
    asked.abort()
    await indexing
  }
}

async function comeBack(modelDir: string): Promise<number> {
  const encoder = openEncoder(modelDir, () => idleMs)
  try {
    const timesMs: number[] = []
    await encoder.words('a photo')
    for (let n = 0; n < comeBacks; n += 1) {
      while (encoder.workerPid() !== undefined) await pause(50)
      const startedAtMs = performance.now()
      await encoder.words(`dog at sea ${n}`)
      timesMs.push(performance.now() - startedAtMs)
    }
    return Math.round(Math.max(...timesMs))
  } finally {
    await encoder.stop()
  }
}
