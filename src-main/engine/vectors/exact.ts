import { createTopK, type Hit } from './top-k.ts'

export interface Embedding {
  readonly photoId: number
  /** Of unit length. */
  readonly vector: Float32Array
}

/**
 * The k photos most similar to the query, found by comparing with every one in full precision: the oracle that other ways
 * are measured against. Vectors are of unit length, so the dot product is the cosine.
 */
export function exactSearch(
  embeddings: Iterable<Embedding>,
  query: Float32Array,
  k: number,
  allow?: (photoId: number) => boolean,
): Hit[] {
  if (k <= 0) return []
  const top = createTopK(k)
  let bar = -Infinity
  for (const { photoId, vector } of embeddings) {
    const score = Math.fround(dot(vector, 0, query, query.length))
    if (score >= bar && (!allow || allow(photoId))) bar = top.offer(photoId, score)
  }
  return top.sorted()
}

/**
 * Eight sums side by side: with a single one each addition waits for the one before, and a scan takes up to twice as long.
 */
export function dot(values: Float32Array, start: number, query: Float32Array, dim: number): number {
  let [a, b, c, d] = [0, 0, 0, 0]
  let [e, f, g, h] = [0, 0, 0, 0]
  const whole = dim - (dim % 8)
  for (let at = 0; at < whole; at += 8) {
    const from = start + at
    a += (values[from] as number) * (query[at] as number)
    b += (values[from + 1] as number) * (query[at + 1] as number)
    c += (values[from + 2] as number) * (query[at + 2] as number)
    d += (values[from + 3] as number) * (query[at + 3] as number)
    e += (values[from + 4] as number) * (query[at + 4] as number)
    f += (values[from + 5] as number) * (query[at + 5] as number)
    g += (values[from + 6] as number) * (query[at + 6] as number)
    h += (values[from + 7] as number) * (query[at + 7] as number)
  }
  for (let at = whole; at < dim; at += 1) a += (values[start + at] as number) * (query[at] as number)
  return a + b + (c + d) + (e + f + (g + h))
}
