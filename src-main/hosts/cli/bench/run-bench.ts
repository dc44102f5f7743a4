import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { ModelInfo } from '../../../../src-preload/contract/index.ts'
import type { Engine } from '../../../engine/engine.ts'
import { isPhotoName } from '../../../engine/library/rules/built-in.ts'
import { modelsFolder } from '../../shared/paths.ts'
import { compareWithReference, measureCaptions, type Caption } from './captions.ts'
import { boundOf, timeHalves } from './halves.ts'
import { readInput, type Input } from './input.ts'
import { measureLargeLibrary } from './large-library.ts'
import { machine } from './machine.ts'
import { benchEngine, measureIndexing, measureSecondStart } from './pipeline.ts'
import type { BenchReport, RetrievalFigures, SyntheticFigures } from './report.ts'
import { timeEach, type Latency } from './timing.ts'
import { measureVectors } from './vectors.ts'

export interface BenchOptions {
  /** A folder of photos; by default the captioned photos beside the project. */
  readonly photosDir?: string | undefined
  /** Lines of file name, tab, caption; by default those beside the photos. */
  readonly captionsFile?: string | undefined
  /** Where a folder is made for the time of the benchmark; by default the system's temporary folder. */
  readonly scratchParent?: string | undefined
  /** Synthetic vectors; 0 leaves that part out. Default 100,000. */
  readonly vectors?: number | undefined
  readonly signal?: AbortSignal | undefined
  /** Says what is being measured. */
  readonly onStep?: (step: string) => void
}

const vectorDim = 512
const mostHalfPhotos = 2_000
/** Questions for photos without captions. */
const plainTexts = Array.from({ length: 200 }, (_, n) => `a dog and ${n} people on the beach`)

/** Measures everything in one run, in a fresh data folder that is removed afterwards. Throws `not-found`. */
export async function runBench(options: BenchOptions = {}): Promise<BenchReport> {
  const input = await readInput(options)
  const parent = resolve(options.scratchParent ?? tmpdir())
  await mkdir(parent, { recursive: true })
  const scratchDir = await mkdtemp(join(parent, 'sightline-bench-'))
  try {
    return await measureAll(input, scratchDir, options)
  } finally {
    await rm(scratchDir, { recursive: true, force: true, maxRetries: 5 })
  }
}

async function measureAll(input: Input, scratchDir: string, options: BenchOptions): Promise<BenchReport> {
  const { signal, vectors = 100_000 } = options
  const { photosDir, captions } = input
  const onStep = (step: string) => {
    signal?.throwIfAborted()
    options.onStep?.(step)
  }
  const texts = captions.length > 0 ? captions.map((caption) => caption.text) : plainTexts
  const dataDir = join(scratchDir, 'data')

  const paths = await photoPaths(photosDir)
  const { model, ...figures } = await withEngine(dataDir, async (engine) => {
    const { model, workers } = await engine.handlers['engine.info']({})
    const halves = () => timeHalves(paths, join(modelsFolder(), model.id), workers)
    onStep('decoding and inference, each alone')
    const before = await halves()
    onStep('indexing')
    const indexing = await measureIndexing(engine, photosDir, scratchDir, signal)
    onStep('decoding and inference again')
    const bound = boundOf([before, await halves()], indexing.photosPerSecond)
    onStep('searching')
    const queries = await measureQueries(engine, captions, indexing.photos, model)
    return { model, indexing, bound, ...queries, engineRssBytes: process.memoryUsage.rss() }
  })

  onStep('starting a second time')
  const secondStart = await measureSecondStart(dataDir)

  let synthetic: SyntheticFigures | null = null
  if (vectors > 0) {
    onStep(`${vectors.toLocaleString('en')} synthetic vectors; building an index takes minutes`)
    const scans = await measureVectors(scratchDir, vectors, vectorDim, signal)
    onStep(`a library of ${vectors.toLocaleString('en')} photos`)
    const query = await measureLargeLibrary(scratchDir, vectors, model, texts.slice(0, 400), signal)
    synthetic = { vectors, dim: vectorDim, ...scans, query }
  }
  return { machine: machine(), photosDir, ...figures, secondStart, synthetic }
}

async function withEngine<T>(dataDir: string, work: (engine: Engine) => Promise<T>): Promise<T> {
  const engine = await benchEngine(dataDir)
  try {
    return await work(engine)
  } finally {
    await engine.stop()
  }
}

async function measureQueries(
  engine: Engine,
  captions: readonly Caption[],
  photos: number,
  model: ModelInfo,
): Promise<{ retrieval: RetrievalFigures | null; query: Latency }> {
  if (captions.length > 0) {
    const { recall, unrelated, query } = await measureCaptions(engine, captions)
    const modelDir = join(modelsFolder(), model.id)
    const compared = await compareWithReference(recall, photos, captions.length, modelDir)
    return { retrieval: { ...compared, unrelated }, query }
  }
  const query = await timeEach(plainTexts, (text) =>
    engine.handlers['search.run']({ query: { kind: 'words', text }, offset: 0, limit: 10 }),
  )
  return { retrieval: null, query }
}

/** The photos that the two halves are measured with. */
async function photoPaths(photosDir: string): Promise<string[]> {
  const entries = await readdir(photosDir, { withFileTypes: true, recursive: true })
  const photos = entries.filter((entry) => entry.isFile() && isPhotoName(entry.name))
  return photos.slice(0, mostHalfPhotos).map((entry) => join(entry.parentPath, entry.name))
}
