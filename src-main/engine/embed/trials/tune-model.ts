import { loadModelManifest } from '../../models/model-folder.ts'
import type { ModelManifest } from '../../models/manifest.ts'
import { lowerPriority } from '../photos/low-priority.ts'
import { openPhotoSession, type PhotoSession } from '../towers/sessions.ts'
import type { Trial, TrialAnswer } from './trial-protocol.ts'
import { trialPictures } from './trial-pictures.ts'

/** What is not clearly better is chance. */
const clearly = 1.05
const leastRounds = 2

type TuneTrial = Extract<Trial, { kind: 'tune' }>

interface Candidate {
  readonly choice: number
  readonly session: PhotoSession
  readonly batchSize: number
  /** Of its best run: other programs only ever make a run slower. */
  leastMs: number
}

/** Milliseconds of something, since whenever. */
type Clock = () => number

const wallMs: Clock = () => performance.now()

/** What all threads of this process have computed together. */
const coreMs: Clock = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/**
 * Which threads and which batch embed most. The first of each list is the usual one: it stays unless another is clearly
 * better.
 *
 * Batches are compared by the time of a core that a picture takes: decoding fills every core that the model leaves, so
 * that is what a picture costs. Time on the clock, with photos decoded beside the model and without, was tried first: on 2
 * busy cores three measurements in a row found batches of 1, of 4 and of 8 best.
 */
export async function tuneModel(trial: TuneTrial): Promise<Extract<TrialAnswer, { kind: 'tune' }>> {
  const { modelDir, batchSizes, budgetMs } = trial
  const manifest = loadModelManifest(modelDir)
  const [usualBatch = 1] = batchSizes
  const pictures = trialPictures(manifest.image, Math.max(...batchSizes))
  const threads = await bestThreads(trial, manifest, pictures)
  const session = await openPhotoSession(modelDir, manifest, 1)
  // From here on only what this process computes is counted.
  lowerPriority()
  const eachMs = await msOfOne(session, pictures)
  const sizes = affordable(batchSizes, eachMs, budgetMs / 2)
  // A picture that computes for so long gains nothing from company.
  if (!sizes.includes(usualBatch))
    return { kind: 'tune', threads, batchSize: sizes[0] ?? Math.min(...batchSizes) }
  const inBatches = sizes.map((size) => ({ choice: size, session, batchSize: size, leastMs: Infinity }))
  const { choice: batchSize } = await bestOf(inBatches, pictures, coreMs, budgetMs / 2)
  return { kind: 'tune', threads, batchSize }
}

/** On the clock, with few pictures: with many the larger share of the time would go here. */
async function bestThreads(
  { modelDir, threads, budgetMs }: TuneTrial,
  manifest: ModelManifest,
  pictures: readonly Uint8Array[],
): Promise<number> {
  const [usual = 1] = threads
  if (threads.length < 2) return usual
  const onThreads: Candidate[] = []
  for (const choice of threads) {
    const session = await openPhotoSession(modelDir, manifest, choice)
    onThreads.push({ choice, session, batchSize: 2, leastMs: Infinity })
  }
  const { choice } = await bestOf(onThreads, pictures, wallMs, budgetMs / 4)
  for (const { session } of onThreads) await session.close()
  return choice
}

async function msOfOne(session: PhotoSession, pictures: readonly Uint8Array[]): Promise<number> {
  await session.run(pictures.slice(0, 1))
  const startedAtMs = coreMs()
  await session.run(pictures.slice(0, 1))
  return coreMs() - startedAtMs
}

/** The sizes, in the order of their promise, that can each be run twice within the budget. */
function affordable(sizes: readonly number[], eachMs: number, budgetMs: number): number[] {
  let leftMs = budgetMs * leastRounds
  return sizes.filter((size) => {
    const costMs = size * eachMs * leastRounds
    if (costMs > leftMs) return false
    leftMs -= costMs
    return true
  })
}

/** They take turns, so that whatever else the machine does meets all of them. */
async function bestOf(
  candidates: readonly Candidate[],
  pictures: readonly Uint8Array[],
  clock: Clock,
  budgetMs: number,
): Promise<Candidate> {
  const [usual] = candidates
  if (!usual) throw new RangeError('there is nothing to choose from')
  if (candidates.length === 1) return usual
  const startedAtMs = performance.now()
  for (let round = 0; round < leastRounds || performance.now() - startedAtMs < budgetMs; round++) {
    for (const candidate of candidates) {
      const runAtMs = clock()
      await candidate.session.run(pictures.slice(0, candidate.batchSize))
      const tookMs = clock() - runAtMs
      // The first run of a size makes memory.
      if (round > 0) candidate.leastMs = Math.min(candidate.leastMs, tookMs)
    }
  }
  const bar = rateOf(usual) * clearly
  return candidates.reduce((best, one) => (rateOf(one) > Math.max(bar, rateOf(best)) ? one : best), usual)
}

function rateOf({ batchSize, leastMs }: Candidate): number {
  return batchSize / Math.max(leastMs, 1e-3)
}
