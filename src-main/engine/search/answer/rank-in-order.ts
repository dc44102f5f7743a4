import type { SortOrder } from '../../../../src-preload/contract/index.ts'
import { candidatesFor } from './candidates.ts'
import type { EncodedQuery } from '../looks/encode-looks.ts'
import { exactScores } from './exact-scores.ts'
import type { PhotoMask } from '../facts/photo-mask.ts'
import { combineTerms, cutsOf } from '../rank/combine-terms.ts'
import { calibrationOf, type Ranking, type RankRooms } from './ranking.ts'
import { splitByLooks, type SplitPhotos } from './split-by-looks.ts'
import { photosOf, type TextHits } from './text-hits.ts'

type Order = Exclude<SortOrder, 'relevance'>

interface Asked {
  readonly k: number
  readonly order: Order
}

/** Photos that are likely what was asked for by date or name, then the others in the same order. */
export function rankInOrder(
  rooms: RankRooms,
  encoded: EncodedQuery,
  mask: PhotoMask,
  hits: TextHits,
  asked: Asked,
): Ranking {
  const { candidates, combined, cuts } = compareAll(rooms, encoded, mask)
  const split = splitByLooks(candidates, combined, mask, photosOf(hits))
  const ranking = orderedSplit(rooms, split, asked)
  const exact = exactScores(rooms, encoded, candidates, cuts)(ranking.photoIds)
  return { ...ranking, scores: Array.from(exact, (score) => (Number.isFinite(score) ? score : 0)) }
}

/** Where everything that was named is unwanted: those that do not resemble it, or were not compared, then those that do. */
export function rankUnlike(rooms: RankRooms, encoded: EncodedQuery, mask: PhotoMask, asked: Asked): Ranking {
  const { candidates, combined } = compareAll(rooms, encoded, mask)
  const { others } = splitByLooks(candidates, combined, mask, new Set())
  const unwanted = new Uint8Array(mask.bits.length)
  for (const photoId of others) unwanted[photoId] = 1
  const likely = mask.ids().filter((photoId) => unwanted[photoId] !== 1)
  return orderedSplit(rooms, { likely, others }, asked)
}

/** Photos that nothing tells apart but the order. */
export function rankAll({ facts }: RankRooms, photoIds: Int32Array, { k, order }: Asked): Ranking {
  return orderedSplit({ facts }, { likely: photoIds, others: new Int32Array(0) }, { k, order })
}

function compareAll(rooms: RankRooms, { looks, everyday }: EncodedQuery, mask: PhotoMask) {
  const candidates = candidatesFor(rooms.brain.vectors, looks, mask, mask.size, everyday)
  const cuts = cutsOf(candidates.terms, calibrationOf(rooms))
  return { candidates, cuts, combined: combineTerms(candidates.terms, cuts) }
}

function orderedSplit(
  { facts }: Pick<RankRooms, 'facts'>,
  { likely, others }: SplitPhotos,
  { k, order }: Asked,
): Ranking {
  const first = facts.first(likely, order, k)
  const rest = first.length < k ? facts.first(others, order, k - first.length) : others.subarray(0, 0)
  const total = likely.length + others.length
  return {
    photoIds: [...first, ...rest],
    scores: [],
    stackOf: [],
    total,
    likelyTotal: likely.length,
    order,
    isWhole: first.length + rest.length === total,
  }
}
