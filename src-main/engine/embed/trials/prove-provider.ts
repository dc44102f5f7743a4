import { CodedError } from '../../../../src-preload/contract/index.ts'
import { loadModelManifest } from '../../models/model-folder.ts'
import { lowerPriority } from '../photos/low-priority.ts'
import { coreTimesOf, shareOfWanted } from '../photos/work-clock.ts'
import { deviceMissing, providerFault } from '../providers/provider-fault.ts'
import { whyNotHere } from '../providers/providers-here.ts'
import { openPhotoSession, type PhotoSession } from '../towers/sessions.ts'
import type { Trial, TrialAnswer } from './trial-protocol.ts'
import { trialPictures } from './trial-pictures.ts'
import { cosine } from './vectors.ts'

type ProofTrial = Extract<Trial, { kind: 'prove' }>
type Proof = Extract<TrialAnswer, { kind: 'prove' }>

const mostPictures = 16
/** A CPU that takes this long for its pictures is compared by fewer. */
const patienceMs = 60_000
const leastPictures = 4
type Timed = (
  session: PhotoSession,
  batch: readonly Uint8Array[],
) => Promise<{ made: (Float32Array | undefined)[]; tookMs: number }>

/** More rounds make the figures steadier; one is always measured. */
const enoughMs = 2_000
/** What is not clearly quicker is not worth its memory. */
const clearly = 1.05

/** Pictures through one provider: what it makes of them, how quickly, and how many at a time. Throws what it throws. */
export async function proveProvider(trial: ProofTrial): Promise<Proof> {
  const { modelDir, provider, threads } = trial
  const reason = whyNotHere(provider)
  if (reason !== null) return { kind: 'prove', outcome: 'not-here', reason }
  const manifest = loadModelManifest(modelDir)
  const pictures = trialPictures(manifest.image, trial.reference.length || mostPictures)
  try {
    return await measure(trial, await openPhotoSession(modelDir, manifest, threads, provider), pictures)
  } catch (error) {
    const missing = deviceMissing(provider, error)
    if (missing !== null) return { kind: 'prove', outcome: 'not-here', reason: missing }
    // The CPU has opened the same files: the model is not to blame.
    throw new CodedError('internal', providerFault(provider, error), { cause: error })
  }
}

async function measure(
  { batchSizes, provider, reference, speed }: ProofTrial,
  session: PhotoSession,
  pictures: readonly Uint8Array[],
): Promise<Proof> {
  // After its threads have started.
  lowerPriority(speed)
  const [usual = 1] = batchSizes
  const readTimes = coreTimesOf(process.pid)
  const [timesBefore, startedAtMs] = [readTimes(), performance.now()]
  let pictureCount = 0
  const clock: Timed = (on, batch) => {
    pictureCount += batch.length
    return onClock(on, batch)
  }
  const { embeddings, lastMs } = await embedAll(session, pictures, usual, clock)
  let best = { batchSize: usual, rate: usual / lastMs }
  const budgetMs = enoughMs / batchSizes.length
  for (const batchSize of batchSizes) {
    // One that is slow has been measured, and is no quicker for having more to do.
    if (lastMs > budgetMs) break
    const rate = batchSize / (await quickestMs(() => clock(session, repeated(pictures, batchSize)), budgetMs))
    if (batchSize === usual || rate > best.rate * clearly) best = { batchSize, rate }
  }
  // Other programs are on the CPU too, photo workers first of all. What it would do without them is its figure, lest a
  // provider that is slower by itself seem quicker. Over all runs: of a short one the system's books tell nothing.
  const wantedMs = (performance.now() - startedAtMs) * shareOfWanted(timesBefore, readTimes())
  const rate = provider === 'cpu' ? Math.max(best.rate, pictureCount / wantedMs) : best.rate
  return {
    kind: 'prove',
    outcome: 'measured',
    imagesPerSecond: rate * 1000,
    batchSize: best.batchSize,
    embeddings: provider === 'cpu' ? embeddings.map((one) => one ?? new Float32Array(0)) : [],
    leastCosine: leastOf(embeddings, provider === 'cpu' ? embeddings : reference),
  }
}

/** Each picture once. The first run makes memory and compiles, so the last one is timed. */
async function embedAll(session: PhotoSession, pictures: readonly Uint8Array[], size: number, clock: Timed) {
  const embeddings: (Float32Array | undefined)[] = []
  const startedAtMs = performance.now()
  let lastMs = 0
  while (embeddings.length < pictures.length) {
    const start = embeddings.length
    const batch = repeated(pictures.slice(start, start + size), size)
    const { made, tookMs } = await clock(session, batch)
    embeddings.push(...made.slice(0, pictures.length - start))
    lastMs = tookMs
    if (performance.now() - startedAtMs > patienceMs && embeddings.length >= leastPictures) break
  }
  return { embeddings, lastMs }
}

async function quickestMs(run: () => ReturnType<Timed>, budgetMs: number): Promise<number> {
  await run()
  let leastMs = Infinity
  const startedAtMs = performance.now()
  do leastMs = Math.min(leastMs, (await run()).tookMs)
  while (performance.now() - startedAtMs < budgetMs)
  return leastMs
}

const onClock: Timed = async (session, batch) => {
  const startedAtMs = performance.now()
  const made = await session.run(batch)
  return { made, tookMs: performance.now() - startedAtMs }
}

function repeated(pictures: readonly Uint8Array[], size: number): Uint8Array[] {
  return Array.from({ length: size }, (_, at) => pictures.slice(at % pictures.length)[0] ?? new Uint8Array(0))
}

/** Null when an embedding is not finite. Embeddings have unit length. */
function leastOf(
  some: readonly (Float32Array | undefined)[],
  others: readonly (Float32Array | undefined)[],
): number | null {
  return some.reduce<number | null>((lowest, one, at) => {
    const other = others[at]
    if (lowest === null || !one || !other || other.length !== one.length) return null
    return Math.min(lowest, cosine(one, other))
  }, 1)
}
