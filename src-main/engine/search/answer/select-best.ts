import { createTopK, type Hit } from '../../vectors/top-k.ts'
import type { PhotoMask } from '../facts/photo-mask.ts'
import type { CombinedScores } from '../rank/combine-terms.ts'

/** What a pass through all candidates found. */
export interface Selected {
  /** Allowed candidates. */
  readonly count: number
  readonly likelyCount: number
  /** Up to `k` likely ones, best first, then, while there is room, others. */
  readonly best: readonly Hit[]
  /** How many of `best` are likely. */
  readonly likelyAmongBest: number
  /** What became of the noted photos. */
  readonly noted: ReadonlyMap<number, 'likely' | 'less likely' | 'not compared'>
}

/** One pass: which candidates are allowed, how many are likely, and the best of both kinds. */
export function selectBest(
  { count, photoIds }: { readonly count: number; readonly photoIds: Int32Array },
  { scores, likelyFrom }: CombinedScores,
  mask: PhotoMask,
  k: number,
  note: ReadonlySet<number>,
): Selected {
  const { bits } = mask
  const likely = createTopK(Math.min(k, count))
  const others = createTopK(Math.min(k, count))
  const noted = new Map<number, 'likely' | 'less likely' | 'not compared'>()
  for (const photoId of note) noted.set(photoId, 'not compared')
  let [likelyBar, otherBar] = [-Infinity, -Infinity]
  let allowed = 0
  let likelyCount = 0
  for (let at = 0; at < count; at += 1) {
    const photoId = photoIds[at] as number
    if (bits[photoId] !== 1) continue
    allowed += 1
    const score = scores[at] as number
    const isOne = score >= likelyFrom
    if (isOne) likelyCount += 1
    if (note.size > 0 && note.has(photoId)) noted.set(photoId, isOne ? 'likely' : 'less likely')
    if (isOne) {
      if (score >= likelyBar) likelyBar = likely.offer(photoId, score)
    } else if (score >= otherBar) otherBar = others.offer(photoId, score)
  }
  const first = likely.sorted()
  const best = first.length < k ? [...first, ...others.sorted().slice(0, k - first.length)] : first
  return { count: allowed, likelyCount, best, likelyAmongBest: first.length, noted }
}
