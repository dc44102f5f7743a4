import type { SortOrder } from '../../../../src-preload/contract/index.ts'
import { candidatesFor, type Candidates } from './candidates.ts'
import type { EncodedQuery } from '../looks/encode-looks.ts'
import type { PhotoMask } from '../facts/photo-mask.ts'
import { combineTerms, cutsOf, type CombinedScores } from '../rank/combine-terms.ts'
import { calibrationOf, type Ranking, type RankRooms } from './ranking.ts'
import { splitByLooks, type SplitPhotos } from './split-by-looks.ts'
import { photosOf, type TextHits } from './text-hits.ts'

const nobody: ReadonlySet<number> = new Set()

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
  const { candidates, combined } = compareAll(rooms, encoded, mask)
  const split = splitByLooks(candidates, combined, mask, photosOf(hits))
  const ranking = orderedSplit(rooms, split, asked)
  return { ...ranking, scores: scoresOf(ranking.photoIds, candidates, combined, mask) }
}

/** Where everything that was named is unwanted: those that do not resemble it, or were not compared, then those that do. */
export function rankUnlike(rooms: RankRooms, encoded: EncodedQuery, mask: PhotoMask, asked: Asked): Ranking {
  const { candidates, combined } = compareAll(rooms, encoded, mask)
  const { others } = splitByLooks(candidates, combined, mask, new Set())
  const unwanted = new Uint8Array(mask.bits.length)
  for (const photoId of others) unwanted[photoId] = 1
  const likely = mask.ids().filter((photoId) => unwanted[photoId] !== 1)
  return orderedSplit(rooms, { likely, others, named: nobody }, asked)
}

/** Photos that nothing tells apart but the order. */
export function rankAll({ facts }: RankRooms, photoIds: Int32Array, { k, order }: Asked): Ranking {
  return orderedSplit({ facts }, { likely: photoIds, others: new Int32Array(0), named: nobody }, { k, order })
}

function compareAll(rooms: RankRooms, { looks, everyday }: EncodedQuery, mask: PhotoMask) {
  // As many as there are: no index is asked, which would give the nearest alone.
  const candidates = candidatesFor(rooms.brain.vectors, looks, mask, mask.size, everyday)
  const cuts = cutsOf(candidates.terms, calibrationOf(rooms), rooms.strictness)
  return { candidates, combined: combineTerms(candidates.terms, cuts) }
}

/** As they were compared in bytes: nothing is put in order by them. 0 for photos that were not compared. */
function scoresOf(
  photoIds: readonly number[],
  candidates: Candidates,
  { scores }: CombinedScores,
  { bits }: PhotoMask,
): number[] {
  const places = new Int32Array(bits.length).fill(-1)
  for (let at = 0; at < candidates.count; at += 1) places[candidates.photoIds[at] as number] = at
  return photoIds.map((photoId) => scores[places[photoId] ?? -1] ?? 0)
}

function orderedSplit(
  { facts }: Pick<RankRooms, 'facts'>,
  { likely, others, named }: SplitPhotos,
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
    named,
    order,
    isWhole: first.length + rest.length === total,
  }
}
