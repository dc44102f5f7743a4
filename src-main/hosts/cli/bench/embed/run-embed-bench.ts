import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { workerCount } from '../../../../engine/settings.ts'
import { boundOf, type HalfTimes } from '../halves.ts'
import { machine } from '../machine.ts'
import { round } from '../timing.ts'
import { vitB32, type DualShape } from '../towers/shapes.ts'
import { writeTowers } from '../towers/write-towers.ts'
import { timeAlone } from './inference.ts'
import { cosine, measurePeer } from './peer.ts'
import { makePictures, type PictureFiles } from './pictures.ts'
import { measurePool, openPool, warmUpPool, type PoolRun } from './pool.ts'
import type { EmbedReport, ModelFigures } from './report.ts'
import { measureTexts } from './texts.ts'

export interface EmbedBenchOptions {
  /** JPEGs of 12 megapixels. Default 64. */
  readonly pictures?: number | undefined
  /** Their longer side. */
  readonly side?: number | undefined
  readonly shape?: DualShape | undefined
  /** Texts that are timed. */
  readonly texts?: number | undefined
  /** Where a folder is made for the time of the benchmark; by default the system's temporary folder. */
  readonly scratchParent?: string | undefined
  readonly signal?: AbortSignal | undefined
  readonly onStep?: (step: string) => void
}

const ratioGoal = 2
/** The peer takes one picture at a time: a few of them tell its speed. */
const mostPeerPictures = 24

/** Measures embedding with towers of CLIP's shape, in a fresh folder that is removed afterwards. */
export async function runEmbedBench(options: EmbedBenchOptions = {}): Promise<EmbedReport> {
  const parent = resolve(options.scratchParent ?? tmpdir())
  await mkdir(parent, { recursive: true })
  const scratchDir = await mkdtemp(join(parent, 'sightline-bench-'))
  try {
    return await measureAll(scratchDir, options)
  } finally {
    await rm(scratchDir, { recursive: true, force: true, maxRetries: 5 })
  }
}

async function measureAll(scratchDir: string, options: EmbedBenchOptions): Promise<EmbedReport> {
  const { pictures: count = 64, side = 4_000, onStep } = options
  const [loadBefore = 0] = loadavg()
  onStep?.(`painting ${count} pictures`)
  const files = await makePictures(join(scratchDir, 'pictures'), count, side)
  const int8 = await measureModel('int8', scratchDir, files, options)
  const float32 = await measureModel('float32', scratchDir, files, options)
  const cosines = files.paths
    .map((path) => {
      const [ours, theirs] = [int8.embeddings.get(path), float32.embeddings.get(path)]
      return ours && theirs ? cosine(ours, theirs) : 0
    })
    .sort((a, b) => a - b)
  return {
    machine: machine(),
    loadBefore: round(loadBefore),
    pictures: { count, megapixels: files.megapixels, fileBytes: files.fileBytes },
    models: [int8.figures, float32.figures],
    agreement: { least: cosines[0] ?? 0, median: cosines[cosines.length >> 1] ?? 0 },
  }
}

async function measureModel(
  precision: ModelFigures['precision'],
  scratchDir: string,
  files: PictureFiles,
  { shape = vitB32, texts = 100, signal = new AbortController().signal, onStep }: EmbedBenchOptions,
): Promise<{ figures: ModelFigures; embeddings: PoolRun['embeddings'] }> {
  const step = (name: string) => {
    signal.throwIfAborted()
    onStep?.(`${precision}: ${name}`)
  }
  const modelDir = join(scratchDir, 'models', precision)
  step('writing towers with random weights')
  const manifest = await writeTowers(modelDir, { id: `random-${precision}`, shape, precision })
  const workers = workerCount({ speed: 'normal', workers: null })
  step('decoding and inference, each alone')
  const before = await timeAlone(files.paths, modelDir, workers)
  step('batches and threads')
  const { pool, tuning } = await openPool(modelDir, workers, signal)
  try {
    step('both together, through the photo workers')
    await warmUpPool(pool, files)
    const { figures: indexing, embeddings } = await measurePool(pool, files, tuning, signal)
    step('texts')
    const text = await measureTexts({ modelDir, pool, pictures: files, texts, signal })
    await pool.stop()
    step('the same by @huggingface/transformers')
    const paths = files.paths.slice(0, mostPeerPictures)
    const scratch = join(scratchDir, 'peer')
    const peer = await measurePeer({ modelDir, manifest, scratchDir: scratch, paths, embeddings })
    step('decoding and inference again')
    const after = await timeAlone(files.paths, modelDir, workers, before.way)
    const bound = boundOf([before.times, after.times], indexing.picturesPerSecond)
    const figures = {
      precision,
      visionBytes: (await stat(join(modelDir, manifest.image.file))).size,
      textBytes: (await stat(join(modelDir, manifest.text.file))).size,
      bound: { ...bound, inferenceWay: before.way, ...coreCosts([before.times, after.times]) },
      indexing,
      peer,
      ratio: 'missing' in peer ? null : round(indexing.picturesPerSecond / peer.picturesPerSecond),
      ratioGoal,
      text,
    }
    return { figures, embeddings }
  } finally {
    await pool.stop()
  }
}

function coreCosts(rounds: readonly HalfTimes[]) {
  const photos = rounds.reduce((sum, times) => sum + times.photos, 0)
  const each = (half: 'decode' | 'inference') =>
    round(rounds.reduce((sum, times) => sum + times[half].coreMs, 0) / photos)
  return { decodeCoreMs: each('decode'), inferenceCoreMs: each('inference') }
}
