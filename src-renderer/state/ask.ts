import type { PhotoView } from '../../src-preload/contract/photos.ts'
import { toPlainError } from '../../src-preload/contract/errors.ts'
import { client } from '../api/index.ts'
import { listingOfPage, questionOf, sameQuestion, withPage } from '../lib/query-state.ts'
import type { Listing, Question, Subject } from '../lib/query-state.ts'
import { chooseNone } from '../lib/selection.ts'
import { choosing, dispatch, usePhotos } from './photos.ts'
import { showPage } from './ui.ts'

const typingPauseMs = 120
const pageSize = 200
const largestPage = 2_000

let typing: ReturnType<typeof setTimeout> | undefined

export function typeWords(text: string): void {
  dispatch({ kind: 'typed', text })
  showPage('photos')
  clearTimeout(typing)
  // An emptied box goes back to browsing at once.
  typing = setTimeout(() => void ask(), text.trim() === '' ? 0 : typingPauseMs)
}

export function searchNow(): void {
  clearTimeout(typing)
  void ask()
}

export function searchLike(subject: Subject): void {
  dispatch({ kind: 'subject', subject })
  showPage('photos')
  searchNow()
}

export function showView(view: PhotoView): void {
  preferRoot(view)
  dispatch({ kind: 'view', view })
  choosing(chooseNone)
  showPage('photos')
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

/** Asks what the box and the side bar want. A later question makes the answer to this one stale. */
export async function ask(): Promise<void> {
  const { asked, shown, ...state } = dispatch({ kind: 'asked' })
  const question = questionOf({ asked, shown, ...state })
  // Asked again, as many photos are wanted as are on screen.
  const isAgain = shown !== null && sameQuestion(shown.question, question)
  const wanted = isAgain ? Math.max(pageSize, shown.photos.ids.length) : pageSize
  try {
    dispatch({ kind: 'answered', asked, listing: await answerTo(question, wanted) })
  } catch (error) {
    dispatch({ kind: 'failed', asked, message: toPlainError(error).message })
  }
}

/** The next page of the results on screen. */
export async function showMore(): Promise<void> {
  const { shown } = usePhotos.getState().query
  if (shown?.question.kind !== 'search') return
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
    for (let offset = largestPage; offset < wanted; offset += largestPage) {
      listing = withPage(listing, await ask(offset))
    }
    return listing
  }
  const photos = await client.request('photos.list', { view: question.view })
  return { question, photos, scores: null, total: photos.ids.length, tookMs: null, unknownWords: [] }
}
