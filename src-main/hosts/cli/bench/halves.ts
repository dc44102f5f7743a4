import { fromPlainError, type PlainError } from '../../../../src-preload/contract/index.ts'
import { tunedSettings } from '../../../engine/embed/photos/photo-tuning.ts'
import { forkNode } from '../../shared/node-process.ts'
import { processEntry } from '../../shared/paths.ts'
import type { BoundFigures } from './report.ts'
import { perSecond, round } from './timing.ts'

type Half = 'decode' | 'inference'
type Reply = { readonly kind: 'ready' | 'done' } | { readonly kind: 'failed'; readonly error: PlainError }

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
  const decodeMs = await timeHalf('decode', paths, modelDir, workers)
  const inferenceMs = await timeHalf('inference', paths, modelDir, workers)
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

async function timeHalf(
  half: Half,
  paths: readonly string[],
  modelDir: string,
  workers: number,
): Promise<number> {
  const { threads, batchSize, decodes } = tunedSettings(modelDir, workers, undefined)
  const processes = Array.from({ length: workers }, () => startHalf())
  try {
    await Promise.all(
      processes.map((process, at) => {
        const share = paths.filter((_, n) => n % workers === at)
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

function startHalf() {
  const child = forkNode<object, Reply>(processEntry('bench-worker.js', 'hosts/cli/bench/bench-worker.ts'), {
    stderr: 'quiet',
  })
  let answer: PromiseWithResolvers<void> | undefined
  child.onMessage((reply) => {
    if (reply.kind === 'failed') answer?.reject(fromPlainError(reply.error))
    else answer?.resolve()
  })
  child.onExit((detail) => answer?.reject(new Error(`a process of the benchmark ended (${detail})`)))
  return {
    ask: (message: object): Promise<void> => {
      answer = Promise.withResolvers<void>()
      child.post(message)
      return answer.promise
    },
    kill: () => child.kill(),
  }
}
