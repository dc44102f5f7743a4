import type { PhotoColumns, PhotoView } from '../../src-preload/contract/photos.ts'
import type { Query, SearchPage } from '../../src-preload/contract/search.ts'

/** The picture that a search starts from, shown as a chip in the box. */
export type Subject =
  | { readonly kind: 'photo'; readonly photoId: number }
  | {
      readonly kind: 'picture'
      readonly pictureId: string
      readonly name: string
      readonly previewUrl: string
    }

export type Question =
  { readonly kind: 'browse'; readonly view: PhotoView } | { readonly kind: 'search'; readonly query: Query }

/** What the grid shows: the answer to one question. */
export interface Listing {
  readonly question: Question
  readonly photos: PhotoColumns
  /** Parallel to the photos; null when browsing. */
  readonly scores: readonly number[] | null
  /** Photos in the view, or photos that the query was compared with. */
  readonly total: number
  readonly tookMs: number | null
  readonly unknownWords: readonly string[]
}

export interface QueryState {
  readonly view: PhotoView
  readonly text: string
  readonly subject: Subject | null
  /** Number of the latest question; an answer to an earlier one is stale. */
  readonly asked: number
  readonly waiting: boolean
  readonly shown: Listing | null
  /** Why the latest question could not be answered: one sentence. */
  readonly problem: string | null
}

export type QueryEvent =
  | { readonly kind: 'typed'; readonly text: string }
  | { readonly kind: 'subject'; readonly subject: Subject }
  | { readonly kind: 'view'; readonly view: PhotoView }
  | { readonly kind: 'cleared' }
  | { readonly kind: 'asked' }
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
  text: '',
  subject: null,
  asked: 0,
  waiting: false,
  shown: null,
  problem: null,
}

/** What the box and the side bar together ask for. */
export function questionOf(state: QueryState): Question {
  const { subject } = state
  if (subject?.kind === 'photo') return { kind: 'search', query: subject }
  if (subject?.kind === 'picture') {
    return { kind: 'search', query: { kind: 'picture', pictureId: subject.pictureId } }
  }
  const text = state.text.trim()
  if (text !== '') return { kind: 'search', query: { kind: 'words', text } }
  return { kind: 'browse', view: state.view }
}

export function sameQuestion(one: Question, other: Question): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

/** Whether the answer that is under way is to another question than what is shown; reading it again is no news. */
export function isAskingAnew(state: QueryState): boolean {
  return state.waiting && !(state.shown && sameQuestion(state.shown.question, questionOf(state)))
}

export function reduceQuery(state: QueryState, event: QueryEvent): QueryState {
  switch (event.kind) {
    case 'typed':
      return { ...state, text: event.text, subject: null }
    case 'subject':
      return { ...state, text: '', subject: event.subject }
    case 'view':
      return { ...state, text: '', subject: null, view: event.view }
    case 'cleared':
      return { ...state, text: '', subject: null }
    case 'asked':
      return { ...state, asked: state.asked + 1, waiting: true }
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
  const { photos, scores, total, tookMs, unknownWords } = page
  return { question, photos, scores, total, tookMs, unknownWords }
}

/** The listing with the next page of its results. */
export function withPage(listing: Listing, page: SearchPage): Listing {
  const known = new Set(listing.photos.ids)
  // A photo may have moved between two pages while the library grew; it is shown once.
  const isNew = page.photos.ids.map((id) => !known.has(id))
  const added = pick(page.photos, isNew)
  const scores = page.scores.filter((_, index) => isNew[index])
  return {
    ...listing,
    total: page.total,
    photos: mapColumns(listing.photos, (column, name) => [...column, ...added[name]]),
    scores: [...(listing.scores ?? []), ...scores],
  }
}

function without(listing: Listing, photoIds: ReadonlySet<number>): Listing {
  const stays = listing.photos.ids.map((id) => !photoIds.has(id))
  const left = stays.filter((stay) => !stay).length
  return {
    ...listing,
    total: listing.total - left,
    photos: pick(listing.photos, stays),
    scores: listing.scores?.filter((_, index) => stays[index]) ?? null,
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

function pick(photos: PhotoColumns, keep: readonly boolean[]): PhotoColumns {
  return mapColumns(photos, (column) => column.filter((_, index) => keep[index]))
}

function mapColumns(
  photos: PhotoColumns,
  change: (column: readonly number[], name: keyof PhotoColumns) => number[],
): PhotoColumns {
  return {
    ids: change(photos.ids, 'ids'),
    widths: change(photos.widths, 'widths'),
    heights: change(photos.heights, 'heights'),
    colours: change(photos.colours, 'colours'),
    takenAtMs: change(photos.takenAtMs, 'takenAtMs'),
    rootIds: change(photos.rootIds, 'rootIds'),
    flags: change(photos.flags, 'flags'),
  }
}
