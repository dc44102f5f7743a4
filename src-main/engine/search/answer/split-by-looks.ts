import type { Candidates } from './candidates.ts'
import type { PhotoMask } from '../facts/photo-mask.ts'
import type { CombinedScores } from '../rank/combine-terms.ts'

export interface SplitPhotos {
  readonly likely: Int32Array
  readonly others: Int32Array
  /** Likely only because they were lifted. */
  readonly named: ReadonlySet<number>
}

/** The allowed candidates that are likely, and those that are not. The lifted ones are likely whatever they look like. */
export function splitByLooks(
  { count, photoIds }: Pick<Candidates, 'count' | 'photoIds'>,
  { scores, likelyFrom }: CombinedScores,
  { bits }: PhotoMask,
  lifted: ReadonlySet<number>,
): SplitPhotos {
  const likely = new Int32Array(count + lifted.size)
  const others = new Int32Array(count)
  const notCompared = new Set(lifted)
  const named = new Set<number>()
  let [likelyCount, otherCount] = [0, 0]
  for (let at = 0; at < count; at += 1) {
    const photoId = photoIds[at] as number
    if (bits[photoId] !== 1) continue
    const isLifted = lifted.has(photoId)
    if (isLifted) notCompared.delete(photoId)
    if ((scores[at] as number) >= likelyFrom) likely[likelyCount++] = photoId
    else if (isLifted) {
      likely[likelyCount++] = photoId
      named.add(photoId)
    } else others[otherCount++] = photoId
  }
  for (const photoId of notCompared) {
    likely[likelyCount++] = photoId
    named.add(photoId)
  }
  return { likely: likely.subarray(0, likelyCount), others: others.subarray(0, otherCount), named }
}
