import type { PointerEvent } from 'react'
import { addToCollection } from '../../../state/collections.ts'
import { useCarry } from '../../../state/carry.ts'
import { useOwnData } from '../../../state/own-data.ts'

const startsAfterPx = 6

/** Chosen photos follow the pointer; let go over a collection of the side bar, they are added to it. */
export function carryPhotos(down: PointerEvent, photoIds: readonly number[]): void {
  const onMove = (event: globalThis.PointerEvent) => {
    const isFar = Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY) > startsAfterPx
    if (!isFar && useCarry.getState().carry === null) return
    const { clientX: x, clientY: y } = event
    useCarry.setState({ carry: { photoIds, x, y, overCollectionId: collectionAt(x, y) } })
  }
  const end = (event: Event) => {
    window.removeEventListener('pointermove', onMove)
    window.removeEventListener('pointerup', end)
    window.removeEventListener('pointercancel', end)
    window.removeEventListener('keydown', onKey, true)
    const { carry } = useCarry.getState()
    if (carry === null) return
    useCarry.setState({ carry: null })
    // The click that ends a drag is not a click on what lies below it.
    window.addEventListener('click', swallow, { capture: true, once: true })
    setTimeout(() => window.removeEventListener('click', swallow, { capture: true }))
    const { collections } = useOwnData.getState()
    const collection = collections.find(({ id }) => id === carry.overCollectionId)
    if (event.type === 'pointerup' && collection) void addToCollection(collection, carry.photoIds)
  }
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || useCarry.getState().carry === null) return
    event.preventDefault()
    event.stopPropagation()
    end(event)
  }
  window.addEventListener('pointermove', onMove)
  window.addEventListener('pointerup', end)
  window.addEventListener('pointercancel', end)
  window.addEventListener('keydown', onKey, true)
}

function swallow(click: Event): void {
  click.stopPropagation()
}

function collectionAt(x: number, y: number): number | null {
  const row = document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-collection-id]')
  return row ? Number(row.dataset['collectionId']) : null
}
