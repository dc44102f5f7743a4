import { loadModelManifest } from '../../models/model-folder.ts'
import { lowerPriority } from '../photos/low-priority.ts'
import { openPhotoSession, type PhotoSession } from '../towers/sessions.ts'
import type { Trial, TrialAnswer } from './trial-protocol.ts'
import { trialPictures } from './trial-pictures.ts'

/** What is not clearly better is chance. */
const clearly = 1.05
const leastRounds = 2

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
export async function tuneModel(
  trial: Extract<Trial, { kind: 'tune' }>,
): Promise<Extract<TrialAnswer, { kind: 'tune' }>> {
  const { modelDir, batchSizes, budgetMs } = trial
  const manifest = loadModelManifest(modelDir)
  const [usualBatch = 1] = batchSizes
  const pictures = trialPictures(manifest.image, Math.max(...batchSizes))
  const onThreads: Candidate[] = []
  for (const choice of trial.threads) {
    const session = await openPhotoSession(modelDir, manifest, choice)
    onThreads.push({ choice, session, batchSize: usualBatch, leastMs: Infinity })
  }
  const { choice: threads } = await bestOf(onThreads, pictures, wallMs, budgetMs / 2)
  const session = await openPhotoSession(modelDir, manifest, 1)
  // From here on only what this process computes is counted.
  lowerPriority()
  const inBatches = batchSizes.map((size) => ({ choice: size, session, batchSize: size, leastMs: Infinity }))
  const { choice: batchSize } = await bestOf(inBatches, pictures, coreMs, budgetMs / 2)
  return { kind: 'tune', threads, batchSize }
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
