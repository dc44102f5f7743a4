import { tunedSettings } from '../../../engine/embed/photos/photo-tuning.ts'
import { startBenchProcess } from './bench-process.ts'
import type { BoundFigures } from './report.ts'
import { perSecond, round } from './timing.ts'

type Half = 'decode' | 'inference'

/** In how many processes, and each of them with what. */
export interface HalfSettings {
  readonly processes: number
  readonly threads: number
  readonly batchSize: number
  readonly decodes: number
}

const goal = 0.85

/** How long decoding and inference took, each alone, for so many photos. */
export interface HalfTimes {
  readonly photos: number
  readonly decodeMs: number
  readonly inferenceMs: number
}

/** Decoding and inference, each alone, in the processes and with the settings that indexing has. */
export async function timeHalves(
  paths: readonly string[],
  modelDir: string,
  workers: number,
): Promise<HalfTimes> {
  const settings = { ...tunedSettings(modelDir, workers, undefined), processes: workers }
  const decodeMs = await timeHalf('decode', paths, modelDir, settings)
  const inferenceMs = await timeHalf('inference', paths, modelDir, settings)
  return { photos: paths.length, decodeMs, inferenceMs }
}

/** Over several rounds, because other programs on the machine come and go. */
export function boundOf(rounds: readonly HalfTimes[], reachedPerSecond: number): BoundFigures {
  const sum = (pick: (times: HalfTimes) => number) => rounds.reduce((total, times) => total + pick(times), 0)
  const photos = sum((times) => times.photos)
  const [decodeMs, inferenceMs] = [sum((times) => times.decodeMs), sum((times) => times.inferenceMs)]
  const photosPerSecond = perSecond(photos, decodeMs + inferenceMs)
  return {
    decodePerSecond: perSecond(photos, decodeMs),
    inferencePerSecond: perSecond(photos, inferenceMs),
    photosPerSecond,
    share: round(reachedPerSecond / photosPerSecond),
    goal,
  }
}

/** In milliseconds, for all the paths. */
export async function timeHalf(
  half: Half,
  paths: readonly string[],
  modelDir: string,
  { processes: count, threads, batchSize, decodes }: HalfSettings,
): Promise<number> {
  const processes = Array.from({ length: count }, () =>
    startBenchProcess('bench-worker.js', 'hosts/cli/bench/bench-worker.ts'),
  )
  try {
    await Promise.all(
      processes.map((process, at) => {
        const share = paths.filter((_, n) => n % count === at)
        return process.ask({ kind: 'prepare', half, paths: share, modelDir, threads, batchSize, decodes })
      }),
    )
    const startedAtMs = performance.now()
    await Promise.all(processes.map((process) => process.ask({ kind: 'go' })))
    return performance.now() - startedAtMs
  } finally {
    for (const process of processes) process.kill()
  }
}
