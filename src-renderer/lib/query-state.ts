import type { SortOrder } from '../../src-preload/contract/language/index.ts'
import type { PhotoColumns, PhotoView } from '../../src-preload/contract/photos.ts'
import type { Query, SearchPage } from '../../src-preload/contract/search.ts'
import { mapColumns, pickColumns } from './photo-columns.ts'
import { emptyBox, readBox } from './search-box.ts'
import type { SearchBox } from './search-box.ts'

/** The picture that a search starts from. */
export type Subject =
  | { readonly kind: 'photo'; readonly photoId: number }
  | { readonly kind: 'picture'; readonly pictureId: string }

export type Question =
  { readonly kind: 'browse'; readonly view: PhotoView } | { readonly kind: 'search'; readonly query: Query }

/** What the grid shows: the answer to one question. */
export interface Listing {
  readonly question: Question
  readonly photos: PhotoColumns
  /** Parallel to the photos; null when browsing. */
  readonly scores: readonly (number | null)[] | null
  /** Parallel to the photos: whether each is probably what was meant. null where that is no question: all are. */
  readonly likely: readonly boolean[] | null
  /** Of all pages; all photos when browsing. `namedTotal` of them are only named so. */
  readonly likelyTotal: number
  readonly namedTotal: number
  /** Parallel to the photos: the first photo of the stack in which each lies. null: nothing is stacked. */
  readonly stackOf: readonly number[] | null
  readonly order: SortOrder
  /** A place of the side bar, or a search with filters and what is not wanted alone: by date, without a best match. */
  readonly isBrowsing: boolean
  /** Photos in the view, or photos that the query was compared with. */
  readonly total: number
  readonly tookMs: number | null
  readonly unknownWords: readonly string[]
  /** What of the query could not be used, and why: sentences. */
  readonly notes: readonly string[]
}

export interface QueryState {
  readonly view: PhotoView
  /** The view in the language of the box: what is typed is searched for within it. */
  readonly viewText: string
  readonly box: SearchBox
  /** Grows whenever the search is another altogether: what was meant for the former is too late. */
  readonly began: number
  /** Number of the latest question; an answer to an earlier one is stale. */
  readonly asked: number
  readonly waiting: boolean
  readonly shown: Listing | null
  /** Why the latest question could not be answered: one sentence. */
  readonly problem: string | null
}

export type QueryEvent =
  /** A change of the same search: something typed, a chip added or removed. */
  | { readonly kind: 'box'; readonly box: SearchBox }
  /** Another search, over all photos. */
  | { readonly kind: 'search'; readonly box: SearchBox }
  | { readonly kind: 'view'; readonly view: PhotoView; readonly viewText: string }
  /** The place left without leaving the search. */
  | { readonly kind: 'everywhere' }
  | { readonly kind: 'cleared' }
  | { readonly kind: 'asked'; readonly viewText?: string }
  | { readonly kind: 'answered'; readonly asked: number; readonly listing: Listing }
  | { readonly kind: 'more'; readonly asked: number; readonly page: SearchPage }
  | { readonly kind: 'failed'; readonly asked: number; readonly message: string }
  | { readonly kind: 'removed'; readonly photoIds: ReadonlySet<number> }
  /** One of `photoFlags` was set or taken from these photos. */
  | {
      readonly kind: 'flagged'
      readonly photoIds: ReadonlySet<number>
      readonly flag: number
      readonly isSet: boolean
    }

export const emptyQuery: QueryState = {
  view: { kind: 'all' },
  viewText: '',
  box: emptyBox,
  began: 0,
  asked: 0,
  waiting: false,
  shown: null,
  problem: null,
}

/** What the box and the side bar together ask for. */
export function questionOf(state: QueryState): Question {
  if (readBox(state.box).text === '') return { kind: 'browse', view: state.view }
  return { kind: 'search', query: { kind: 'words', text: wholeText(state) } }
}

/** The place and the box as one text; empty for all photos. */
export function wholeText({ viewText, box }: QueryState): string {
  return [viewText, readBox(box).text].filter((text) => text !== '').join(' ')
}

/** Whether anything is searched for, within a place or everywhere. */
export const isSearching = ({ box }: QueryState): boolean => readBox(box).text !== ''

export function sameQuestion(one: Question, other: Question): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

/** Whether a listing is sorted by date alone, and so has months: a view, or what filters alone left. */
export function isByDate({ isBrowsing, likely, order }: Listing): boolean {
  return isBrowsing && likely === null && order !== 'name'
}

/** Whether the answer that is under way is to another question than what is shown; reading it again is no news. */
export function isAskingAnew(state: QueryState): boolean {
  return state.waiting && !(state.shown && sameQuestion(state.shown.question, questionOf(state)))
}

