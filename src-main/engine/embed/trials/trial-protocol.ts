import { z } from 'zod'
import type { PlainError, ProviderName, Speed } from '../../../../src-preload/contract/index.ts'
import { plainError } from '../photos/photo-protocol.ts'

/** What a model worker can be asked; it does one thing and is ended. */
export type Trial =
  | { readonly kind: 'try'; readonly modelDir: string }
  /**
   * The same pictures through each provider. The CPU comes first: what it made of them the others are compared with.
   * Which batch is quickest is measured too.
   */
  | ({
      readonly kind: 'prove'
      readonly provider: ProviderName
      readonly batchSizes: readonly number[]
      readonly speed: Speed
      readonly reference: readonly Float32Array[]
    } & OnThreads)
  /** Which of these threads and batches embed most; the first of each are the usual ones. */
  | {
      readonly kind: 'tune'
      readonly modelDir: string
      readonly threads: readonly number[]
      readonly batchSizes: readonly number[]
      readonly budgetMs: number
    }

interface OnThreads {
  readonly modelDir: string
  readonly threads: number
}

export type TrialAnswer =
  | { readonly kind: 'try'; readonly embeddingSize: number }
  | { readonly kind: 'prove'; readonly outcome: 'not-here'; readonly reason: string }
  | {
      readonly kind: 'prove'
      readonly outcome: 'measured'
      readonly imagesPerSecond: number
      readonly batchSize: number
      /** Empty where the numbers are not finite. */
      readonly embeddings: readonly Float32Array[]
      /** Between each embedding and the reference; null where one is not finite. */
      readonly leastCosine: number | null
    }
  | {
      readonly kind: 'tune'
      readonly threads: number
      readonly batchSize: number
    }

/** Model worker to engine. */
export type TrialReply =
  | { readonly kind: 'answer'; readonly answer: TrialAnswer }
  /** What is tried from here on: what ends the process is about this field of model.json. */
  | { readonly kind: 'reached'; readonly field: string }
  | { readonly kind: 'refused'; readonly error: PlainError }

export function parseTrialReply(message: unknown): TrialReply | undefined {
  const result = reply.safeParse(message)
  return result.success ? result.data : undefined
}

const answer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('try'), embeddingSize: z.int().positive() }),
  z.object({
    kind: z.literal('tune'),
    threads: z.int().positive(),
    batchSize: z.int().positive(),
  }),
  z.discriminatedUnion('outcome', [
    z.object({ kind: z.literal('prove'), outcome: z.literal('not-here'), reason: z.string() }),
    z.object({
      kind: z.literal('prove'),
      outcome: z.literal('measured'),
      imagesPerSecond: z.number().positive(),
      batchSize: z.int().positive(),
      embeddings: z.array(z.instanceof(Float32Array)),
      leastCosine: z.number().nullable(),
    }),
  ]),
])

const reply = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('answer'), answer }),
  z.object({ kind: z.literal('reached'), field: z.string() }),
  z.object({ kind: z.literal('refused'), error: plainError }),
])
