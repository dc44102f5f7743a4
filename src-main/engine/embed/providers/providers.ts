import type { ProviderName, ProviderReport, Speed } from '../../../../src-preload/contract/index.ts'
import type { SettingRows } from '../../catalog/settings.ts'
import { modelOf } from '../../models/spaces.ts'
import type { Log, WorkerProcess } from '../../ports.ts'
import { usualBatch, usualThreads } from '../photos/photo-tuning.ts'
import { decide } from './decide.ts'
import { isWorthAnotherTry, measured, type Measured } from './findings.ts'
import type { MachineUse, Tuning } from './machine-use.ts'
import { measureProviders, measureTuning } from './measure.ts'
import { candidates } from './provider-titles.ts'
import { createReadingCount } from './reading-count.ts'
import { machineKey } from './runtime-version.ts'
import { createSharedWork } from './shared-work.ts'

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
  readonly speed?: () => Speed
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
  const running = createSharedWork()
  const reading = createReadingCount(kept)
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
    return running.join(model.space, signal, (ended) => measureNow(model, ended))
  }

  async function measureNow(model: MeasuredModel, signal: AbortSignal): Promise<void> {
    const measuring = measuringOf(model, signal)
    const tuning = await measureTuning(measuring, options.workers())
    const findings = await measureProviders(measuring, tuning?.batchSize ?? usualBatch)
    const others = othersThan(tuning, read(model.space))
    keep(model.space, {
      key,
      provedAtMs: Date.now(),
      findings,
      tunings: [...others, tuning].flatMap((one) => one ?? []),
    })
  }

  /** The providers are known, but not how to share the machine among as many workers as there are now. */
  async function tuneNow(model: MeasuredModel, signal: AbortSignal): Promise<void> {
    const tuning = await measureTuning(measuringOf(model, signal), options.workers())
    const record = read(model.space)
    if (tuning && record) keep(model.space, { ...record, tunings: [...othersThan(tuning, record), tuning] })
  }

  function measuringOf({ dir }: MeasuredModel, signal: AbortSignal) {
    const { spawn, proofLimitMs, speed } = options
    return { spawn, modelDir: dir, signal, log, proofLimitMs, speed: speed?.() }
  }

  /** What fails here is told in the log: nobody waits for it. */
  function measureBeside(model: MeasuredModel, what: 'all' | 'tuning'): void {
    const begun =
      what === 'all'
        ? measure(model, ending.signal)
        : running.join(`tuning ${model.space}`, ending.signal, (ended) => tuneNow(model, ended))
    begun.catch((error: unknown) => {
      if (!ending.signal.aborted) log('warn', `this machine could not be measured: ${String(error)}`)
    })
  }

  function inUse(space: string): ProviderName {
    return decide(read(space)?.findings ?? [], options.wanted()).inUse
  }

  function tuningOf(space: string, workers: number): Tuning | null {
    const record = read(space)
    const tuning = record?.tunings.find((one) => one.workers === workers) ?? null
    const provider = inUse(space)
    const own = provider === 'cpu' ? null : record?.findings.find((finding) => finding.provider === provider)
    const batchSize = own?.batchSize ?? null
    if (batchSize === null) return tuning
    return { threads: tuning?.threads ?? usualThreads(workers), workers, batchSize }
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
      if (isOwn && !read(options.model().space)) measureBeside(options.model(), 'all')
    },
    useOf: (model) => ({
      provider: () => inUse(model.space),
      tuning: (workers) => tuningOf(model.space, workers),
      photoRead: () => {
        const { photos, readingMs } = reading.photoRead(model.space)
        if (photos < worthAfterPhotos || readingMs < worthAfterMs) return
        const missing = missingOf(read(model.space), options.workers())
        const attempt = `${missing} ${options.workers()} ${model.space}`
        if (missing === null || attempted.has(attempt)) return
        attempted.add(attempt)
        measureBeside(model, missing)
      },
      gaveUp: (provider, reason) => {
        const record = read(model.space)
        if (!record) return
        const findings = record.findings.map((finding) =>
          finding.provider === provider ? { ...finding, gaveUp: reason, atMs: Date.now() } : finding,
        )
        keep(model.space, { ...record, findings })
      },
    }),
    stop: async () => {
      ending.abort()
      reading.keepAll()
      await running.allEnded()
    },
  }
}

function missingOf(record: Measured | null, workers: number): 'all' | 'tuning' | null {
  if (!record || record.findings.some((finding) => isWorthAnotherTry(finding, Date.now()))) return 'all'
  return record.tunings.some((tuning) => tuning.workers === workers) ? null : 'tuning'
}

function othersThan(tuning: Tuning | null, record: Measured | null): Tuning[] {
  return (record?.tunings ?? []).filter(({ workers }) => workers !== tuning?.workers)
}

const settingOf = (space: string) => `machine.${space}`
