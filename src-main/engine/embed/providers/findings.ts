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
  tuning: tuning.nullable() satisfies z.ZodType<Tuning | null>,
})

export type Finding = Readonly<z.infer<typeof finding>>
export type Measured = Readonly<z.infer<typeof measured>>

const nothing = {
  reason: null,
  imagesPerSecond: null,
  cpuImagesPerSecond: null,
  leastCosine: null,
  gaveUp: null,
} as const

export function foundNot(
  provider: Finding['provider'],
  outcome: 'not-here' | 'failed',
  reason: string,
): Finding {
  return { ...nothing, provider, outcome, reason }
}

export function foundMeasured(
  provider: Finding['provider'],
  figures: Pick<Finding, 'imagesPerSecond' | 'cpuImagesPerSecond' | 'leastCosine'>,
): Finding {
  return { ...nothing, provider, outcome: 'measured', ...figures }
}
