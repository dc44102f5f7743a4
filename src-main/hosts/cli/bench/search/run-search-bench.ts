import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { freeBytes } from '../../../../engine/indexing/disk-space.ts'
import { isPhotoName } from '../../../../engine/library/rules/built-in.ts'
import { builtInName } from '../../../../engine/models/model-info.ts'
import { modelsFolder } from '../../../shared/paths.ts'
import { readCaptions } from '../captions.ts'
import { machine } from '../machine.ts'
import { round } from '../timing.ts'
import type { DualShape } from '../towers/shapes.ts'
import { measureRecall } from './recall.ts'
import type { LibraryFigures, RecallFigures, SearchReport } from './report.ts'
import { measureScans } from './scans.ts'
import { measureLibrary, writeQueryModel } from './whole-queries.ts'

export interface SearchBenchOptions {
  /** Captioned photos; by default those beside the project. */
  readonly photosDir?: string | undefined
  readonly captionsFile?: string | undefined
  /** Parts of the photos that are embedded. Default 20,000; 0 leaves that out. */
  readonly crops?: number | undefined
  /** Made-up vectors to compare with; 0 leaves that out. Default 100,000. */
  readonly vectors?: number | undefined
  /** Photos of the made-up libraries. Default 100,000 and 1,000,000. */
  readonly libraries?: readonly number[] | undefined
  /** Of the libraries' model. By default its text tower has CLIP ViT-B/32's. */
  readonly shape?: DualShape | undefined
  /** Queries of each kind. Default 60. */
  readonly each?: number | undefined
  readonly scratchParent?: string | undefined
  readonly signal?: AbortSignal | undefined
  readonly onStep?: (step: string) => void
}

interface Steps {
  readonly signal: AbortSignal
  readonly onStep: (step: string) => void
}

const vectorDim = 512
const recallQueries = 500
/** Catalog, journal and what a search may write: SQLite has room for one vector of 512 values on a page of 4 KB. */
const bytesPerPhoto = 7_000

/** Measures searching, in a fresh folder that is removed afterwards. */
export async function runSearchBench(options: SearchBenchOptions = {}): Promise<SearchReport> {
  const parent = resolve(options.scratchParent ?? tmpdir())
  await mkdir(parent, { recursive: true })
  const scratchDir = await mkdtemp(join(parent, 'sightline-bench-'))
  try {
    return await measureAll(scratchDir, options)
  } finally {
    await rm(scratchDir, { recursive: true, force: true, maxRetries: 5 })
  }
}

async function measureAll(scratchDir: string, options: SearchBenchOptions): Promise<SearchReport> {
  const [loadBefore = 0] = loadavg()
  const { signal = new AbortController().signal, vectors = 100_000 } = options
  const steps: Steps = {
    signal,
    onStep: (step) => {
      signal.throwIfAborted()
      options.onStep?.(step)
    },
  }
  const skipped: string[] = []
  const recall = await ofRealPhotos(scratchDir, options, steps)
  if (vectors > 0) steps.onStep(`${vectors.toLocaleString('en')} made-up vectors`)
  const scans = vectors > 0 ? await measureScans(scratchDir, vectors, vectorDim, steps) : null
  const libraries: LibraryFigures[] = []
  const sizes = options.libraries ?? [100_000, 1_000_000]
  const model = sizes.length > 0 ? await writeQueryModel(scratchDir, options.shape) : null
  for (const photos of sizes) {
    const free = await freeBytes(scratchDir)
    if (free < photos * bytesPerPhoto) skipped.push(noRoom(photos, free, scratchDir))
    else if (model) libraries.push(await measureLibrary(scratchDir, model, photos, options.each ?? 60, steps))
  }
  return { machine: machine(), loadBefore: round(loadBefore), recall, scans, libraries, skipped }
}

function noRoom(photos: number, free: number, dir: string): string {
  const needed = gigabytes(photos * bytesPerPhoto)
  return `${photos.toLocaleString('en')} photos were left out: they need ${needed}, ${gigabytes(free)} are free at ${dir}`
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(1)} GB`
}

async function ofRealPhotos(
  scratchDir: string,
  options: SearchBenchOptions,
  { signal, onStep }: Steps,
): Promise<RecallFigures | null> {
  const embeddings = options.crops ?? 20_000
  const beside = resolve(dirname(modelsFolder()), '..', 'shared', 'data', 'captioned')
  const photosDir = options.photosDir ? resolve(options.photosDir) : join(beside, 'photos')
  const captionsFile = options.captionsFile ?? join(photosDir, '..', 'captions.tsv')
  if (embeddings === 0 || !existsSync(photosDir) || !existsSync(captionsFile)) return null
  const names = (await readdir(photosDir)).filter(isPhotoName).toSorted()
  if (names.length === 0) return null
  onStep(`embedding ${embeddings.toLocaleString('en')} parts of ${names.length} photos`)
  return measureRecall({
    scratchDir,
    modelDir: join(modelsFolder(), builtInName),
    photoPaths: names.map((name) => join(photosDir, name)),
    captions: (await readCaptions(captionsFile)).map(({ text }) => text),
    embeddings,
    queries: recallQueries,
    signal,
  })
}
