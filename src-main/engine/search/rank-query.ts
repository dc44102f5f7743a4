import type { SortOrder } from '../../../src-preload/contract/index.ts'
import { allowedBy } from './allowed.ts'
import type { EncodedQuery } from './encode-looks.ts'
import type { PhotoMask } from './facts/photo-mask.ts'
import { rankByLooks, splitByLooks } from './rank-by-looks.ts'
import type { Ranking, RankRooms } from './ranking.ts'
import { photosOf, textHitsOf } from './text-hits.ts'
import type { Wanted } from './wanted.ts'

/** Ranks at least `k` of the photos that a question's filters allow. */
export function rankQuery(rooms: RankRooms, wanted: Wanted, encoded: EncodedQuery, k: number): Ranking {
  const { facts, texts } = rooms
  const mask = allowedBy(wanted, facts, texts)
  const hits = textHitsOf(wanted, mask, texts)
  // What the model knows nothing of can still be the name of a file.
  if (encoded.isNotUnderstood) return whole([...photosOf(hits)], 'relevance')
  if (encoded.looks.some(({ look }) => !look.isExcluded)) {
    return rankByLooks(rooms, encoded, mask, hits, { k, order: wanted.order ?? 'relevance' })
  }
  if (isAllLost(wanted, encoded)) return whole([], 'relevance')
  return browse(rooms, wanted, encoded, mask)
}

/** Pictures that are not at hand any more, and nothing else: there is no answer, and a note says why. */
function isAllLost({ filters, exacts }: Wanted, { looks, notes }: EncodedQuery): boolean {
  return notes.length > 0 && looks.length === 0 && filters.length === 0 && exacts.length === 0
}

/** Nothing to look for: by date, or first by name where a text must occur. What is not wanted comes last. */
function browse(rooms: RankRooms, wanted: Wanted, encoded: EncodedQuery, mask: PhotoMask): Ranking {
  const { facts, texts } = rooms
  const asked = wanted.order ?? 'relevance'
  const by = asked === 'relevance' ? 'newest' : asked
  const ordered = (photoIds: Int32Array) => [...facts.order(photoIds, by)]
  if (encoded.looks.length > 0) {
    const { likely, others } = splitByLooks(rooms, encoded, mask)
    return { ...whole([...ordered(likely), ...ordered(others)], by), likelyTotal: likely.length }
  }
  const photoIds = ordered(mask.ids())
  if (wanted.exacts.length === 0 || asked !== 'relevance') return whole(photoIds, by)
  const named = new Set(wanted.exacts.flatMap((text) => [...texts.named(text)]))
  const first = photoIds.filter((photoId) => named.has(photoId))
  return whole([...first, ...photoIds.filter((photoId) => !named.has(photoId))], 'relevance')
}

function whole(photoIds: readonly number[], order: SortOrder): Ranking {
  const { length } = photoIds
  return { photoIds, scores: [], stackOf: [], total: length, likelyTotal: length, order, isWhole: true }
}
