import { CodedError } from '../../../src-preload/contract/index.ts'
import { runTrial } from '../embed/trials/run-trial.ts'
import { createDownloads, type Downloads } from '../models/download/downloads.ts'
import type { ModelStore } from '../models/store.ts'
import type { EnginePorts } from '../ports.ts'

/** How models come onto this machine. None of it needs a library. */
export interface Arrivals {
  readonly downloads: Downloads
  /** Settles once the model is here. */
  get(id: string, signal?: AbortSignal): Promise<void>
  /** Answers with the model's id. */
  import(path: string, signal?: AbortSignal): Promise<string>
  stop(): Promise<void>
}

/** A model of some gigabytes on a cold disk takes its time. */
export const trialTimeoutMs = 180_000

export function createArrivals(options: {
  readonly ports: Pick<EnginePorts, 'spawnWorker' | 'log'> & Partial<Pick<EnginePorts, 'proxyFor'>>
  readonly store: ModelStore
  readonly onChanged: () => void
}): Arrivals {
  const { ports, store, onChanged } = options
  const ending = new AbortController()
  const downloads = createDownloads({
    folder: store.folder,
    proxyFor: ports.proxyFor,
    onChanged,
    log: ports.log,
  })
  return {
    downloads,
    async get(id, signal) {
      const here = store.byId(id)
      if (here && here.problem === null) return
      const manifest = store.offered().find((one) => one.id === id)
      if (!manifest)
        throw new CodedError(
          'not-found',
          `There is no model "${id}"; Settings and "sightline models" name those there are.`,
        )
      await downloads.get(manifest, signal)
    },
    async import(path, given) {
      const signal = given ? AbortSignal.any([given, ending.signal]) : ending.signal
      const stored = await store.import(path, {
        try: async (dir) => {
          const trial = { kind: 'try', modelDir: dir } as const
          await runTrial(() => ports.spawnWorker('model'), trial, { timeoutMs: trialTimeoutMs, signal })
        },
        signal,
      })
      return stored.id
    },
    async stop() {
      ending.abort(new CodedError('engine-down', 'Sightline is closing.'))
      await downloads.stop()
    },
  }
}
