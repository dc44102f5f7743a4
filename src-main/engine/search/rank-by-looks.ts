import type { SortOrder } from '../../../src-preload/contract/index.ts'
import { byScore, type Hit } from '../vectors/top-k.ts'
import { candidatesFor, type Candidates } from './candidates.ts'
import type { EncodedQuery } from './encode-looks.ts'
import type { PhotoMask } from './facts/photo-mask.ts'
import { fuseTexts } from './fuse-texts.ts'
import type { Calibration } from './rank/calibration.ts'
import { combineTerms } from './rank/combine-terms.ts'
import type { LookTerm } from './rank/term.ts'
import type { Ranking, RankRooms } from './ranking.ts'
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
  asked: { readonly k: number; readonly order: SortOrder },
): Ranking {
  const { brain } = rooms
  const { k, order } = asked
  const isByLikeness = order === 'relevance'
  const needed = isByLikeness ? k + spareForRounding : mask.size
  const calibration = calibrationOf(rooms)
  const candidates = candidatesFor(brain.vectors, encoded.looks, mask, needed, encoded.everyday)
  const combined = combineTerms(candidates.terms, calibration)
  const selected = selectBest(candidates, combined, mask, needed, photosOf(hits))
  const counts = countsOf(rooms, selected, candidates, mask)
  const exact = exactScores(rooms, encoded, candidates, calibration)
  const likely = exact(selected.best.slice(0, selected.likelyAmongBest))
  const others = exact(selected.best.slice(selected.likelyAmongBest))
  const fused = fuseTexts(likely, others, hits, () => 0)
  if (!isByLikeness) return { ...inOrder(rooms, fused, counts.likelyTotal, order), ...counts, order }

  const isWhole = selected.best.length === selected.count && candidates.isAll
  const ranked = isWhole ? fused : fused.slice(0, k)
  const scoreOf = new Map(ranked.map((hit) => [hit.photoId, hit.score]))
  const { photoIds, stackOf } = stackRelatives(brain, encoded, [...scoreOf.keys()], calibration)
  const ofPhoto = (photoId: number) => scoreOf.get(photoId) ?? 0
  return { photoIds, scores: photoIds.map(ofPhoto), stackOf, ...counts, order, isWhole }
}

/** Where everything that was named is unwanted: who does not resemble it, and who does. */
export function splitByLooks(
  rooms: RankRooms,
  encoded: EncodedQuery,
  mask: PhotoMask,
): { readonly likely: Int32Array; readonly others: Int32Array } {
  const candidates = candidatesFor(rooms.brain.vectors, encoded.looks, mask, mask.size, encoded.everyday)
  const { scores, likelyFrom } = combineTerms(candidates.terms, calibrationOf(rooms))
  const unwanted = new Set<number>()
  for (let at = 0; at < candidates.count; at += 1) {
    if ((scores[at] as number) < likelyFrom) unwanted.add(candidates.photoIds[at] as number)
  }
  const ids = mask.ids()
  return {
    likely: ids.filter((photoId) => !unwanted.has(photoId)),
    others: ids.filter((photoId) => unwanted.has(photoId)),
  }
}

function calibrationOf({ brain }: RankRooms): Calibration {
  return brain.model.manifest?.scores ?? { textToImage: null, imageToImage: null }
}

/** Photos without an embedding of this model answer only where their texts do. */
function countsOf(
  { brain }: RankRooms,
  { count, likelyCount, noted }: Selected,
  candidates: Candidates,
  mask: PhotoMask,
): Pick<Ranking, 'total' | 'likelyTotal'> {
  const looked = candidates.isAll ? count : mask.ids().filter(brain.vectors.has).length
  const states = [...noted.values()]
  const withoutLooks = states.filter((state) => state === 'not compared').length
  const lifted = states.filter((state) => state !== 'likely').length
  return { total: looked + (candidates.isAll ? withoutLooks : 0), likelyTotal: likelyCount + lifted }
}

/** Scores in full precision, best first. A single look's are cosines; several are combined. */
function exactScores(
  { brain }: RankRooms,
  { looks }: EncodedQuery,
  { terms }: Candidates,
  calibration: Calibration,
): (hits: readonly Hit[]) => Hit[] {
  return (hits) => {
    if (hits.length === 0) return []
    const photoIds = hits.map(({ photoId }) => photoId)
    const cosines = looks.map(({ embedding }) => brain.vectors.cosines(embedding, photoIds))
    const exact = terms.map((term, at): LookTerm => ({ ...term, scores: cosines[at] as Float32Array }))
    const isSingle = looks.length === 1 && looks[0]?.look.isExcluded === false
    const scores = isSingle ? exact[0]?.scores : combineTerms(exact, calibration).scores
    return hits
      .map(({ photoId, score }, at) => ({ photoId, score: finite(scores?.[at], score) }))
      .sort(byScore)
  }
}

/** An embedding may have gone from the catalog a moment ago. */
function finite(score: number | undefined, otherwise: number): number {
  return score !== undefined && Number.isFinite(score) ? score : otherwise
}

/** By date or name, the likely ones before the others. */
function inOrder(
  { facts }: RankRooms,
  fused: readonly Hit[],
  likelyTotal: number,
  order: Exclude<SortOrder, 'relevance'>,
): Pick<Ranking, 'photoIds' | 'scores' | 'stackOf' | 'isWhole'> {
  const ids = Int32Array.from(fused, ({ photoId }) => photoId)
  const scoreOf = new Map(fused.map((hit) => [hit.photoId, hit.score]))
  const photoIds = [
    ...facts.order(ids.slice(0, likelyTotal), order),
    ...facts.order(ids.slice(likelyTotal), order),
  ]
  const scores = photoIds.map((photoId) => scoreOf.get(photoId) ?? 0)
  return { photoIds, scores, stackOf: [], isWhole: true }
}
