import { availableParallelism } from 'node:os'
import { timeHalf, type HalfTime, type HalfTimes } from '../halves.ts'
import type { InferenceWay } from './report.ts'

/** More processes than this would measure the memory of the machine. */
const mostProcesses = 8
const batchSize = 8
const decodes = 16

/** Ways to give all cores to inference: one process with all threads, or many with few. */
function ways(): InferenceWay[] {
  const cores = availableParallelism()
  const processes = Math.min(cores, mostProcesses)
  const many = { processes, threads: Math.max(1, Math.floor(cores / processes)) }
  return processes > 1 ? [{ processes: 1, threads: cores }, many] : [many]
}

/**
 * Decoding and inference, each alone and each with all cores at work. Without a `way` all are tried, and the quickest
 * is taken: a bound is what could be reached, not what a choice of settings makes of it.
 */
export async function timeAlone(
  paths: readonly string[],
  modelDir: string,
  workers: number,
  way?: InferenceWay,
): Promise<{ times: HalfTimes; way: InferenceWay }> {
  const decode = await timeHalf('decode', paths, modelDir, {
    processes: workers,
    threads: 1,
    batchSize,
    decodes,
  })
  let best: { way: InferenceWay; inference: HalfTime } | undefined
  for (const each of way ? [way] : ways()) {
    const inference = await timeHalf('inference', paths, modelDir, { ...each, batchSize, decodes })
    if (!best || inference.tookMs < best.inference.tookMs) best = { way: each, inference }
  }
  if (!best) throw new Error('There is no way to infer.')
  return { times: { photos: paths.length, decode, inference: best.inference }, way: best.way }
}
