import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { openCatalog } from '../../../engine/catalog/catalog.ts'
import type { Engine } from '../../../engine/engine.ts'
import type { ModelInfo } from '../../../../src-preload/contract/index.ts'
import { benchEngine } from './pipeline.ts'
import type { SyntheticFigures } from './report.ts'
import { starterSpace } from './starter-space.ts'
import { synthetic } from './synthetic.ts'
import { timeEach } from './timing.ts'
import { fillCatalog } from './vectors.ts'

/** Above it the engine builds an HNSW index by itself. */
const hnswFrom = 50_000
const longestBuildMs = 10 * 60_000
const goalP95Ms = 50

/** The whole way of a query, words in and page out, through a real engine over a library of made-up photos. */
export async function measureLargeLibrary(
  scratchDir: string,
  count: number,
  model: ModelInfo,
  texts: readonly string[],
  signal: AbortSignal | undefined,
): Promise<SyntheticFigures['query']> {
  const dataDir = join(scratchDir, 'large')
  await mkdir(dataDir, { recursive: true })
  const catalog = openCatalog(join(dataDir, 'catalog.sqlite'))
  const source = synthetic(model.embeddingSize)
  await fillCatalog(catalog, starterSpace().space, count, () => source.photo())
  catalog.close()
  const engine = await benchEngine(dataDir)
  try {
    const half = texts.length >> 1
    const exact = await timeQueries(engine, texts.slice(0, half))
    const built = count >= hnswFrom && (await untilIndexed(engine, signal))
    const hnsw = built ? await timeQueries(engine, texts.slice(half)) : null
    const dim = model.embeddingSize
    return { dim, exact, hnsw, goalP95Ms, engineRssBytes: process.memoryUsage.rss() }
  } finally {
    await engine.stop()
  }
}

function timeQueries(engine: Engine, texts: readonly string[]) {
  return timeEach(texts, (text) =>
    engine.handlers['search.run']({ query: { kind: 'words', text }, offset: 0, limit: 200 }),
  )
}

async function untilIndexed(engine: Engine, signal: AbortSignal | undefined): Promise<boolean> {
  const endMs = performance.now() + longestBuildMs
  while (performance.now() < endMs) {
    if ((await engine.handlers['engine.info']({})).index === 'hnsw') return true
    await wait(250, undefined, { signal })
  }
  return false
}
