import { z } from 'zod'
import type { PlainError } from '../../../../src-preload/contract/index.ts'
import { plainError } from '../photos/photo-protocol.ts'

/** What a model worker can be asked; it does one thing and is ended. */
export type Trial = { readonly kind: 'try'; readonly modelDir: string }

export type TrialAnswer = { readonly kind: 'try'; readonly embeddingSize: number }

/** Model worker to engine. */
export type TrialReply =
  | { readonly kind: 'answer'; readonly answer: TrialAnswer }
  | { readonly kind: 'refused'; readonly error: PlainError }

export function parseTrialReply(message: unknown): TrialReply | undefined {
  const result = reply.safeParse(message)
  return result.success ? result.data : undefined
}

const answer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('try'), embeddingSize: z.int().positive() }),
])

const reply = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('answer'), answer }),
  z.object({ kind: z.literal('refused'), error: plainError }),
])
