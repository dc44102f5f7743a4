import { CodedError } from '../../../../src-preload/contract/index.ts'
import { loadModelManifest } from '../../models/model-folder.ts'
import type { ModelManifest } from '../../models/manifest.ts'
import { lowerPriority } from '../photos/low-priority.ts'
import { deviceMissing, providerFault } from '../providers/provider-fault.ts'
import { whyNotHere } from '../providers/providers-here.ts'
import { openPhotoSession, type PhotoSession } from '../towers/sessions.ts'
import type { Trial, TrialAnswer } from './trial-protocol.ts'
import { trialPictures } from './trial-pictures.ts'

type ProofTrial = Extract<Trial, { kind: 'prove' }>
type Proof = Extract<TrialAnswer, { kind: 'prove' }>
type Embeddings = readonly (Float32Array | undefined)[]

const leastPictures = 16
/** More rounds make the figures steadier; one is always measured. */
const enoughMs = 2_000

/**
 * The same pictures through a provider and through the CPU, in turns, so that whatever else the machine does meets both.
 * Throws what the provider throws.
 */
export async function proveProvider(trial: ProofTrial): Promise<Proof> {
  const { modelDir, provider, threads } = trial
  const reason = whyNotHere(provider)
  if (reason !== null) return { kind: 'prove', outcome: 'not-here', reason }
  const manifest = loadModelManifest(modelDir)
  const cpu = await openPhotoSession(modelDir, manifest, threads)
  try {
    const candidate = provider === 'cpu' ? cpu : await openPhotoSession(modelDir, manifest, threads, provider)
    return await compare(trial, cpu, candidate, manifest)
  } catch (error) {
    const missing = deviceMissing(provider, error)
    if (missing !== null) return { kind: 'prove', outcome: 'not-here', reason: missing }
    // The CPU has opened the same files: the model is not to blame.
    throw new CodedError('internal', providerFault(provider, error), { cause: error })
  }
}

async function compare(
  { batchSize }: ProofTrial,
  cpu: PhotoSession,
  candidate: PhotoSession,
  { image }: ModelManifest,
): Promise<Proof> {
  // After the threads of both have started.
  lowerPriority()
  const batches = batchesOf(trialPictures(image, roundUp(leastPictures, batchSize)), batchSize)
  const times = { cpu: Infinity, candidate: Infinity }
  let leastCosine: number | null = 1
  let isWarm = false
  const startedAtMs = performance.now()
  do {
    for (const batch of batches) {
      const ofCpu = await timed(cpu, batch)
      const ofCandidate = await timed(candidate, batch)
      leastCosine = leastOf(leastCosine, ofCandidate.embeddings, ofCpu.embeddings)
      // The first run of a session makes memory and compiles: photos by the thousand never see it again.
      if (isWarm || batches.length === 1) {
        times.cpu = Math.min(times.cpu, ofCpu.tookMs)
        times.candidate = Math.min(times.candidate, ofCandidate.tookMs)
      }
      isWarm = true
    }
  } while (performance.now() - startedAtMs < enoughMs)
  return {
    kind: 'prove',
    outcome: 'measured',
    imagesPerSecond: (batchSize * 1000) / times.candidate,
    cpuImagesPerSecond: (batchSize * 1000) / times.cpu,
    leastCosine,
  }
}

async function timed(session: PhotoSession, batch: readonly Uint8Array[]) {
  const startedAtMs = performance.now()
  const embeddings = await session.run(batch)
  return { embeddings, tookMs: performance.now() - startedAtMs }
}

/** Null when an embedding is not finite. Embeddings have unit length. */
function leastOf(least: number | null, some: Embeddings, others: Embeddings): number | null {
  return some.reduce<number | null>((lowest, one, at) => {
    const other = others[at]
    if (lowest === null || !one || !other) return null
    return Math.min(
      lowest,
      one.reduce((sum, value, index) => sum + value * (other[index] ?? 0), 0),
    )
  }, least)
}

function roundUp(count: number, step: number): number {
  return Math.ceil(count / step) * step
}

function batchesOf(pictures: readonly Uint8Array[], size: number): Uint8Array[][] {
  return Array.from({ length: pictures.length / size }, (_, at) => pictures.slice(at * size, (at + 1) * size))
}
