import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { startEngine, type Engine } from '../../../engine/engine.ts'
import type { Log } from '../../../engine/ports.ts'
import { createLog } from '../../shared/log.ts'
import { spawnNodeWorker } from '../../shared/node-workers.ts'
import { modelsFolder } from '../../shared/paths.ts'
import type { IndexingFigures } from './report.ts'
import { perSecond } from './timing.ts'

/** An engine in this process that works only when it is told to; with `watching` it follows the disk, like the app's. */
export function benchEngine(dataDir: string, watching?: { readonly log: Log }): Promise<Engine> {
  const ports = {
    dataDir,
    modelsDir: modelsFolder(),
    spawnWorker: spawnNodeWorker,
    emit: () => undefined,
    log: watching?.log ?? createLog('silent'),
  }
  const isWatching = watching !== undefined
  return startEngine(ports, { role: 'indexer', watch: isWatching, autoIndex: isWatching })
}

/** From adding the folder until the last photo is stored; the workers have started and read something before. */
export async function measureIndexing(
  engine: Engine,
  photosDir: string,
  scratchDir: string,
  signal: AbortSignal | undefined,
): Promise<IndexingFigures> {
  await warmUp(engine, join(scratchDir, 'warm-up'), signal)
  const { workers } = await engine.handlers['engine.info']({})
  await engine.handlers['roots.add']({ path: photosDir })
  const { indexed, failed, tookMs } = await engine.indexOnce(signal)
  return {
    photos: indexed,
    failed: failed.length,
    workers,
    tookMs,
    photosPerSecond: perSecond(indexed, tookMs),
  }
}

/** What a second start takes until it knows that nothing changed. */
export async function measureSecondStart(dataDir: string): Promise<{ tookMs: number; embedded: number }> {
  const startedAtMs = performance.now()
  const engine = await benchEngine(dataDir)
  try {
    const { indexed } = await engine.indexOnce()
    return { tookMs: Math.round(performance.now() - startedAtMs), embedded: indexed }
  } finally {
    await engine.stop()
  }
}

/** Pictures that are forgotten again: they start the workers and load the model. */
export async function warmUp(engine: Engine, dir: string, signal: AbortSignal | undefined): Promise<void> {
  await mkdir(dir, { recursive: true })
  for (let n = 0; n < 64; n += 1) {
    const shape = `<circle cx="${n * 3}" cy="${200 - n}" r="${20 + n}" fill="hsl(${n * 40} 60% 50%)"/>`
    await writeFile(
      join(dir, `${n}.svg`),
      `<svg xmlns="http://www.w3.org/2000/svg" width="224" height="224">${shape}</svg>`,
    )
  }
  const { root } = await engine.handlers['roots.add']({ path: dir })
  await engine.indexOnce(signal)
  await engine.handlers['roots.remove']({ rootId: root.id })
  // Else it would measure this machine in the midst of what is measured here.
  await engine.handlers['providers.prove']({})
}
