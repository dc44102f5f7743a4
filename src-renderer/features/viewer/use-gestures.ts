import { useEffect, useLayoutEffect, useRef } from 'react'
import type { RefObject } from 'react'
import { wheelFactor } from '../../lib/zoom.ts'
import type { Point } from '../../lib/zoom.ts'
import type { StageHandle } from './use-stage.ts'

/** Wheel, pinch, drag and double click on the stage. */
export function useGestures(element: RefObject<HTMLElement | null>, stage: StageHandle): void {
  const latest = useRef(stage)
  useLayoutEffect(() => {
    latest.current = stage
  })

  useEffect(() => {
    const target = element.current
    if (!target) return undefined
    const listening = new AbortController()
    const { signal } = listening
    const pointers = new Map<number, Point>()

    const fromMiddle = (point: Point): Point => {
      const box = target.getBoundingClientRect()
      return { x: point.x - box.left - box.width / 2, y: point.y - box.top - box.height / 2 }
    }
    const onWheel = (event: WheelEvent) => {
      event.preventDefault()
      const at = fromMiddle({ x: event.clientX, y: event.clientY })
      // A touch pad's pinch arrives as a wheel with Ctrl.
      latest.current.zoomBy(wheelFactor(event.deltaY, event.ctrlKey), at)
    }
    const onDown = (event: PointerEvent) => {
      if (event.button !== 0) return
      target.setPointerCapture(event.pointerId)
      pointers.set(event.pointerId, { x: event.clientX, y: event.clientY })
    }
    const onMove = (event: PointerEvent) => {
      const before = pointers.get(event.pointerId)
      if (!before) return
      const now = { x: event.clientX, y: event.clientY }
      const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1]
      pointers.set(event.pointerId, now)
      if (!other) return latest.current.panBy({ x: now.x - before.x, y: now.y - before.y })
      const factor = distance(now, other) / Math.max(1, distance(before, other))
      latest.current.zoomBy(factor, fromMiddle({ x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 }))
    }
    const onUp = (event: PointerEvent) => pointers.delete(event.pointerId)
    const onDouble = (event: MouseEvent) =>
      latest.current.toggle(fromMiddle({ x: event.clientX, y: event.clientY }))

    target.addEventListener('wheel', onWheel, { signal, passive: false })
    target.addEventListener('pointerdown', onDown, { signal })
    target.addEventListener('pointermove', onMove, { signal })
    target.addEventListener('pointerup', onUp, { signal })
    target.addEventListener('pointercancel', onUp, { signal })
    target.addEventListener('dblclick', onDouble, { signal })
    return () => listening.abort()
  }, [element])
}

function distance(one: Point, other: Point): number {
  return Math.hypot(one.x - other.x, one.y - other.y)
}
