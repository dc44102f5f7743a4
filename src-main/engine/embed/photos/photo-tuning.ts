import { availableParallelism, totalmem } from 'node:os'
import type { Speed } from '../../../../src-preload/contract/index.ts'
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
): PhotoWorkerSettings {
  const coresEach = availableParallelism() / workers
  return {
    modelDir,
    batchSize: speed === 'gentle' ? 2 : 8,
    // Decoding takes the larger part of the work and has threads of its own.
    threads: speed === 'gentle' ? 1 : Math.max(1, Math.floor(coresEach / 2)),
    decodes: speed === 'gentle' ? 1 : 16,
    speed,
    memoryCeilingBytes: memoryCeilingBytes ?? Math.min(2 * 1024 ** 3, totalmem() / 4),
  }
}
