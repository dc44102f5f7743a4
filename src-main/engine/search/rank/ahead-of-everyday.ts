/** So many of a query's best photos of the whole library are looked at: one alone may be an accident. */
export const bestLookedAt = 5

/**
 * By how much of a cosine a text describes its best photos better than everyday words do on average. Some photos are near to
 * every text, and the best of 100,000 photos is near to any: a thing that is in none is no further ahead there than other
 * words are. `photos` are the embeddings of the best few, `everyday` the plain mean of the embeddings of many words (its
 * length below 1 is part of the measure). Null when there is nothing to compare.
 */
export function aheadOfEveryday(
  text: Float32Array,
  photos: readonly Float32Array[],
  everyday: Float32Array | null,
): number | null {
  if (photos.length === 0 || !everyday) return null
  const sum = photos.reduce((total, photo) => total + dot(text, photo) - dot(everyday, photo), 0)
  return sum / photos.length
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let at = 0; at < a.length; at += 1) sum += (a[at] as number) * (b[at] as number)
  return sum
}