export function reduceQuery(state: QueryState, event: QueryEvent): QueryState {
  switch (event.kind) {
    case 'box':
      return { ...state, box: event.box }
    case 'search':
      return { ...state, box: event.box, view: { kind: 'all' }, viewText: '', began: state.began + 1 }
    case 'view':
      return {
        ...state,
        box: emptyBox,
        view: event.view,
        viewText: event.viewText,
        began: state.began + 1,
      }
    case 'everywhere':
      return { ...state, view: { kind: 'all' }, viewText: '' }
    case 'cleared':
      return { ...state, box: emptyBox, began: state.began + 1 }
    case 'asked':
      return {
        ...state,
        viewText: event.viewText ?? state.viewText,
        asked: state.asked + 1,
        waiting: true,
      }
    case 'answered':
      if (event.asked !== state.asked) return state
      return { ...state, waiting: false, problem: null, shown: event.listing }
    case 'more':
      if (event.asked !== state.asked || !state.shown) return state
      return { ...state, waiting: false, problem: null, shown: withPage(state.shown, event.page) }
    case 'failed':
      if (event.asked !== state.asked) return state
      return { ...state, waiting: false, problem: event.message }
    case 'removed':
      if (!state.shown) return state
      return { ...state, shown: without(state.shown, event.photoIds) }
    case 'flagged':
      if (!state.shown) return state
      return { ...state, shown: flagged(state.shown, event.photoIds, event.flag, event.isSet) }
    default:
      return state
  }
}

export function listingOfPage(question: Question, page: SearchPage): Listing {
  const { photos, total, likelyTotal, stackOf, order, isBrowsing, tookMs, unknownWords, notes } = page
  // What shall not be in the photos divides them too, though there is nothing to look for.
  const isWhole = isBrowsing && likelyTotal === total
  return {
    question,
    photos,
    scores: isBrowsing ? null : page.scores,
    likely: isWhole ? null : page.likely,
    likelyTotal,
    namedTotal: page.namedTotal,
    stackOf,
    order,
    isBrowsing,
    total,
    tookMs,
    unknownWords,
    notes,
  }
}

/** The photos of a place of the side bar, newest first. */
export function listingOfView(question: Question, photos: PhotoColumns): Listing {
  return {
    question,
    photos,
    scores: null,
    likely: null,
    likelyTotal: photos.ids.length,
    namedTotal: 0,
    stackOf: null,
    order: 'newest',
    isBrowsing: true,
    total: photos.ids.length,
    tookMs: null,
    unknownWords: [],
    notes: [],
  }
}

/** The listing with the next page of its results. */
export function withPage(listing: Listing, page: SearchPage): Listing {
  const known = new Set(listing.photos.ids)
  // A photo may have moved between two pages while the library grew; it is shown once.
  const isNew = page.photos.ids.map((id) => !known.has(id))
  const added = pickColumns(page.photos, isNew)
  const joined = <T>(column: readonly T[] | null, more: readonly T[]) =>
    column && [...column, ...more.filter((_, index) => isNew[index])]
  return {
    ...listing,
    total: page.total,
    likelyTotal: listing.likely === null ? page.total : page.likelyTotal,
    namedTotal: page.namedTotal,
    photos: mapColumns(listing.photos, (column, name) => [...column, ...added[name]]),
    scores: joined(listing.scores, page.scores),
    likely: joined(listing.likely, page.likely),
    stackOf: joined(listing.stackOf, page.stackOf),
  }
}

function without(listing: Listing, photoIds: ReadonlySet<number>): Listing {
  const stays = listing.photos.ids.map((id) => !photoIds.has(id))
  const kept = <T>(column: readonly T[] | null) => column?.filter((_, index) => stays[index]) ?? null
  const left = stays.filter((stay) => !stay).length
  const likelyLeft = stays.filter((stay, index) => !stay && (listing.likely?.[index] ?? true)).length
  const likelyTotal = listing.likelyTotal - likelyLeft
  return {
    ...listing,
    total: listing.total - left,
    likelyTotal,
    namedTotal: Math.min(listing.namedTotal, likelyTotal),
    photos: pickColumns(listing.photos, stays),
    scores: kept(listing.scores),
    likely: kept(listing.likely),
    stackOf: kept(listing.stackOf),
  }
}

function flagged(listing: Listing, photoIds: ReadonlySet<number>, flag: number, isSet: boolean): Listing {
  const { ids, flags } = listing.photos
  const changed = flags.map((now, index) => {
    if (!photoIds.has(ids[index] ?? 0)) return now
    return isSet ? now | flag : now & ~flag
  })
  return { ...listing, photos: { ...listing.photos, flags: changed } }
}
