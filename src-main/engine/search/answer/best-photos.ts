import { createTopK } from '../../vectors/top-k.ts'
import type { Comparison, VectorIndex } from '../../vectors/vector-index.ts'
import { bestLookedAt } from '../rank/evidence.ts'
import { dot } from '../rank/numbers.ts'

/** So deep is looked for photos of other scenes. */
const mostLookedThrough = 200

/**
 * The embeddings of the photos nearest to a text among those that were compared with it, best first, one of each scene: a
 * burst of twenty takes says no more than one. `at` says which of the compared queries the text is.
 */
export function bestScenes(
  vectors: VectorIndex,
  compared: readonly Comparison[],
  at: number,
  sameScene: number,
): Float32Array[] {
  const scenes: Float32Array[] = []
  for (const photoId of nearest(compared, at)) {
    const photo = vectors.vectorOf(photoId)
    if (photo && scenes.every((other) => dot(other, photo) < sameScene)) scenes.push(photo)
    if (scenes.length === bestLookedAt) break
  }
  return scenes
}

function nearest(compared: readonly Comparison[], at: number): number[] {
  const scoreOf = new Map<number, number>()
  for (const { count, photoIds, scores } of compared) {
    const top = createTopK(Math.min(mostLookedThrough, count))
    const own = scores[at] as Float32Array
    let bar = -Infinity
    for (let row = 0; row < count; row += 1) {
      const score = own[row] as number
      if (score >= bar) bar = top.offer(photoIds[row] as number, score)
    }
    for (const { photoId, score } of top.sorted()) scoreOf.set(photoId, score)
  }
  const best = [...scoreOf].toSorted(([a, scoreA], [b, scoreB]) => scoreB - scoreA || a - b)
  return best.slice(0, mostLookedThrough).map(([photoId]) => photoId)
}
