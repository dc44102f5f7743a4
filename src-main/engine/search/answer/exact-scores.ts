import type { Candidates } from './candidates.ts'
import type { EncodedQuery } from '../looks/encode-looks.ts'
import { combineTerms } from '../rank/combine-terms.ts'
import type { Cut } from '../rank/likely-from.ts'
import type { LookTerm } from '../rank/term.ts'
import type { RankRooms } from './ranking.ts'

/**
 * Scores in full precision, parallel to the ids. A single look's are cosines; several are combined. NaN for a photo
 * without an embedding, which may have gone from the catalog a moment ago.
 */
export function exactScores(
  { brain }: RankRooms,
  { looks }: EncodedQuery,
  { terms }: Candidates,
  cuts: readonly Cut[],
): (photoIds: readonly number[]) => Float32Array {
  return (photoIds) => {
    const embeddings = looks.map(({ embedding }) => embedding)
    const cosines = brain.vectors.cosines(embeddings, photoIds)
    const exact = terms.map((term, at): LookTerm => ({ ...term, scores: cosines[at] as Float32Array }))
    return combineTerms(exact, cuts).scores
  }
}
