import { z } from 'zod'
import { providerNames } from '../../../../src-preload/contract/index.ts'
import type { Tuning } from './machine-use.ts'

/** What came of trying a provider once. */
const finding = z.object({
  provider: z.enum(providerNames),
  /** `not-here` and `failed` have a reason. */
  outcome: z.enum(['not-here', 'failed', 'measured']),
  reason: z.string().nullable(),
  imagesPerSecond: z.number().positive().nullable(),
  /** On the CPU, at the same time. */
  cpuImagesPerSecond: z.number().positive().nullable(),
  /** Null where an embedding was not finite. */
  leastCosine: z.number().nullable(),
  /** Pictures at a time that were quickest on it; null where that was not measured. */
  batchSize: z.int().min(1).max(64).nullable(),
  /** When this came out. */
  atMs: z.number(),
  /** Why it is not used any more, although it was proved. */
  gaveUp: z.string().nullable(),
})

const tuning = z.object({
  batchSize: z.int().min(1).max(64),
  threads: z.int().min(1).max(256),
  workers: z.int().min(1),
})

/** What is known of one model on this machine. */
export const measured = z.object({
  /** What it holds for: of another runtime or machine nothing is known. */
  key: z.string(),
  provedAtMs: z.number(),
  findings: z.array(finding),
  /** One for each number of workers that was in use. */
  tunings: z.array(tuning) satisfies z.ZodType<Tuning[]>,
})

export type Finding = Readonly<z.infer<typeof finding>>
export type Measured = Readonly<z.infer<typeof measured>>

const nothing = {
  reason: null,
  imagesPerSecond: null,
  cpuImagesPerSecond: null,
  leastCosine: null,
  batchSize: null,
  gaveUp: null,
} as const

export function foundNot(
  provider: Finding['provider'],
  outcome: 'not-here' | 'failed',
  reason: string,
): Finding {
  return { ...nothing, provider, outcome, reason, atMs: Date.now() }
}

export function foundMeasured(
  provider: Finding['provider'],
  {
    imagesPerSecond,
    cpuImagesPerSecond,
    leastCosine,
    batchSize,
  }: Pick<Finding, 'imagesPerSecond' | 'cpuImagesPerSecond' | 'leastCosine' | 'batchSize'>,
): Finding {
  const figures = { imagesPerSecond, cpuImagesPerSecond, leastCosine, batchSize }
  return { ...nothing, provider, outcome: 'measured', ...figures, atMs: Date.now() }
}

const dayMs = 24 * 3600 * 1000

/** A device comes back, a driver is mended: what failed gets another try after a week, what worked before after a day. */
export function isWorthAnotherTry({ outcome, gaveUp, atMs }: Finding, nowMs: number): boolean {
  if (gaveUp !== null) return nowMs - atMs > dayMs
  return outcome === 'failed' && nowMs - atMs > 7 * dayMs
}
