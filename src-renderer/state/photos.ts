import { create } from 'zustand'
import type { PhotoView } from '../../src-preload/contract/photos.ts'
import { emptyQuery, reduceQuery } from '../lib/query-state.ts'
import type { QueryEvent, QueryState } from '../lib/query-state.ts'
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
  const isSameList = next.shown?.photos.ids === query.shown?.photos.ids
  usePhotos.setState({
    query: next,
    selection: isSameList
      ? selection
      : carryOver(selection, query.shown?.photos.ids ?? [], next.shown?.photos.ids ?? []),
  })
  return next
}

export function choosing(change: (selection: Selection, ids: readonly number[]) => Selection): void {
  const { query, selection } = usePhotos.getState()
  const next = change(selection, query.shown?.photos.ids ?? [])
  if (next !== selection) usePhotos.setState({ selection: next })
}

export function isHiddenView(view: PhotoView): boolean {
  return view.kind === 'hidden'
}
