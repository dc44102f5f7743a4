import { z } from 'zod'
import { toPlainError, type PlainError } from '../../../../src-preload/contract/index.ts'
import type { Rebuilt } from './rebuild.ts'
import { notWritten } from '../backup/whole-file.ts'

/** What the process that reads a backup is asked for. */
export interface RebuildOrder {
  readonly file: string
  readonly target: string
  readonly copy: string
}

export type RebuildReport =
  | { readonly kind: 'rebuilt'; readonly rebuilt: Rebuilt }
  | { readonly kind: 'failed'; readonly error: PlainError }

const order = z.strictObject({ file: z.string(), target: z.string(), copy: z.string() })
const counts = z.record(z.string(), z.int())
const names = z.array(z.string())
const report = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('rebuilt'),
    rebuilt: z.strictObject({
      photos: z.int(),
      roots: names,
      strange: names,
      missing: names,
      leftOut: counts,
      mended: counts,
    }),
  }),
  z.strictObject({
    kind: z.literal('failed'),
    error: z.strictObject({ code: z.string(), message: z.string() }),
  }),
])

export function parseRebuildOrder(message: unknown): RebuildOrder {
  return order.parse(message)
}

/** Null for what is no report. */
export function parseRebuildReport(message: unknown): RebuildReport | null {
  return report.safeParse(message).data as RebuildReport | null
}

export function failedReport(target: string, error: unknown): RebuildReport {
  return { kind: 'failed', error: toPlainError(notWritten(`The catalog ${target}`, error)) }
}
