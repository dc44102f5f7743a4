import type { ProviderName, ProviderReport } from '../../../../src-preload/contract/index.ts'
import type { SettingRows } from '../../catalog/settings.ts'
import { modelOf } from '../../models/spaces.ts'
import type { Log, WorkerProcess } from '../../ports.ts'
import { decide } from './decide.ts'
import { measured, type Measured } from './findings.ts'
import type { MachineUse } from './machine-use.ts'
import { measureProviders, measureTuning } from './measure.ts'
import { candidates } from './provider-titles.ts'
import { machineKey } from './runtime-version.ts'

/** Where pictures are turned into embeddings, and what came of proving each way. */
export interface Providers {
  report(): ProviderReport
  /** Measures every provider of this machine against the CPU; a second call joins the first. */
  prove(signal?: AbortSignal): Promise<ProviderReport>
  /** The person wants another one: it is proved if it has not been, and new workers use it if it holds. */
  follow(): void
}

/** A model that is measured: another one may run best in another way. */
export interface MeasuredModel {
  readonly dir: string
  readonly space: string
}

export interface ProviderRoom extends Providers {
  /** What is in use for the model that answers. */
  chosen(): ProviderName
  /** For the workers of a model. */
  useOf(model: MeasuredModel): MachineUse
  /** Ends what is being measured. */
  stop(): Promise<void>
}

export interface ProvidersOptions {
  /** Starts a `model` worker. */
  readonly spawn: () => WorkerProcess
  /** A reader measures, but keeps nothing. */
  readonly kept: Pick<SettingRows, 'get'> & Partial<Pick<SettingRows, 'set'>>
  readonly wanted: () => ProviderReport['wanted']
  readonly workers: () => number
  /** The model that answers. */
  readonly model: () => MeasuredModel
  /** New workers are to be started otherwise. */
  readonly onChanged: () => void
  readonly log: Log
  readonly proofLimitMs?: number
  /** Default 15,000. */
  readonly worthAfterMs?: number
}

/** A measurement takes two cores some seconds: a run that is over by then, or nearly, would only be slowed down. */
const worthAfterPhotos = 100

/**
 * Nothing waits for a measurement: photos are read on the CPU until one is made, which happens when reading has gone on
 * for a while or a person asks. It is kept for as long as runtime, machine and model are the same.
 */
export function createProviders(options: ProvidersOptions): ProviderRoom {
  const { kept, log, worthAfterMs = 15_000 } = options
  const known = new Map<string, Measured | null>()
  const running = new Map<string, Promise<void>>()
  const reading = new Map<string, { photos: number; readonly sinceMs: number }>()
  /** What failed once is not tried for each photo. */
  const attempted = new Set<string>()
  const ending = new AbortController()
  const key = machineKey()

  function read(space: string): Measured | null {
    const stored = known.get(space)
    if (stored !== undefined) return stored
    const parsed = measured.safeParse(kept.get(settingOf(space)))
    const record = parsed.success && parsed.data.key === key ? parsed.data : null
    known.set(space, record)
    return record
  }

  function keep(space: string, record: Measured): void {
    known.set(space, record)
    try {
      kept.set?.(settingOf(space), record)
    } catch (error) {
      log('warn', `a measurement could not be kept: ${String(error)}`)
    }
    options.onChanged()
  }

  /** A second call joins the first. */
  function measure(model: MeasuredModel, signal: AbortSignal): Promise<void> {
    const before = running.get(model.space)
    if (before) return before
    const begun = measureNow(model, signal).finally(() => running.delete(model.space))
    running.set(model.space, begun)
    return begun
  }

  async function measureNow({ dir, space }: MeasuredModel, signal: AbortSignal): Promise<void> {
    const { spawn, proofLimitMs } = options
    const measuring = { spawn, modelDir: dir, signal, log, proofLimitMs }
    const tuning = await measureTuning(measuring, options.workers())
    const findings = await measureProviders(measuring, tuning?.batchSize ?? 8)
    keep(space, { key, provedAtMs: Date.now(), findings, tuning })
  }

  /** What fails here is told in the log: nobody waits for it. */
  function measureBeside(model: MeasuredModel): void {
    measure(model, ending.signal).catch((error: unknown) => {
      if (!ending.signal.aborted) log('warn', `this machine could not be measured: ${String(error)}`)
    })
  }

  function inUse(space: string): ProviderName {
    return decide(read(space)?.findings ?? [], options.wanted()).inUse
  }

  function report(): ProviderReport {
    const { space } = options.model()
    const record = read(space)
    const wanted = options.wanted()
    const { inUse: name, tried } = decide(record?.findings ?? [], wanted)
    return {
      inUse: name,
      wanted,
      modelId: modelOf(space),
      provedAtMs: record?.provedAtMs ?? null,
      possible: ['cpu', ...candidates()],
      isMeasuring: running.has(space),
      tried: record ? tried : [],
    }
  }

  return {
    report,
    chosen: () => inUse(options.model().space),
    prove: async (signal) => {
      await measure(options.model(), signal ? AbortSignal.any([signal, ending.signal]) : ending.signal)
      return report()
    },
    follow: () => {
      options.onChanged()
      const isOwn = options.wanted() !== 'auto' && options.wanted() !== 'cpu'
      if (isOwn && !read(options.model().space)) measureBeside(options.model())
    },
    useOf: (model) => ({
      provider: () => inUse(model.space),
      tuning: () => read(model.space)?.tuning ?? null,
      photoRead: () => {
        const run = reading.get(model.space) ?? { photos: 0, sinceMs: performance.now() }
        reading.set(model.space, run)
        run.photos += 1
        if (run.photos < worthAfterPhotos || performance.now() - run.sinceMs < worthAfterMs) return
        if (attempted.has(model.space) || read(model.space)) return
        attempted.add(model.space)
        measureBeside(model)
      },
      gaveUp: (provider, reason) => {
        const record = read(model.space)
        if (!record) return
        const findings = record.findings.map((finding) =>
          finding.provider === provider ? { ...finding, gaveUp: reason } : finding,
        )
        keep(model.space, { ...record, findings })
      },
    }),
    stop: async () => {
      ending.abort()
      await Promise.allSettled(running.values())
    },
  }
}

const settingOf = (space: string) => `machine.${space}`
