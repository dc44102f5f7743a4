import { blockRows, type Matrix } from './matrix.ts'
import { createTopK, type Hit } from './top-k.ts'

/**
 * The k photos most similar to the query, found by comparing with every one: the oracle that other ways are measured
 * against. Vectors are of unit length, so the dot product is the cosine. `allow` is asked only about photos that would
 * be among the best: asking about each of 100,000 took half as long as the scan itself.
 */
export function exactSearch(
  matrix: Matrix,
  query: Float32Array,
  k: number,
  allow?: (photoId: number) => boolean,
): Hit[] {
  const top = createTopK(Math.min(k, matrix.size))
  if (k <= 0) return []
  const { dim, size, blocks } = matrix
  let row = 0
  for (const block of blocks) {
    const rows = Math.min(blockRows, size - row)
    for (let at = 0; at < rows; at += 1, row += 1) {
      const score = dot(block, at * dim, query, dim)
      if (score < top.bar) continue
      const photoId = matrix.photoIdAt(row)
      if (!allow || allow(photoId)) top.offer(photoId, score)
    }
  }
  return top.sorted()
}

/** The same among some rows only. */
export function exactAmong(matrix: Matrix, query: Float32Array, k: number, rows: Iterable<number>): Hit[] {
  const top = createTopK(k)
  for (const row of rows) top.offer(matrix.photoIdAt(row), dot(matrix.row(row), 0, query, matrix.dim))
  return k > 0 ? top.sorted() : []
}

/**
 * Eight sums side by side: with a single one each addition waits for the one before, and a scan takes up to twice as long.
 */
function dot(values: Float32Array, start: number, query: Float32Array, dim: number): number {
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
