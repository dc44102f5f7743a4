import { z } from 'zod'

/** What the engine tells the worker that builds an index. */
export interface BuildOrder {
  readonly kind: 'build'
  readonly catalogFile: string
  readonly dir: string
  readonly modelId: string
  readonly dim: number
}

export type BuildReport =
  | { readonly kind: 'built'; readonly count: number; readonly tookMs: number }
  | { readonly kind: 'failed'; readonly message: string }

const order = z.strictObject({
  kind: z.literal('build'),
  catalogFile: z.string(),
  dir: z.string(),
  modelId: z.string(),
  dim: z.int().positive(),
})

const report = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('built'), count: z.int(), tookMs: z.number() }),
  z.strictObject({ kind: z.literal('failed'), message: z.string() }),
])

export function parseOrder(message: unknown): BuildOrder {
  return order.parse(message)
}

export function parseReport(message: unknown): BuildReport {
  return report.parse(message)
}
