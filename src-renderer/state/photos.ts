import { create } from 'zustand'
import { listedOf } from '../lib/listed.ts'
import type { Listed } from '../lib/listed.ts'
import { emptyQuery, reduceQuery, sameQuestion } from '../lib/query-state.ts'
import type { Listing, QueryEvent, QueryState } from '../lib/query-state.ts'
import { carryOver, nothingChosen } from '../lib/selection.ts'
import type { Selection } from '../lib/selection.ts'

export interface PhotosState {
  readonly query: QueryState
  /** What of the answer is on screen; null before the first. */
  readonly listed: Listed | null
  /** Stacks of near-duplicates that the person unfolded, by what they are known by; forgotten with the question. */
  readonly openStacks: ReadonlySet<number>
  readonly selection: Selection
}

const noStacks: ReadonlySet<number> = new Set()

export const usePhotos = create<PhotosState>(() => ({
  query: emptyQuery,
  listed: null,
  openStacks: noStacks,
  selection: nothingChosen,
}))

/** Lets an event happen to the query; the selection follows the list on screen. */
export function dispatch(event: QueryEvent): QueryState {
  const before = usePhotos.getState()
  const query = reduceQuery(before.query, event)
  if (query.shown === before.query.shown) {
    usePhotos.setState({ query })
    return query
  }
  const isSame = asksTheSame(before.query.shown, query.shown)
  const openStacks = isSame ? before.openStacks : noStacks
  const listed = query.shown && listedOf(query.shown, openStacks)
  const selection = isSame ? selectionAfter(before, listed) : nothingChosen
  usePhotos.setState({ query, openStacks, listed, selection })
  return query
}

/** Unfolds stacks or folds them; the selection and the keyboard follow. */
export function openStacks(change: (open: ReadonlySet<number>) => ReadonlySet<number>): void {
  const before = usePhotos.getState()
  const { shown } = before.query
  const open = change(before.openStacks)
  if (!shown || open === before.openStacks) return
  const listed = listedOf(shown, open)
  usePhotos.setState({ openStacks: open, listed, selection: selectionAfter(before, listed) })
}

export function choosing(change: (selection: Selection, ids: readonly number[]) => Selection): void {
  const { listed, selection } = usePhotos.getState()
  const next = change(selection, listed?.photos.ids ?? [])
  if (next !== selection) usePhotos.setState({ selection: next })
}

function asksTheSame(before: Listing | null, after: Listing | null): boolean {
  return before !== null && after !== null && sameQuestion(before.question, after.question)
}

function selectionAfter({ selection, listed }: PhotosState, after: Listed | null): Selection {
  if (!listed || !after) return nothingChosen
  return carryOver(selection, listed.photos.ids, after.photos.ids)
}
