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

export interface HalfTime {
  readonly tookMs: number
  /** What all cores have computed together. */
  readonly coreMs: number
}

/** How long decoding and inference took, each alone, for so many photos. */
export interface HalfTimes {
  readonly photos: number
  readonly decode: HalfTime
  readonly inference: HalfTime
}

/** Decoding and inference, each alone, in the processes and with the settings that indexing has. */
export async function timeHalves(
  paths: readonly string[],
  modelDir: string,
  workers: number,
): Promise<HalfTimes> {
  const settings = { ...tunedSettings(modelDir, workers, undefined), processes: workers }
  const decode = await timeHalf('decode', paths, modelDir, settings)
  const inference = await timeHalf('inference', paths, modelDir, settings)
  return { photos: paths.length, decode, inference }
}

/** Over several rounds, because other programs on the machine come and go. */
export function boundOf(rounds: readonly HalfTimes[], reachedPerSecond: number): BoundFigures {
  const sum = (pick: (times: HalfTimes) => number) => rounds.reduce((total, times) => total + pick(times), 0)
  const photos = sum((times) => times.photos)
  const decodeMs = sum((times) => times.decode.tookMs)
  const inferenceMs = sum((times) => times.inference.tookMs)
  const photosPerSecond = perSecond(photos, decodeMs + inferenceMs)
  return {
    decodePerSecond: perSecond(photos, decodeMs),
    inferencePerSecond: perSecond(photos, inferenceMs),
    photosPerSecond,
    share: round(reachedPerSecond / photosPerSecond),
    goal,
  }
}

/** For all the paths. */
export async function timeHalf(
  half: Half,
  paths: readonly string[],
  modelDir: string,
  { processes: count, threads, batchSize, decodes }: HalfSettings,
): Promise<HalfTime> {
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
    const spentMs = await Promise.all(processes.map((process) => process.ask({ kind: 'go' })))
    const tookMs = performance.now() - startedAtMs
    return { tookMs, coreMs: spentMs.reduce<number>((sum, ms) => sum + Number(ms), 0) }
  } finally {
    for (const process of processes) process.kill()
  }
}
