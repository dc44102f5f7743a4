import { createTopK } from '../../vectors/top-k.ts'
import type { Comparison, VectorIndex } from '../../vectors/vector-index.ts'
import { bestLookedAt, evidenceOf, type Evidence } from '../rank/evidence.ts'

/** What speaks for a text being about something in these photos. `at` says which of the compared queries it is. */
export function evidenceAmong(
  vectors: VectorIndex,
  text: Float32Array,
  compared: Comparison,
  at: number,
  everyday: Float32Array | null,
): Evidence | null {
  if (!everyday) return null
  const scores = compared.scores[at] as Float32Array
  const top = createTopK(Math.min(bestLookedAt, compared.count))
  let bar = -Infinity
  for (let row = 0; row < compared.count; row += 1) {
    const score = scores[row] as number
    if (score >= bar) bar = top.offer(compared.photoIds[row] as number, score)
  }
  const best = top.sorted().map(({ photoId }) => vectors.vectorOf(photoId))
  return evidenceOf(
    text,
    best.filter((vector) => vector !== undefined),
    everyday,
  )
}
