import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { openCatalog } from '../../../engine/catalog/catalog.ts'
import type { Engine } from '../../../engine/engine.ts'
import type { ModelInfo } from '../../../../src-preload/contract/index.ts'
import { benchEngine } from './pipeline.ts'
import type { SyntheticFigures } from './report.ts'
import { starterSpace } from './starter-space.ts'
import { synthetic } from './synthetic.ts'
import { timeEach } from './timing.ts'
import { plainWords } from './plain-words.ts'
import { fillCatalog } from './vectors.ts'

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
    const latency = await timeQueries(engine, texts, signal)
    const { index } = await engine.handlers['engine.info']({})
    const dim = model.embeddingSize
    return { dim, index, ...latency, goalP95Ms, engineRssBytes: process.memoryUsage.rss() }
  } finally {
    await engine.stop()
  }
}

function timeQueries(engine: Engine, texts: readonly string[], signal: AbortSignal | undefined) {
  return timeEach(texts, (text) => {
    signal?.throwIfAborted()
    return engine.handlers['search.run']({
      query: { kind: 'words', text: plainWords(text) },
      offset: 0,
      limit: 200,
    })
  })
}
