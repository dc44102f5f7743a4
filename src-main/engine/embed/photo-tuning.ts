import { availableParallelism, totalmem } from 'node:os'
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
): PhotoWorkerSettings {
  const coresEach = availableParallelism() / workers
  return {
    modelDir,
    batchSize: 8,
    // Decoding takes the larger part of the work and has threads of its own.
    threads: Math.max(1, Math.floor(coresEach / 2)),
    decodes: 16,
    memoryCeilingBytes: memoryCeilingBytes ?? Math.min(2 * 1024 ** 3, totalmem() / 4),
  }
}
