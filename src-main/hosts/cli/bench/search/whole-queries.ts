import { mkdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { spaceOf } from '../../../../engine/models/spaces.ts'
import { startBenchProcess, type BenchProcess } from '../bench-process.ts'
import { synthetic } from '../synthetic.ts'
import { latencyOf } from '../timing.ts'
import { miniature, vitB32, type DualShape } from '../towers/shapes.ts'
import { writeTowers } from '../towers/write-towers.ts'
import { writeLibrary } from './library-rows.ts'
import { questions } from './questions.ts'
import type { LibraryFigures } from './report.ts'
import type { SearchOrder } from './search-worker.ts'

/** A page of the window. */
const limit = 200
const warmUps = 5
const goals = [
  { upTo: 100_000, p95Ms: 50, rssBytes: null },
  { upTo: 1_000_000, p95Ms: 150, rssBytes: 1.5 * 2 ** 30 },
] as const

const memory = z.object({
  index: z.enum(['exact', 'hnsw']),
  rssBytes: z.number(),
  peakRssBytes: z.number(),
})

export interface ModelFolder {
  readonly modelsDir: string
  readonly space: string
  readonly dim: number
}

/** Towers of which the one for words has CLIP ViT-B/32's size: encoding a query takes as long as with the real one. */
export async function writeQueryModel(
  scratchDir: string,
  shape: DualShape = { ...vitB32, vision: miniature.vision },
): Promise<ModelFolder> {
  const modelsDir = join(scratchDir, 'models')
  // The engine begins with the model of this name.
  const id = 'starter'
  const manifest = await writeTowers(join(modelsDir, id), { id, shape, precision: 'int8' })
  return { modelsDir, space: spaceOf(manifest), dim: shape.embeddingSize }
}

/** Words in, page of results out, in a library of so many made-up photos. */
export async function measureLibrary(
  scratchDir: string,
  { modelsDir, space, dim }: ModelFolder,
  photos: number,
  each: number,
  { signal, onStep }: { readonly signal: AbortSignal; readonly onStep: (step: string) => void },
): Promise<LibraryFigures> {
  const dataDir = join(scratchDir, `library-${photos}`)
  await mkdir(dataDir, { recursive: true })
  const file = join(dataDir, 'catalog.sqlite')
  onStep(`writing a library of ${photos.toLocaleString('en')} photos`)
  await writeLibrary(file, space, photos, synthetic(dim), signal)
  const catalogBytes = (await stat(file)).size
  const process = startBenchProcess('bench-search-worker.js', 'hosts/cli/bench/search/search-worker.ts')
  const interrupt = () => process.kill()
  signal.addEventListener('abort', interrupt)
  try {
    onStep(`asking ${photos.toLocaleString('en')} photos`)
    const startMs = Math.round(z.number().parse(await order(process, { kind: 'open', dataDir, modelsDir })))
    const kinds = await askAll(process, each)
    const used = memory.parse(await order(process, { kind: 'memory' }))
    await order(process, { kind: 'close' })
    const goal = goals.find(({ upTo }) => photos <= upTo) ?? goals[1]
    const goalsOf = { goalP95Ms: goal.p95Ms, goalRssBytes: goal.rssBytes }
    return { photos, dim, catalogBytes, startMs, ...used, kinds, ...goalsOf }
  } finally {
    signal.removeEventListener('abort', interrupt)
    process.kill()
    await rm(dataDir, { recursive: true, force: true, maxRetries: 5 })
  }
}

async function askAll(process: BenchProcess, each: number): Promise<LibraryFigures['kinds']> {
  const kinds: LibraryFigures['kinds'][number][] = []
  for (const { name, texts } of questions(each + warmUps)) {
    const timesMs = z.array(z.number()).parse(await order(process, { kind: 'ask', texts: [...texts], limit }))
    kinds.push({ name, example: texts[0] ?? '', query: latencyOf(timesMs.slice(warmUps)) })
  }
  return kinds
}

function order(process: BenchProcess, given: SearchOrder): Promise<unknown> {
  return process.ask(given)
}
