import { availableParallelism } from 'node:os'
import { toPlainError, type ProviderName, type Speed } from '../../../../src-preload/contract/index.ts'
import type { Log, WorkerProcess } from '../../ports.ts'
import { usualBatch, usualThreads } from '../photos/photo-tuning.ts'
import { runTrial } from '../trials/run-trial.ts'
import { foundMeasured, foundNot, type Finding } from './findings.ts'
import type { Tuning } from './machine-use.ts'
import { candidates, providerTitles } from './provider-titles.ts'

export interface Measuring {
  readonly spawn: () => WorkerProcess
  readonly modelDir: string
  readonly signal: AbortSignal
  /** For one provider. Default 120,000: a large model, compiled for a slow processor, takes its time. */
  readonly proofLimitMs?: number | undefined
  readonly speed?: Speed | undefined
  readonly log: Log
}

const tuningLimitMs = 60_000
const tuningBudgetMs = 2_000
/** However slow the CPU is: then another processor is worth most. */
const cpuLimitMs = 600_000

/** Threads and batch for so many workers; null where they could not be measured. Rejects with the signal's reason. */
export async function measureTuning(measuring: Measuring, workers: number): Promise<Tuning | null> {
  const { spawn, modelDir, signal, log } = measuring
  const share = Math.floor(availableParallelism() / workers)
  const threads = distinct([usualThreads(workers), Math.max(1, share)])
  const batchSizes = [usualBatch, 4, 16, 1]
  try {
    const trial = { kind: 'tune', modelDir, threads, batchSizes, budgetMs: tuningBudgetMs } as const
    const best = await runTrial(spawn, trial, { timeoutMs: tuningLimitMs, signal })
    return { batchSize: best.batchSize, threads: best.threads, workers }
  } catch (error) {
    signal.throwIfAborted()
    log('warn', `batches and threads could not be measured: ${toPlainError(error).message}`)
    return null
  }
}

/** What the CPU made of the pictures of a proof, and how quickly. */
interface Reference {
  readonly embeddings: readonly Float32Array[]
  readonly imagesPerSecond: number
}

/** Tries every provider of this machine, the CPU first. Rejects with the signal's reason. */
export async function measureProviders(measuring: Measuring, batchSize: number): Promise<Finding[]> {
  const { finding, reference } = await measureCpu(measuring, batchSize)
  const findings = [finding]
  for (const provider of candidates()) {
    findings.push(
      reference
        ? await measureProvider(measuring, provider, batchSize, reference)
        : foundNot(provider, 'failed', 'There is nothing to compare it with: the CPU could not be measured.'),
    )
  }
  return findings
}

async function measureCpu(measuring: Measuring, batchSize: number) {
  const proof = await proofOf(measuring, 'cpu', [batchSize], [], cpuLimitMs)
  if (proof.outcome !== 'measured') return { finding: foundNot('cpu', 'failed', proof.reason) }
  const { embeddings, imagesPerSecond, leastCosine } = proof
  const figures = { imagesPerSecond, cpuImagesPerSecond: imagesPerSecond, leastCosine, batchSize }
  return { finding: foundMeasured('cpu', figures), reference: { embeddings, imagesPerSecond } }
}

/** What is best on the CPU may be far from it elsewhere. */
async function measureProvider(
  measuring: Measuring,
  provider: ProviderName,
  batchSize: number,
  { embeddings, imagesPerSecond: cpuImagesPerSecond }: Reference,
): Promise<Finding> {
  const batchSizes = distinct([Math.max(batchSize, usualBatch), 16, 32])
  const { proofLimitMs = 120_000 } = measuring
  const proof = await proofOf(measuring, provider, batchSizes, embeddings, proofLimitMs)
  if (proof.outcome !== 'measured') return foundNot(provider, proof.outcome, proof.reason)
  return foundMeasured(provider, { ...proof, cpuImagesPerSecond })
}

/** A crash and a hang of the process are findings too. */
async function proofOf(
  { spawn, modelDir, signal, log, speed = 'normal' }: Measuring,
  provider: ProviderName,
  batchSizes: readonly number[],
  reference: readonly Float32Array[],
  timeoutMs: number,
) {
  const threads = speed === 'gentle' ? 1 : availableParallelism()
  const trial = { kind: 'prove', provider, modelDir, batchSizes, threads, speed, reference } as const
  try {
    return await runTrial(spawn, trial, { timeoutMs, signal })
  } catch (error) {
    signal.throwIfAborted()
    const reason = toPlainError(error).message
    log('warn', `${providerTitles[provider]}: ${reason}`)
    return { outcome: 'failed', reason } as const
  }
}

function distinct(numbers: readonly number[]): number[] {
  return [...new Set(numbers)]
}
