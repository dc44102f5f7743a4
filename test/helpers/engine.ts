import { resolve } from 'node:path'
import { startEngine, type Engine, type EngineOptions } from '../../src-main/engine/engine.ts'
import type { EnginePorts, WorkerKind, WorkerProcess } from '../../src-main/engine/ports.ts'
import { spawnNodeWorker } from '../../src-main/hosts/shared/node-workers.ts'
import type { EventName, Events } from '../../src-preload/contract/index.ts'

export const modelsDir = resolve(import.meta.dirname, '../../models')

export interface RecordedEvent<N extends EventName = EventName> {
  readonly name: N
  readonly payload: Events[N]
}

export interface TestEngine extends Engine {
  readonly events: readonly RecordedEvent[]
  readonly workers: readonly { readonly kind: WorkerKind; readonly process: WorkerProcess }[]
}

/** A real engine with real worker processes, that remembers what it told and what it started. */
export async function testEngine(
  dataDir: string,
  options: Partial<EngineOptions> & {
    readonly models?: string
    /** Photo workers other than the real ones. */
    readonly photoWorker?: () => WorkerProcess
  } = {},
): Promise<TestEngine> {
  const events: RecordedEvent[] = []
  const workers: { kind: WorkerKind; process: WorkerProcess }[] = []
  const ports: EnginePorts = {
    dataDir,
    modelsDir: options.models ?? modelsDir,
    spawnWorker: (kind) => {
      const process = kind === 'photo' && options.photoWorker ? options.photoWorker() : spawnNodeWorker(kind)
      workers.push({ kind, process })
      return process
    },
    emit: (name, payload) => void events.push({ name, payload }),
    log: () => undefined,
  }
  const { models: _, photoWorker: __, ...given } = options
  const engine = await startEngine(ports, { role: 'indexer', watch: false, autoIndex: false, ...given })
  return Object.assign(engine, { events, workers })
}

/** Waits for a condition by asking again; fails with `what` after `limitMs`. */
export async function until(
  what: string,
  holds: () => boolean | Promise<boolean>,
  limitMs = 15_000,
): Promise<void> {
  const end = performance.now() + limitMs
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`Waited ${limitMs} ms in vain: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}
