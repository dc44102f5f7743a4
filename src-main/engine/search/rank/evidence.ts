/** What speaks for a text being about something that the library has. */
export interface Evidence {
  /** By how much of a cosine it describes its best photos better than everyday words do on average. */
  readonly ahead: number
  /** The same for the best photo alone. */
  readonly aheadOnBest: number
  /** The mean cosine of its best photos with each other; null for fewer than three. */
  readonly alike: number | null
}

/** So many of a text's best photos of the whole library are looked at: one alone may be an accident. */
export const bestLookedAt = 5
const fewestAlike = 3

/**
 * Some photos are near to every text, and the best of 100,000 is near to any. But a thing that is in none of them is no
 * further ahead there than other words are, and its best photos have little in common. `photos` are the embeddings of the
 * best few, the best one first; `everyday` is the plain mean of the embeddings of many words (that its length is below 1 is
 * part of the measure). Null when there is nothing to compare.
 */
export function evidenceOf(
  text: Float32Array,
  photos: readonly Float32Array[],
  everyday: Float32Array | null,
): Evidence | null {
  const [best] = photos
  if (!best || !everyday) return null
  const aheadOn = (photo: Float32Array) => dot(text, photo) - dot(everyday, photo)
  return { ahead: mean(photos.map(aheadOn)), aheadOnBest: aheadOn(best), alike: likeness(photos) }
}

function likeness(photos: readonly Float32Array[]): number | null {
  if (photos.length < fewestAlike) return null
  return mean(photos.flatMap((photo, at) => photos.slice(at + 1).map((other) => dot(photo, other))))
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let at = 0; at < a.length; at += 1) sum += (a[at] as number) * (b[at] as number)
  return sum
}
