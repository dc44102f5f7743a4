import type { Comparison } from './comparing.ts'
import { createTopK, type Hit } from './top-k.ts'

/** A hit whose score is further below the last of the best than this many deviations of the error never belongs to them. */
const certainty = 12

/**
 * The k best photos of the first query by their true scores. They are looked for by scores that are a little off, so a few more
 * than k are ranked anew: all that could belong to the best. `allow` is asked only about photos that would be among them.
 */
export function bestOf(
  { count, photoIds, scores: [scores] }: Comparison,
  k: number,
  deviation: number,
  trueScores: (photoIds: readonly number[]) => Float32Array,
  allow?: (photoId: number) => boolean,
): Hit[] {
  if (k <= 0 || !scores) return []
  for (let wanted = k + 32 + (k >> 2); ; wanted *= 2) {
    const top = createTopK(Math.min(wanted, count))
    let bar = -Infinity
    for (let at = 0; at < count; at += 1) {
      const score = scores[at] as number
      if (score < bar) continue
      const photoId = photoIds[at] as number
      if (!allow || allow(photoId)) bar = top.offer(photoId, score)
    }
    const found = top.sorted()
    const near = (found[k - 1]?.score ?? -Infinity) - certainty * deviation
    const last = found.at(-1)
    // Among photos that are all alike even more of them could belong to the best.
    if (last && last.score >= near && found.length === wanted && wanted < count) continue
    return ranked(found.filter(({ score }) => score >= near).map(({ photoId }) => photoId))
  }

  function ranked(candidates: readonly number[]): Hit[] {
    const top = createTopK(k)
    const exact = trueScores(candidates)
    for (const [at, photoId] of candidates.entries()) {
      const score = exact[at] as number
      if (!Number.isNaN(score)) top.offer(photoId, score)
    }
    return top.sorted()
  }
}

/** About the k best photos of the first query, best first, as far as the comparison can tell them. */
export function nearestOf({ count, photoIds, scores: [scores] }: Comparison, k: number): number[] {
  const top = createTopK(Math.min(k, count))
  if (k > 0 && scores)
    for (let [at, bar] = [0, -Infinity]; at < count; at += 1) {
      const score = scores[at] as number
      if (score >= bar) bar = top.offer(photoIds[at] as number, score)
    }
  return top.sorted().map(({ photoId }) => photoId)
}
