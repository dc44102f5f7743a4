import { z } from 'zod'
import type { PlainError, Region } from '../../../../src-preload/contract/index.ts'
import { bytes, embedding, plainError } from '../photos/photo-protocol.ts'

/** A picture from outside the library: a file, or the bytes of one. */
export type PictureSource = { readonly path: string } | { readonly bytes: Uint8Array }

/** What the query worker can be asked. */
export type QueryTask =
  | { readonly kind: 'words'; readonly text: string }
  /** `region`: only this part of it is meant; null: the whole. */
  | { readonly kind: 'picture'; readonly source: PictureSource; readonly region: Region | null }
  | { readonly kind: 'render'; readonly path: string; readonly maxSide: number }

/** Engine to query worker. The first message is `configure`. */
export type QueryWorkerRequest =
  | { readonly kind: 'configure'; readonly modelDir: string; readonly threads: number }
  | { readonly kind: 'task'; readonly taskId: number; readonly task: QueryTask }

export type QueryAnswer =
  | { readonly kind: 'words'; readonly embedding: Float32Array; readonly unknownWords: string[] }
  /** `preview`: the whole picture for the search box; `large`: the same with enough pixels to look at parts of it later. */
  | {
      readonly kind: 'picture'
      readonly embedding: Float32Array
      readonly preview: Uint8Array
      readonly large: Uint8Array
    }
  | { readonly kind: 'rendered'; readonly mime: string; readonly bytes: Uint8Array }
  | { readonly kind: 'refused'; readonly error: PlainError }

/** Query worker to engine. */
export type QueryWorkerReply =
  | { readonly kind: 'ready' }
  | { readonly kind: 'unavailable'; readonly error: PlainError }
  | { readonly kind: 'answer'; readonly taskId: number; readonly answer: QueryAnswer }

export function parseQueryWorkerReply(message: unknown): QueryWorkerReply | undefined {
  const result = reply.safeParse(message)
  return result.success ? result.data : undefined
}

const answer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('words'), embedding, unknownWords: z.array(z.string()) }),
  z.object({ kind: z.literal('picture'), embedding, preview: bytes, large: bytes }),
  z.object({ kind: z.literal('rendered'), mime: z.string(), bytes }),
  z.object({ kind: z.literal('refused'), error: plainError }),
])

const reply = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('unavailable'), error: plainError }),
  z.object({ kind: z.literal('answer'), taskId: z.int(), answer }),
])
