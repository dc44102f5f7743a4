import { allowedBy } from './allowed.ts'
import type { EncodedQuery } from '../looks/encode-looks.ts'
import type { PhotoMask } from '../facts/photo-mask.ts'
import { rankByLooks } from './rank-by-looks.ts'
import { rankAll, rankInOrder, rankUnlike } from './rank-in-order.ts'
import type { Ranking, RankRooms } from './ranking.ts'
import { photosOf, textHitsOf } from './text-hits.ts'
import type { Wanted } from '../wanted.ts'

/** Ranks at least `k` of the photos that a question's filters allow. */
export function rankQuery(rooms: RankRooms, wanted: Wanted, encoded: EncodedQuery, k: number): Ranking {
  const { facts, texts } = rooms
  const mask = allowedBy(wanted, facts, texts)
  const hits = textHitsOf(wanted, mask, texts)
  const order = wanted.order ?? 'relevance'
  // What the model knows nothing of can still be the name of a file.
  if (encoded.isNotUnderstood) return inThisOrder([...photosOf(hits)])
  if (encoded.looks.some(({ look }) => !look.isExcluded)) {
    if (order === 'relevance') return rankByLooks(rooms, encoded, mask, hits, k)
    return rankInOrder(rooms, encoded, mask, hits, { k, order })
  }
  if (isAllLost(wanted, encoded)) return inThisOrder([])
  return browse(rooms, wanted, encoded, mask, k)
}

/** Pictures that are not at hand any more, and nothing else: there is no answer, and a note says why. */
function isAllLost({ filters, exacts }: Wanted, { looks, notes }: EncodedQuery): boolean {
  return notes.length > 0 && looks.length === 0 && filters.length === 0 && exacts.length === 0
}

/** Nothing to look for: by date, or first by name where a text must occur. What is not wanted comes last. */
function browse(
  rooms: RankRooms,
  wanted: Wanted,
  encoded: EncodedQuery,
  mask: PhotoMask,
  k: number,
): Ranking {
  const order = wanted.order === null || wanted.order === 'relevance' ? 'newest' : wanted.order
  if (encoded.looks.length > 0) return rankUnlike(rooms, encoded, mask, { k, order })
  const isByRelevance = order !== wanted.order && wanted.exacts.length > 0
  if (!isByRelevance) return rankAll(rooms, mask.ids(), { k, order })
  const named = new Set(wanted.exacts.flatMap((text) => [...rooms.texts.named(text)]))
  const isNamed = (photoId: number) => named.has(photoId)
  const first = rooms.facts.first(mask.ids().filter(isNamed), order, mask.size)
  const others = mask.ids().filter((photoId) => !isNamed(photoId))
  const rest = rankAll(rooms, others, { k, order })
  const { size } = mask
  return {
    ...rest,
    photoIds: [...first, ...rest.photoIds],
    named: new Set(mask.ids()),
    total: size,
    likelyTotal: size,
    order: 'relevance',
  }
}

function inThisOrder(photoIds: readonly number[]): Ranking {
  const { length } = photoIds
  return {
    photoIds,
    scores: [],
    stackOf: [],
    total: length,
    likelyTotal: length,
    named: new Set(photoIds),
    order: 'relevance',
    isWhole: true,
  }
}
