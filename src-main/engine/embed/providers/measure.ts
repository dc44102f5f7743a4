import { availableParallelism } from 'node:os'
import { toPlainError, type ProviderName } from '../../../../src-preload/contract/index.ts'
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
  readonly log: Log
}

const tuningLimitMs = 60_000
const tuningBudgetMs = 3_000

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

/** Tries every provider of this machine, the CPU first. Rejects with the signal's reason. */
export async function measureProviders(measuring: Measuring, batchSize: number): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const provider of ['cpu', ...candidates()] as const) {
    findings.push(await measureProvider(measuring, provider, batchSize))
  }
  return findings
}

/** A crash and a hang of the process are findings too. */
async function measureProvider(
  { spawn, modelDir, signal, log, proofLimitMs = 120_000 }: Measuring,
  provider: ProviderName,
  batchSize: number,
): Promise<Finding> {
  const threads = availableParallelism()
  try {
    const trial = { kind: 'prove', provider, modelDir, batchSize, threads } as const
    const proof = await runTrial(spawn, trial, { timeoutMs: proofLimitMs, signal })
    if (proof.outcome === 'not-here') return foundNot(provider, 'not-here', proof.reason)
    return foundMeasured(provider, proof)
  } catch (error) {
    signal.throwIfAborted()
    const reason = toPlainError(error).message
    log('warn', `${providerTitles[provider]}: ${reason}`)
    return foundNot(provider, 'failed', reason)
  }
}

function distinct(numbers: readonly number[]): number[] {
  return [...new Set(numbers)]
}
