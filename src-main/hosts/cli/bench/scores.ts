import type { Engine } from '../../../engine/engine.ts'
import type { Caption } from './captions.ts'
import { plainWords } from './plain-words.ts'
import type { Spread } from './report.ts'

/** Queries that are compared with every photo: more would not move the second digit. */
const mostQueries = 200

/**
 * Cosines of words, and of photos, with photos that they were not written for, or are not: what noise looks like for this
 * model. A manifest's `scores` come from here. Photos that a caption fits by chance are among them, as in a library.
 */
export async function measureUnrelated(
  engine: Engine,
  captions: readonly Caption[],
  ownPhoto: (caption: Caption) => number | undefined,
): Promise<{ textToImage: Spread; imageToImage: Spread }> {
  const { ids } = await engine.handlers['photos.list']({ view: { kind: 'all' } })
  const limit = Math.max(1, ids.length)
  const words: number[] = []
  for (const caption of evenly(captions)) {
    const own = ownPhoto(caption)
    const query = { kind: 'words', text: plainWords(caption.text) } as const
    const page = await engine.handlers['search.run']({ query, offset: 0, limit })
    page.photos.ids.forEach((id, at) => id !== own && words.push(page.scores[at] ?? 0))
  }
  const photos: number[] = []
  for (const photoId of evenly([...ids])) {
    const query = { kind: 'photo', photoId } as const
    const { scores } = await engine.handlers['search.run']({ query, offset: 0, limit })
    photos.push(...scores.map((score) => score ?? 0))
  }
  return { textToImage: spreadOf(words), imageToImage: spreadOf(photos) }
}

function evenly<T>(all: readonly T[]): T[] {
  const step = Math.max(1, Math.floor(all.length / mostQueries))
  return all.filter((_, at) => at % step === 0).slice(0, mostQueries)
}

function spreadOf(values: readonly number[]): Spread {
  const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, values.length)
  return { mean: round(mean), std: round(Math.sqrt(variance)) }
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000
}
