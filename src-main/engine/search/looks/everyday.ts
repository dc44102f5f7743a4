import { z } from 'zod'
import type { SettingRows } from '../../catalog/settings.ts'
import type { SearchBrain } from '../brain.ts'
import { withoutCommonPart } from '../rank/common-part.ts'
import { everydayWords } from '../rank/everyday-words.ts'
import { companyOf, type Spread } from '../rank/evidence.ts'
import { dot, meanOf, moments } from '../rank/numbers.ts'

/** Everyday words as a model sees them. */
export interface EverydayTexts {
  /** The plain mean of their embeddings. */
  readonly mean: Float32Array
  /** Of unit length, as photos are compared with them. Words that the model does not know are left out. */
  readonly words: readonly Float32Array[]
  /** How near a word is to those nearest to it. */
  readonly company: Spread
}

/** Null when the model knows none of the words. */
export type Everyday = (brain: SearchBrain) => Promise<EverydayTexts | null>

interface Kept {
  readonly get: SettingRows['get']
  /** Left out by a reader: it encodes them anew. */
  readonly set?: SettingRows['set']
}

const stored = z.object({ asked: z.int(), known: z.int().min(1), bytes: z.string() })

/**
 * Encoded once for each space and kept in the catalog, a byte for each value: some 0.9 s with the starter model, some two
 * seconds with CLIP on a CPU. One word after another, so that a question which comes meanwhile waits for one word alone.
 */
export function everydayOf(settings: Kept): Everyday {
  const known = new WeakMap<SearchBrain, Promise<EverydayTexts | null>>()

  async function find(brain: SearchBrain): Promise<EverydayTexts | null> {
    const key = `everydayWords:${brain.space}`
    const { embeddingSize } = brain.model.info
    const share = brain.model.manifest?.scores.commonTextPart ?? 0
    const kept = stored.safeParse(settings.get(key))
    if (kept.success && kept.data.asked === everydayWords.length) {
      const words = fromBytes(Buffer.from(kept.data.bytes, 'base64'), embeddingSize)
      if (words.length === kept.data.known) return textsOf(words, share)
    }
    const words = await encode(brain)
    if (words.length === 0) return null
    const bytes = toBytes(words).toString('base64')
    settings.set?.(key, { asked: everydayWords.length, known: words.length, bytes })
    return textsOf(words, share)
  }

  return (brain) => {
    const finding = known.get(brain) ?? find(brain)
    known.set(brain, finding)
    // A model that does not answer now may do so for the next question.
    finding.catch(() => known.delete(brain))
    return finding
  }
}

async function encode(brain: SearchBrain): Promise<Float32Array[]> {
  const words: Float32Array[] = []
  for (const word of everydayWords) {
    const { embedding, unknownWords } = await brain.encoder().words(word)
    if (unknownWords.length === 0) words.push(embedding)
  }
  return words
}

function textsOf(encoded: readonly Float32Array[], share: number): EverydayTexts {
  const mean = new Float32Array(encoded[0]?.length ?? 0)
  for (const word of encoded)
    for (let at = 0; at < mean.length; at += 1) mean[at] = (mean[at] as number) + (word[at] as number)
  for (let at = 0; at < mean.length; at += 1) mean[at] = (mean[at] as number) / encoded.length
  const words = encoded.map((word) => withoutCommonPart(word, mean, share))
  const company = words.map((word) =>
    companyOf(words.flatMap((other) => (other === word ? [] : [dot(other, word)]))),
  )
  return { mean, words, company: { mean: meanOf(company), std: moments(company).std } }
}

/** Each value in parts of the vector's largest: the length is made whole again, the direction is off by a thousandth. */
function toBytes(words: readonly Float32Array[]): Buffer {
  return Buffer.concat(
    words.map((word) => {
      const largest = word.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-9)
      return Buffer.from(Int8Array.from(word, (value) => Math.round((value / largest) * 127)).buffer)
    }),
  )
}

function fromBytes(bytes: Buffer, size: number): Float32Array[] {
  const values = new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length)
  return Array.from({ length: Math.floor(values.length / size) }, (_, word) => {
    const row = Float32Array.from(values.subarray(word * size, (word + 1) * size))
    const length = Math.sqrt(dot(row, row)) || 1
    return row.map((value) => value / length)
  })
}
