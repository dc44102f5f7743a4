import { z } from 'zod'
import {
  errorCodes,
  providerNames,
  type PlainError,
  type ProviderName,
  type Speed,
} from '../../../../src-preload/contract/index.ts'
import type { WorkerOutcome } from './photo-outcome.ts'

export interface PhotoWorkerSettings {
  readonly modelDir: string
  readonly provider: ProviderName
  /** Threads of the model's runtime. */
  readonly threads: number
  /** Photos embedded at a time. */
  readonly batchSize: number
  /** Photos being read and decoded at a time. */
  readonly decodes: number
  /** How much of the machine the work may take: its priority. */
  readonly speed: Speed
  /** Beside what the loaded model holds. */
  readonly memoryCeilingBytes: number
}

/** One photo to be read. */
export interface PhotoJob {
  readonly path: string
  /** Its XMP file, by its whole path; it may be gone by now. */
  readonly sidecar: string | null
  /**
   * `metadata`: its pixels are known, only what is written about it is read again. `embedding`: all is known of it but
   * what this model makes of it.
   */
  readonly want: 'all' | 'metadata' | 'embedding'
}

/** Engine to photo worker. The first message is `configure`. */
export type PhotoWorkerRequest =
  | ({ readonly kind: 'configure' } & PhotoWorkerSettings)
  | ({ readonly kind: 'photo'; readonly jobId: number } & PhotoJob)

/** Photo worker to engine. */
export type PhotoWorkerReply =
  | { readonly kind: 'ready' }
  | { readonly kind: 'unavailable'; readonly error: PlainError }
  /** Reading has begun: from here on the time limit runs, and a crash may be this photo's doing. */
  | { readonly kind: 'begun'; readonly jobId: number }
  /** It stands in line for a decoder that takes one at a time: neither the clock nor suspicion is on it until it begins again. */
  | { readonly kind: 'waits'; readonly jobId: number }
  /** It waits for its batch: no clock runs, but what it left behind may still take the worker down. */
  | { readonly kind: 'decoded'; readonly jobId: number }
  /** The model gets these, all at once. */
  | { readonly kind: 'batch'; readonly jobIds: readonly number[] }
  /** Its thread has its turns: it is neither starved nor blocked. */
  | { readonly kind: 'alive' }
  | { readonly kind: 'done'; readonly jobId: number; readonly outcome: WorkerOutcome }
  /** The provider has failed; this worker goes on with the CPU. */
  | { readonly kind: 'gave-up'; readonly provider: ProviderName; readonly reason: string }
  /** The worker holds more memory than it may and wants to be replaced. */
  | { readonly kind: 'over-memory' }

/** Parses what a worker sent: a process that decodes hostile files is not trusted to stay in shape. */
export function parsePhotoWorkerReply(message: unknown): PhotoWorkerReply | undefined {
  const result = reply.safeParse(message)
  return result.success ? result.data : undefined
}

export const plainError = z.object({ code: z.enum(errorCodes), message: z.string() })

export const bytes = z.instanceof(Uint8Array)

/** An embedding with only finite numbers in it. */
export const embedding = z
  .instanceof(Float32Array)
  .refine((vector) => vector.length > 0 && vector.every(Number.isFinite), 'not finite')

const contentHash = bytes.refine((hash) => hash.length === 32, 'not a SHA-256')
const jobId = z.int()
const numberOrNull = z.number().nullable()
const textOrNull = z.string().nullable()

const metadata = z.object({
  takenAtMs: numberOrNull,
  takenOffsetMinutes: z.int().min(-900).max(900).nullable(),
  takenFrom: z.enum(['camera', 'sidecar', 'file-name']).nullable(),
  camera: textOrNull,
  lens: textOrNull,
  exposure: textOrNull,
  latitude: numberOrNull,
  longitude: numberOrNull,
  title: textOrNull,
  caption: textOrNull,
  keywords: z.array(z.string().max(200)).max(500),
  fileRating: z.int().min(0).max(5).nullable(),
})

const indexed = z.object({
  kind: z.literal('indexed'),
  contentHash,
  width: z.int().positive(),
  height: z.int().positive(),
  format: z.string(),
  averageColour: z.int().min(0).max(0xffffff),
  thumbnail: bytes,
  metadata,
  embedding,
})

const outcome = z.discriminatedUnion('kind', [
  indexed,
  z.object({ kind: z.literal('metadata'), contentHash, metadata }),
  z.object({ kind: z.literal('embedded'), contentHash, embedding }),
  z.object({ kind: z.literal('failed'), reason: z.string() }),
  z.object({ kind: z.literal('gone') }),
])

const reply = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('unavailable'), error: plainError }),
  z.object({ kind: z.literal('begun'), jobId }),
  z.object({ kind: z.literal('waits'), jobId }),
  z.object({ kind: z.literal('decoded'), jobId }),
  z.object({ kind: z.literal('batch'), jobIds: z.array(jobId) }),
  z.object({ kind: z.literal('alive') }),
  z.object({ kind: z.literal('done'), jobId, outcome }),
  z.object({ kind: z.literal('gave-up'), provider: z.enum(providerNames), reason: z.string() }),
  z.object({ kind: z.literal('over-memory') }),
])
