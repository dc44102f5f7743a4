import { z } from 'zod'
import type { SettingRows } from '../../catalog/settings.ts'
import type { SearchBrain } from '../brain.ts'
import { everydayWords } from '../rank/everyday-words.ts'

/** The plain mean of a model's embeddings of everyday words; null when it knows none of them. */
export type Everyday = (brain: SearchBrain) => Promise<Float32Array | null>

interface Kept {
  readonly get: SettingRows['get']
  /** Left out by a reader: it finds the mean anew. */
  readonly set?: SettingRows['set']
}

const stored = z.object({ words: z.int(), mean: z.array(z.number()) })

/**
 * Encoded once for each space and kept in the catalog: a fifth of a second with the starter model, some two seconds with
 * CLIP on a CPU. One word after another, so that a question which comes meanwhile waits for one word alone.
 */
export function everydayOf(settings: Kept): Everyday {
  const known = new WeakMap<SearchBrain, Promise<Float32Array | null>>()

  async function find(brain: SearchBrain): Promise<Float32Array | null> {
    const key = `everyday:${brain.space}`
    const kept = stored.safeParse(settings.get(key))
    const { embeddingSize } = brain.model.info
    if (kept.success && kept.data.words === everydayWords.length && kept.data.mean.length === embeddingSize) {
      return Float32Array.from(kept.data.mean)
    }
    const mean = await encode(brain, embeddingSize)
    if (mean) settings.set?.(key, { words: everydayWords.length, mean: [...mean] })
    return mean
  }

  return (brain) => {
    const finding = known.get(brain) ?? find(brain)
    known.set(brain, finding)
    // A model that does not answer now may do so for the next question.
    finding.catch(() => known.delete(brain))
    return finding
  }
}

async function encode(brain: SearchBrain, size: number): Promise<Float32Array | null> {
  const sum = new Float32Array(size)
  let count = 0
  for (const word of everydayWords) {
    const { embedding, unknownWords } = await brain.encoder().words(word)
    if (unknownWords.length > 0) continue
    count += 1
    for (let at = 0; at < size; at += 1) sum[at] = (sum[at] as number) + (embedding[at] as number)
  }
  return count === 0 ? null : sum.map((value) => value / count)
}
