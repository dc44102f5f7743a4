import { create } from 'zustand'
import { emptyQuery, reduceQuery, sameQuestion } from '../lib/query-state.ts'
import type { Listing, QueryEvent, QueryState } from '../lib/query-state.ts'
import { carryOver, nothingChosen } from '../lib/selection.ts'
import type { Selection } from '../lib/selection.ts'

export interface PhotosState {
  readonly query: QueryState
  readonly selection: Selection
}

export const usePhotos = create<PhotosState>(() => ({ query: emptyQuery, selection: nothingChosen }))

/** Lets an event happen to the query; the selection follows the list on screen. */
export function dispatch(event: QueryEvent): QueryState {
  const { query, selection } = usePhotos.getState()
  const next = reduceQuery(query, event)
  usePhotos.setState({ query: next, selection: selectionAfter(selection, query.shown, next.shown) })
  return next
}

function selectionAfter(selection: Selection, before: Listing | null, after: Listing | null): Selection {
  if (before === after || !after) return selection
  if (!before || !sameQuestion(before.question, after.question)) return nothingChosen
  return carryOver(selection, before.photos.ids, after.photos.ids)
}

export function choosing(change: (selection: Selection, ids: readonly number[]) => Selection): void {
  const { query, selection } = usePhotos.getState()
  const next = change(selection, query.shown?.photos.ids ?? [])
  if (next !== selection) usePhotos.setState({ selection: next })
}
