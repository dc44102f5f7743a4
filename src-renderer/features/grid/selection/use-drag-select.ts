import { useLayoutEffect, useRef, useState } from 'react'
import type { CSSProperties, PointerEvent, RefObject } from 'react'
import { boxBetween, photosInBox } from '../../../lib/photos-in-box.ts'
import { chooseThese } from '../../../lib/selection.ts'
import { choosing, usePhotos } from '../../../state/photos.ts'
import { direction } from '../../../strings/index.ts'
import { carryPhotos } from './carry-photos.ts'
import type { GridData } from '../grid-data.ts'

const startsAfterPx = 6
const edgePx = 48
const mostScrollPx = 24

/**
 * A rectangle dragged over the grid chooses the photos that it touches; near an edge the grid scrolls. Chosen photos
 * themselves are carried to a collection.
 */
export function useDragSelect(scroller: RefObject<HTMLDivElement | null>, data: GridData) {
  const [box, setBox] = useState<CSSProperties | null>(null)
  const latest = useRef(data)
  useLayoutEffect(() => {
    latest.current = data
  })

  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    const grid = scroller.current?.querySelector<HTMLElement>('[role="grid"]')
    if (!grid || !scroller.current || event.button !== 0 || event.pointerType === 'touch') return
    // A drag that begins on a chosen photo takes the chosen ones along; anywhere else it chooses.
    const { chosen } = usePhotos.getState().selection
    const tile = event.target instanceof Element ? event.target.closest('[aria-selected="true"]') : null
    const isPlain = !event.ctrlKey && !event.metaKey && !event.shiftKey
    if (tile && isPlain) carryPhotos(event, [...chosen])
    else drag(grid, scroller.current, event, latest, setBox)
  }
  return { onPointerDown, box }
}

function drag(
  grid: HTMLElement,
  scroller: HTMLElement,
  down: PointerEvent,
  data: RefObject<GridData>,
  show: (box: CSSProperties | null) => void,
): void {
  const kept = down.ctrlKey || down.metaKey || down.shiftKey ? usePhotos.getState().selection.chosen : []
  const from = pointIn(grid, down.clientX, down.clientY)
  let pointer = { x: down.clientX, y: down.clientY }
  let isDragging = false
  let frame = 0

  const update = () => {
    const { layout, photos } = data.current
    const box = boxBetween(from, pointIn(grid, pointer.x, pointer.y))
    const ids = photosInBox(layout, photos, box).map((index) => photos.ids[index] ?? 0)
    choosing((selection) => chooseThese(selection, ids, kept))
    show({ insetInlineStart: box.left, top: box.top, inlineSize: box.width, blockSize: box.height })
    const by = scrollBy(scroller, pointer.y)
    if (by !== 0) scroller.scrollTop += by
    frame = by === 0 ? 0 : requestAnimationFrame(update)
  }
  const onMove = (event: globalThis.PointerEvent) => {
    pointer = { x: event.clientX, y: event.clientY }
    isDragging ||= Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY) > startsAfterPx
    if (isDragging && frame === 0) frame = requestAnimationFrame(update)
  }
  const onUp = () => {
    window.removeEventListener('pointermove', onMove)
    window.removeEventListener('pointerup', onUp)
    window.removeEventListener('pointercancel', onUp)
    cancelAnimationFrame(frame)
    show(null)
    // The click that ends a drag is not a click on the photo below it.
    if (isDragging)
      window.addEventListener('click', (event) => event.stopPropagation(), { capture: true, once: true })
  }
  window.addEventListener('pointermove', onMove)
  window.addEventListener('pointerup', onUp)
  window.addEventListener('pointercancel', onUp)
}

function pointIn(grid: HTMLElement, clientX: number, clientY: number): { x: number; y: number } {
  const box = grid.getBoundingClientRect()
  return { x: direction === 'rtl' ? box.right - clientX : clientX - box.left, y: clientY - box.top }
}

function scrollBy(scroller: HTMLElement, clientY: number): number {
  const { top, bottom } = scroller.getBoundingClientRect()
  const above = top + edgePx - clientY
  const below = clientY - (bottom - edgePx)
  if (above > 0) return -Math.min(mostScrollPx, above / 3)
  return below > 0 ? Math.min(mostScrollPx, below / 3) : 0
}
