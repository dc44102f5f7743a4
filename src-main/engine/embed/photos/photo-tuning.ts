import { availableParallelism, totalmem } from 'node:os'
import type { ProviderName, Speed } from '../../../../src-preload/contract/index.ts'
import { unmeasured, type MachineUse } from '../providers/machine-use.ts'
import type { PhotoWorkerSettings } from './photo-protocol.ts'

/** Batches that a worker holds at a time, in all stages, so that it never waits for the engine. */
const batchesInFlight = 3

/** Photos that one worker holds at a time. */
export function slotLoad(settings: PhotoWorkerSettings): number {
  return settings.batchSize * batchesInFlight
}

/** Settings under which `workers` photo workers share the machine's cores. */
export function tunedSettings(
  modelDir: string,
  workers: number,
  memoryCeilingBytes: number | undefined,
  speed: Speed = 'normal',
  machine: Pick<MachineUse, 'provider' | 'tuning'> = unmeasured,
): PhotoWorkerSettings {
  const isGentle = speed === 'gentle'
  const measured = machine.tuning(workers)
  const fits = measured?.workers === workers
  return {
    modelDir,
    provider: machine.provider(),
    batchSize: isGentle ? 2 : (measured?.batchSize ?? usualBatch),
    threads: isGentle ? 1 : fits ? measured.threads : usualThreads(workers),
    decodes: isGentle ? 1 : 16,
    speed,
    memoryCeilingBytes: memoryCeilingBytes ?? Math.min(2 * 1024 ** 3, totalmem() / 4),
  }
}

export const usualBatch = 8

/** Decoding takes the larger part of the work and has threads of its own. */
export function usualThreads(workers: number): number {
  return Math.max(1, Math.floor(availableParallelism() / workers / 2))
}

/**
 * A graphics processor serves few workers as well as many, and each of them would hold the model in its memory: only
 * as many as it takes to decode.
 */
export function workersFor(provider: ProviderName, workers: number): number {
  return provider === 'cpu' ? workers : Math.min(workers, Math.max(2, Math.ceil(availableParallelism() / 4)))
}
