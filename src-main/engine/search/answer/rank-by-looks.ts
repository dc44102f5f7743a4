import { byScore, type Hit } from '../../vectors/top-k.ts'
import { candidatesFor, type Candidates } from './candidates.ts'
import type { EncodedQuery } from '../looks/encode-looks.ts'
import { exactScores } from './exact-scores.ts'
import type { PhotoMask } from '../facts/photo-mask.ts'
import { fuseTexts } from './fuse-texts.ts'
import { combineTerms, cutsOf } from '../rank/combine-terms.ts'
import { calibrationOf, type Ranking, type RankRooms } from './ranking.ts'
import { selectBest, type Selected } from './select-best.ts'
import { stackRelatives } from './stack-relatives.ts'
import { photosOf, type TextHits } from './text-hits.ts'

/** Rows are compared in bytes, which is off by a thousandth: whoever might belong to the first `k` is compared in full. */
const spareForRounding = 50

/** Compares every allowed photo with what was asked for, and puts the best first. */
export function rankByLooks(
  rooms: RankRooms,
  encoded: EncodedQuery,
  mask: PhotoMask,
  hits: TextHits,
  k: number,
): Ranking {
  const { brain } = rooms
  const needed = k + spareForRounding
  const calibration = calibrationOf(rooms)
  const candidates = candidatesFor(brain.vectors, encoded.looks, mask, needed, encoded.everyday)
  const cuts = cutsOf(candidates.terms, calibration, rooms.strictness)
  const combined = combineTerms(candidates.terms, cuts)
  const selected = selectBest(candidates, combined, mask, needed, photosOf(hits))
  const exact = inFull(exactScores(rooms, encoded, candidates, cuts))
  const likely = exact(selected.best.slice(0, selected.likelyAmongBest))
  const others = exact(selected.best.slice(selected.likelyAmongBest))
  const fused = fuseTexts(likely, others, hits, () => 0)
  const isWhole = selected.best.length === selected.count && candidates.isAll
  const ranked = isWhole ? fused : fused.slice(0, k)
  const scoreOf = new Map(ranked.map((hit) => [hit.photoId, hit.score]))
  const { photoIds, stackOf } = stackRelatives(brain, encoded, [...scoreOf.keys()], calibration)
  const scores = photoIds.map((photoId) => scoreOf.get(photoId) ?? 0)
  const counts = countsOf(rooms, selected, candidates, mask)
  return { photoIds, scores, stackOf, ...counts, order: 'relevance', isWhole }
}

/** Photos without an embedding of this model answer only where their texts do. */
function countsOf(
  { brain }: RankRooms,
  { count, likelyCount, noted }: Selected,
  candidates: Candidates,
  mask: PhotoMask,
): Pick<Ranking, 'total' | 'likelyTotal' | 'named'> {
  const looked = candidates.isAll ? count : mask.ids().filter(brain.vectors.has).length
  const withoutLooks = [...noted.values()].filter((state) => state === 'not compared').length
  const named = new Set([...noted].flatMap(([photoId, state]) => (state === 'likely' ? [] : [photoId])))
  return {
    total: looked + (candidates.isAll ? withoutLooks : 0),
    likelyTotal: likelyCount + named.size,
    named,
  }
}

/** The same photos by their scores in full, best first. */
function inFull(exact: (photoIds: readonly number[]) => Float32Array): (hits: readonly Hit[]) => Hit[] {
  return (hits) => {
    const scores = exact(hits.map(({ photoId }) => photoId))
    return hits
      .map(({ photoId, score }, at) => {
        const inFullOrNaN = scores[at] ?? Number.NaN
        return { photoId, score: Number.isFinite(inFullOrNaN) ? inFullOrNaN : score }
      })
      .sort(byScore)
  }
}
