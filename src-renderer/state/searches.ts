import { create } from 'zustand'
import type { RecentSearch, SavedSearch, SearchFacets } from '../../src-preload/contract/search.ts'
import { client } from '../api/index.ts'
import { questionOf, sameQuestion } from '../lib/query-state.ts'
import { t } from '../strings/index.ts'
import { confirm } from './confirm.ts'
import { doneId, say, sayError } from './notices.ts'
import { usePhotos } from './photos.ts'
import { useUi } from './ui.ts'

/** What is offered under the search box and in the side bar. */
export interface Searches {
  /** Newest first. */
  readonly recent: readonly RecentSearch[]
  readonly saved: readonly SavedSearch[]
  /** The person lets recent searches be kept. */
  readonly areKept: boolean
  /** What there is to filter by; null: not read yet. */
  readonly facets: SearchFacets | null
}

export const useSearches = create<Searches>(() => ({ recent: [], saved: [], areKept: true, facets: null }))

/** The contract's limit; longer searches are answered, but not remembered. */
const longestKept = 10_000
/** Results that are looked at for this long were meant. */
const lookedAtMs = 3_000

export async function readRecent(): Promise<void> {
  const [{ recent }, { rememberSearches }] = await Promise.all([
    client.request('searches.history', {}),
    client.request('settings.get', {}),
  ])
  useSearches.setState({ recent, areKept: rememberSearches })
}

/** The saved searches with their counts of now. */
export async function readSaved(): Promise<void> {
  useSearches.setState({ saved: await client.request('searches.saved', {}) })
}

export async function readFacets(): Promise<void> {
  useSearches.setState({ facets: await client.request('search.facets', {}) })
}

/** The search on screen was meant: it goes to the head of the recent ones. Only a wish. */
export function rememberSearch(): void {
  const question = questionOf(usePhotos.getState().query)
  if (question.kind !== 'search' || question.query.kind !== 'words') return
  const { text } = question.query
  if (text.length > longestKept || useSearches.getState().recent[0]?.text === text) return
  void client
    .request('searches.remember', { text })
    .then(readRecent)
    .catch(() => {})
}

export async function forgetSearch(text: string): Promise<void> {
  useSearches.setState(({ recent }) => ({ recent: recent.filter((one) => one.text !== text) }))
  await client.request('searches.forget', { text }).then(readRecent).catch(sayError)
}

/** What is cleared is to be gone, so that nothing is kept for undoing it: the person is asked. */
export async function forgetAllSearches(): Promise<void> {
  const { recent } = useSearches.getState()
  if (!(await confirm(t.questions.clearSearches(recent.length)))) return
  try {
    await client.request('searches.forget', {})
    await readRecent()
    say({ id: doneId, level: 'info', message: t.searchList.cleared })
  } catch (error) {
    sayError(error)
  }
}

/** Remembers searches whose results are looked at for a while, or of which a photo is opened. Gives the way to stop. */
export function rememberWhatIsLookedAt(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const stopPhotos = usePhotos.subscribe(({ query }, before) => {
    const { shown } = query
    const last = before.query.shown
    if (!shown || (last && sameQuestion(last.question, shown.question))) return
    clearTimeout(timer)
    timer = setTimeout(() => {
      const { query: now } = usePhotos.getState()
      const isStillShown = now.shown !== null && sameQuestion(now.shown.question, shown.question)
      if (isStillShown && sameQuestion(questionOf(now), shown.question) && !document.hidden) rememberSearch()
    }, lookedAtMs)
  })
  const stopViewer = useUi.subscribe((now, before) => {
    if (now.viewerOpen && !before.viewerOpen) rememberSearch()
  })
  return () => {
    clearTimeout(timer)
    stopPhotos()
    stopViewer()
  }
}
