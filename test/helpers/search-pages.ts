import type { PhotoColumns } from '../../src-preload/contract/photos.ts'
import type { SearchPage } from '../../src-preload/contract/search.ts'

/** Photos with these ids and nothing else that could be told apart. */
export function columnsOf(ids: readonly number[]): PhotoColumns {
  const same = ids.map(() => 1)
  return { ids, widths: same, heights: same, colours: same, takenAtMs: same, rootIds: same, flags: same }
}

/** An answer of these photos, all of them likely and none of them alike. */
export function searchPage(ids: readonly number[], given: Partial<SearchPage> = {}): SearchPage {
  return {
    total: ids.length,
    offset: 0,
    photos: columnsOf(ids),
    scores: ids.map((id) => 1 / id),
    likely: ids.map(() => true),
    likelyTotal: given.total ?? ids.length,
    named: ids.map(() => false),
    namedTotal: 0,
    stackOf: ids,
    order: 'relevance',
    isBrowsing: false,
    tookMs: 1,
    unknownWords: [],
    notes: [],
    ...given,
  }
}
