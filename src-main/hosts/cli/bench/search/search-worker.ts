// Entry of the process that holds the engine whose queries are timed: its memory is the engine's alone.
import { z } from 'zod'
import { toPlainError } from '../../../../../src-preload/contract/index.ts'
import { startEngine, type Engine } from '../../../../engine/engine.ts'
import { connectWorkerPort } from '../../../../engine/worker-port.ts'
import { createLog } from '../../../shared/log.ts'
import { spawnNodeWorker } from '../../../shared/node-workers.ts'

const order = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('open'), dataDir: z.string(), modelsDir: z.string() }),
  z.object({ kind: z.literal('ask'), texts: z.array(z.string()), limit: z.int() }),
  z.object({ kind: z.literal('memory') }),
  z.object({ kind: z.literal('close') }),
])

export type SearchOrder = z.infer<typeof order>

const port = connectWorkerPort()
let engine: Engine | undefined

port.onMessage((message) => {
  carryOut(order.parse(message)).then(
    (value) => port.post({ kind: 'done', value }),
    (error: unknown) => port.post({ kind: 'failed', error: toPlainError(error) }),
  )
})

async function carryOut(given: SearchOrder): Promise<unknown> {
  switch (given.kind) {
    case 'open': {
      const startedAtMs = performance.now()
      const { dataDir, modelsDir } = given
      engine = await startEngine(
        { dataDir, modelsDir, spawnWorker: spawnNodeWorker, emit: () => undefined, log: createLog('silent') },
        { role: 'indexer', watch: false, autoIndex: false },
      )
      return performance.now() - startedAtMs
    }
    case 'ask':
      return ask(given.texts, given.limit)
    case 'memory': {
      const index = (await engine?.handlers['engine.info']({}))?.index
      // On Linux maxRSS is in kilobytes, on macOS in bytes; Node gives kilobytes everywhere.
      return {
        index,
        rssBytes: process.memoryUsage.rss(),
        peakRssBytes: process.resourceUsage().maxRSS * 1_024,
      }
    }
    case 'close':
      await engine?.stop()
      return null
  }
}

/** Milliseconds for each, one after another. */
async function ask(texts: readonly string[], limit: number): Promise<number[]> {
  const timesMs: number[] = []
  for (const text of texts) {
    const startedAtMs = performance.now()
    await engine?.handlers['search.run']({ query: { kind: 'words', text }, offset: 0, limit })
    timesMs.push(performance.now() - startedAtMs)
  }
  return timesMs
}
