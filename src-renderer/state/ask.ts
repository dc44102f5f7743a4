import type { PhotoView } from '../../src-preload/contract/photos.ts'
import type { SortOrder } from '../../src-preload/contract/language/index.ts'
import { toPlainError } from '../../src-preload/contract/errors.ts'
import { client } from '../api/index.ts'
import {
  listingOfPage,
  listingOfView,
  questionOf,
  sameQuestion,
  wholeText,
  withPage,
} from '../lib/query-state.ts'
import type { Listing, Question, QueryState, Subject } from '../lib/query-state.ts'
import { boxOf, finished, longestText, readBox, typedInto, withPartAdded } from '../lib/search-box.ts'
import type { SearchBox } from '../lib/search-box.ts'
import { withOrder } from '../lib/search-filters.ts'
import { chooseNone } from '../lib/selection.ts'
import { isSearchByMarks } from '../lib/shows-only.ts'
import { choosing, dispatch, usePhotos } from './photos.ts'
import { textOfView } from './places.ts'
import { showPage } from './ui.ts'

const typingPauseMs = 120
const pageSize = 200
/** Browsing by date wants all photos at once; the contract's limit for one request. */
const largestPage = 100_000

let typing: ReturnType<typeof setTimeout> | undefined

/** What stands in the box behind its chips, with the caret at an offset of it. */
export function typeWords(text: string, caret = text.length): void {
  const { box } = usePhotos.getState().query
  const next = typedInto(box, text, caret)
  dispatch({ kind: 'box', box: next })
  showPage('photos')
  clearTimeout(typing)
  // An emptied box goes back to browsing at once.
  typing = setTimeout(() => void ask(), readBox(next).text === '' ? 0 : typingPauseMs)
}

/** What was typed is finished: its filters and pictures become chips. Nothing else is asked than before. */
export function finishTyping(): void {
  const { box } = usePhotos.getState().query
  const next = finished(box)
  if (next !== box) dispatch({ kind: 'box', box: next })
}

/** Another state of the same search: a chip added, changed or removed. */
export function changeBox(box: SearchBox): void {
  dispatch({ kind: 'box', box })
  showPage('photos')
  searchNow()
}

export function searchNow(): void {
  clearTimeout(typing)
  void ask()
}

/** Searches all photos for a text in the language of the box, whatever it held before. */
export function searchFor(text: string): void {
  dispatch({ kind: 'search', box: boxOf(text) })
  showPage('photos')
  searchNow()
}

/** Adds a part such as `tag:"x"` or `-similar:12` to what is being searched for. */
export function addToSearch(partText: string): void {
  changeBox(withPartAdded(usePhotos.getState().query.box, partText))
}

export function searchLike(subject: Subject): void {
  searchFor(subject.kind === 'photo' ? `similar:${subject.photoId}` : `picture:${subject.pictureId}`)
}

/** The order that goes without saying leaves no trace in the box. */
export function setSort(order: SortOrder): void {
  changeBox(withOrder(finished(usePhotos.getState().query.box), order))
}

/** All that is searched for, the place included, in the language of the box; empty for all photos. */
export const boxText = (): string => wholeText(usePhotos.getState().query)

export function showView(view: PhotoView): void {
  preferRoot(view)
  dispatch({ kind: 'view', view, viewText: textOfView(view) })
  choosing(chooseNone)
  showPage('photos')
  searchNow()
}

/** Leaves the place of the side bar; what is searched for stays, or is what this box holds. */
export function searchEverywhere(box = usePhotos.getState().query.box): void {
  preferRoot({ kind: 'all' })
  dispatch({ kind: 'box', box })
  dispatch({ kind: 'everywhere' })
  searchNow()
}

let preferredRootId: number | null = null

/** Photos of the folder that is looked at are read first. Only a wish: when it is not heard, they come in their turn. */
function preferRoot(view: PhotoView): void {
  const rootId = view.kind === 'root' ? view.rootId : null
  if (rootId === preferredRootId) return
  preferredRootId = rootId
  client.request('indexing.prefer', { rootId }).catch(() => {
    preferredRootId = null
  })
}

export function clearSearch(): void {
  dispatch({ kind: 'cleared' })
  searchNow()
}

let asking: Promise<void> | null = null
let isWanted = false

/**
 * Asks what the box and the side bar want. One question is under way at a time; whatever changes meanwhile is asked once,
 * as it is then. Settles with the answer to the latest.
 */
export function ask(): Promise<void> {
  isWanted = true
  asking ??= askWhileWanted()
  return asking
}

/** The person marked photos: results that such marks decide are asked for at once, since some may leave them or come. */
export async function askAfterMarking(): Promise<void> {
  if (isSearchByMarks(usePhotos.getState().query.shown?.question)) await ask()
}

async function askWhileWanted(): Promise<void> {
  try {
    while (isWanted) {
      isWanted = false
      await askOnce()
    }
  } finally {
    // In the same step as the last look at what is wanted, so that no wish comes in between and is lost.
    asking = null
  }
}

async function askOnce(): Promise<void> {
  // A text that does not parse waits to be mended; the results of the last one that did stay.
  if (!canBeAsked(usePhotos.getState().query)) return
  const state = dispatch({ kind: 'asked', viewText: textOfView(usePhotos.getState().query.view) })
  const { asked, shown } = state
  const question = questionOf(state)
  // Asked again, as many photos are wanted as are on screen.
  const isAgain = shown !== null && sameQuestion(shown.question, question)
  const usual = readBox(state.box).isBrowsing ? largestPage : pageSize
  const wanted = isAgain ? Math.max(usual, shown.photos.ids.length) : usual
  try {
    const listing = await answerTo(question, wanted)
    // The box holds something else by now: its own answer comes next.
    if (isWanted && !sameQuestion(question, questionOf(usePhotos.getState().query))) return
    dispatch({ kind: 'answered', asked, listing })
  } catch (error) {
    dispatch({ kind: 'failed', asked, message: toPlainError(error).message })
  }
}

function canBeAsked(state: QueryState): boolean {
  return readBox(state.box).problem === null && wholeText(state).length <= longestText
}

/** The next page of the results on screen. */
export async function showMore(): Promise<void> {
  const { shown, waiting } = usePhotos.getState().query
  if (shown?.question.kind !== 'search' || waiting) return
  const { asked } = dispatch({ kind: 'asked' })
  try {
    const page = await client.request('search.run', {
      query: shown.question.query,
      offset: shown.photos.ids.length,
      limit: pageSize * 2,
    })
    dispatch({ kind: 'more', asked, page })
  } catch (error) {
    dispatch({ kind: 'failed', asked, message: toPlainError(error).message })
  }
}

async function answerTo(question: Question, wanted: number): Promise<Listing> {
  if (question.kind === 'search') {
    const ask = (offset: number) =>
      client.request('search.run', {
        query: question.query,
        offset,
        limit: Math.min(largestPage, wanted - offset),
      })
    let listing = listingOfPage(question, await ask(0))
    for (
      let offset = largestPage;
      offset < wanted && listing.photos.ids.length >= offset;
      offset += largestPage
    ) {
      listing = withPage(listing, await ask(offset))
    }
    return listing
  }
  return listingOfView(question, await client.request('photos.list', { view: question.view }))
}
