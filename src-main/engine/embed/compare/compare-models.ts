import { CodedError, fromPlainError } from '../../../../src-preload/contract/index.ts'
import type { Log, WorkerKind, WorkerProcess } from '../../ports.ts'
import { createPhotoPool } from '../photos/photo-pool.ts'
import { createQueryEncoder } from '../queries/query-encoder.ts'
import {
  agreementBound,
  cosineOf,
  isWithin,
  rankingAgreement,
  spreadOf,
  type Bound,
  type RankingAgreement,
  type Spread,
} from './agreement.ts'
import { whyNotComparable, type UsableModel } from './partners.ts'

export interface ComparisonOptions {
  readonly model: UsableModel
  /** What it is measured by. */
  readonly against: UsableModel
  readonly paths: readonly string[]
  readonly workers: number
  readonly spawnWorker: (kind: WorkerKind) => WorkerProcess
  readonly signal: AbortSignal
  readonly onProgress: (modelId: string, done: number) => void
  readonly log: Log
}

export interface Comparison {
  readonly model: string
  readonly against: string
  readonly photos: number
  /** Files that could not be read as pictures. */
  readonly unreadable: number
  /** Photos of which only one of the two made an embedding. */
  readonly missing: readonly string[]
  readonly images: Spread
  /** The photos with the lowest cosines, lowest first. */
  readonly worst: readonly { readonly path: string; readonly cosine: number }[]
  readonly ranking: RankingAgreement | null
  readonly texts: Spread
  readonly speed: { readonly model: ModelSpeed; readonly against: ModelSpeed }
  readonly bound: Bound
  readonly agrees: boolean
}

export interface ModelSpeed {
  /** Decoding and all, beside whatever else the machine does. */
  readonly photosPerSecond: number
  readonly textMs: number
}

interface Embedded {
  readonly photos: ReadonlyMap<string, Float32Array>
  readonly texts: readonly Float32Array[]
  readonly speed: ModelSpeed
}

const shownWorst = 5

/** Things that people look for, short and long. */
const captions = [
  'a dog',
  'the sea at sunset',
  'two children playing in the snow',
  'a birthday cake with candles',
  'a red car parked in front of a house',
  'people at a long table outdoors, eating and talking',
  'a cat asleep on a windowsill',
  'mountains',
  'a city street at night in the rain',
  'a man riding a bicycle along a canal, seen from behind',
  'handwriting on a piece of paper',
  'an old black and white portrait of a woman',
]

/**
 * Reads the same photos and the same captions with two models, in worker processes that are ended afterwards, and says
 * how alike the embeddings are. Rejects with CodedError `bad-arguments`, `not-found`, what a model that cannot be used
 * gets, or the signal's reason.
 */
export async function compareModels(options: ComparisonOptions): Promise<Comparison> {
  const { model, against, paths } = options
  const [id, otherId] = [model.manifest.id, against.manifest.id]
  const reason = whyNotComparable(model.manifest, against.manifest)
  if (reason !== null) {
    throw new CodedError('bad-arguments', `${id} and ${otherId} cannot be compared: ${reason}.`)
  }
  const ours = await embedAll(model, options)
  const theirs = await embedAll(against, options)
  const pairs = paths.flatMap((path) => {
    const [first, second] = [ours.photos.get(path), theirs.photos.get(path)]
    return first && second ? [{ path, first, second, cosine: cosineOf(first, second) }] : []
  })
  if (pairs.length === 0) {
    throw new CodedError('not-found', 'None of these files could be read by both models: name other photos.')
  }
  const images = spreadOf(pairs.map(({ cosine }) => cosine))
  const texts = spreadOf(captions.map((_, at) => textCosine(ours.texts[at], theirs.texts[at])))
  const missing = paths.filter((path) => ours.photos.has(path) !== theirs.photos.has(path))
  return {
    model: id,
    against: otherId,
    photos: pairs.length,
    unreadable: paths.length - pairs.length - missing.length,
    missing,
    images,
    worst: pairs
      .toSorted((a, b) => a.cosine - b.cosine)
      .slice(0, shownWorst)
      .map(({ path, cosine }) => ({ path, cosine })),
    ranking: rankingAgreement(
      pairs.map(({ first }) => first),
      pairs.map(({ second }) => second),
    ),
    texts,
    speed: { model: ours.speed, against: theirs.speed },
    bound: agreementBound,
    agrees: missing.length === 0 && isWithin(agreementBound, images) && isWithin(agreementBound, texts),
  }
}

function textCosine(first: Float32Array | undefined, second: Float32Array | undefined): number {
  return first && second ? cosineOf(first, second) : 0
}

async function embedAll({ dir, manifest }: UsableModel, options: ComparisonOptions): Promise<Embedded> {
  const { texts, textMs } = await embedTexts(dir, options)
  const { photos, photosPerSecond } = await embedPhotos(dir, manifest.id, options)
  return { photos, texts, speed: { photosPerSecond, textMs } }
}

async function embedTexts(modelDir: string, { spawnWorker, signal, log }: ComparisonOptions) {
  const encoder = createQueryEncoder({ spawn: () => spawnWorker('query'), modelDir, log })
  try {
    const texts: Float32Array[] = []
    // The first one loads the model.
    await encoder.words('a photo')
    const startedAtMs = performance.now()
    for (const caption of captions) {
      signal.throwIfAborted()
      texts.push((await encoder.words(caption)).embedding)
    }
    return { texts, textMs: (performance.now() - startedAtMs) / captions.length }
  } finally {
    await encoder.stop()
  }
}

async function embedPhotos(
  modelDir: string,
  modelId: string,
  { paths, workers, spawnWorker, signal, onProgress, log }: ComparisonOptions,
) {
  const photos = new Map<string, Float32Array>()
  const pool = createPhotoPool({ spawn: () => spawnWorker('photo'), modelDir, workers, log })
  try {
    const left = paths.values()
    let done = 0
    const [first] = paths
    // Until its answer the model is loaded, which is not what is timed.
    if (first !== undefined) await pool.process(first)
    const startedAtMs = performance.now()
    const lane = async () => {
      for (const path of left) {
        signal.throwIfAborted()
        const outcome = await pool.process(path)
        if (outcome.kind === 'unavailable') throw fromPlainError(outcome.error)
        if (outcome.kind === 'indexed') photos.set(path, outcome.embedding)
        onProgress(modelId, ++done)
      }
    }
    await Promise.all(Array.from({ length: pool.capacity }, lane))
    return { photos, photosPerSecond: (done * 1000) / (performance.now() - startedAtMs) }
  } finally {
    await pool.stop()
  }
}
