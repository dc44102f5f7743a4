import { useEffect, useLayoutEffect, useRef } from 'react'
import type { RefObject } from 'react'
import { rowOfPhoto } from '../../../lib/justify.ts'
import { choosing, usePhotos } from '../../../state/photos.ts'
import { registerGrid } from '../../../state/focus.ts'
import { useUi } from '../../../state/ui.ts'
import type { GridData } from '../grid-data.ts'

/** Lets the keyboard's place be moved from anywhere: scrolled into view, then focused once its tile exists. */
export function useGridFocus(scroller: RefObject<HTMLDivElement | null>, data: GridData): void {
  const wanted = useRef<number | null>(null)
  const hadKeyboard = useRef(false)

  useEffect(() => {
    const onFocus = (event: FocusEvent) => {
      hadKeyboard.current = event.target instanceof Node && scroller.current?.contains(event.target) === true
      if (hadKeyboard.current) takeKeyboard(event.target)
    }
    document.addEventListener('focusin', onFocus)
    return () => document.removeEventListener('focusin', onFocus)
  }, [scroller])

  // After every render, because the tile may have come into being just now.
  useLayoutEffect(() => {
    if (wanted.current !== null && focusTile(scroller.current, wanted.current)) wanted.current = null
  })

  useEffect(
    () =>
      registerGrid({
        reveal(photoId) {
          scrollTo(scroller.current, data, photoId)
          choosing((selection) => ({ ...selection, activeId: photoId }))
          if (!focusTile(scroller.current, photoId)) wanted.current = photoId
        },
        focus(scrolls) {
          const photoId = usePhotos.getState().selection.activeId ?? data.photos.ids[0]
          if (photoId === undefined) return
          if (scrolls) this.reveal(photoId)
          else focusTile(scroller.current, photoId)
        },
      }),
    [scroller, data],
  )

  // The photo that held the keyboard was drawn anew, or left with the former question: it goes on there, or with
  // the first of the new ones. Before the next key can arrive: an Enter that meets the body would do nothing.
  useLayoutEffect(() => {
    const isLost = document.activeElement === document.body && hadKeyboard.current
    if (!isLost || useUi.getState().viewerOpen) return
    const photoId = usePhotos.getState().selection.activeId ?? data.photos.ids[0]
    if (photoId !== undefined) focusTile(scroller.current, photoId)
  }, [scroller, data])
}

/** A photo that was reached with Tab, and not by a key of the grid, is the one that keys mean from now on. */
function takeKeyboard(target: EventTarget | null): void {
  const photoId = target instanceof HTMLElement ? Number(target.dataset['photoId'] ?? 0) : 0
  if (photoId > 0) choosing((now) => (now.activeId === null ? { ...now, activeId: photoId } : now))
}

function focusTile(scroller: HTMLElement | null, photoId: number): boolean {
  const tile = scroller?.querySelector<HTMLElement>(`[data-photo-id="${photoId}"]`)
  tile?.focus({ preventScroll: true })
  return tile !== null && tile !== undefined
}

function scrollTo(scroller: HTMLElement | null, { layout, photos }: GridData, photoId: number): void {
  const index = photos.ids.indexOf(photoId)
  if (!scroller || index < 0) return
  const row = rowOfPhoto(layout, index)
  // A month's head comes into view with the first row below it.
  const hasHead = (layout.heads[row - 1] ?? -1) >= 0
  const top = layout.tops[hasHead ? row - 1 : row] ?? 0
  const bottom = layout.tops[row + 1] ?? 0
  if (top < scroller.scrollTop) scroller.scrollTop = top
  else if (bottom > scroller.scrollTop + scroller.clientHeight) {
    scroller.scrollTop = bottom - scroller.clientHeight
  }
}
