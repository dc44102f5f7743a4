import { useCallback, useLayoutEffect, useMemo, useState } from 'react'
import type { RefObject } from 'react'
import { flushSync } from 'react-dom'
import { rowAt } from '../lib/justify.ts'
import type { Layout } from '../lib/justify.ts'

interface InView {
  readonly first: number
  readonly last: number
}

/**
 * The rows that must exist: those in view, some above and below, and `keptRow` (-1: none), which holds the keyboard.
 * Every row's place is known beforehand, so nothing is measured, and scrolling renders only when a row comes or goes.
 */
export function useRowsInView(
  scroller: RefObject<HTMLElement | null>,
  layout: Layout,
  overscanPx: number,
  keptRow: number,
): readonly number[] {
  const [inView, setInView] = useState<InView>({ first: 0, last: -1 })

  const look = useCallback(() => {
    const element = scroller.current
    if (!element) return
    const first = rowAt(layout, element.scrollTop - overscanPx)
    const last = rowAt(layout, element.scrollTop + element.clientHeight + overscanPx)
    // At once, because a frame painted before React gets round to it would show a hole.
    flushSync(() =>
      setInView((before) => (before.first === first && before.last === last ? before : { first, last })),
    )
  }, [scroller, layout, overscanPx])

  useLayoutEffect(() => {
    const element = scroller.current
    if (!element) return undefined
    // Also looks once when it begins, after the layout and before the first paint.
    const observer = new ResizeObserver(look)
    observer.observe(element)
    element.addEventListener('scroll', look, { passive: true })
    return () => {
      observer.disconnect()
      element.removeEventListener('scroll', look)
    }
  }, [scroller, look])

  return useMemo(() => {
    const rows: number[] = []
    const last = Math.min(inView.last, layout.rowCount - 1)
    if (keptRow >= 0 && keptRow < inView.first && keptRow < layout.rowCount) rows.push(keptRow)
    for (let row = inView.first; row <= last; row++) rows.push(row)
    if (keptRow > last && keptRow < layout.rowCount) rows.push(keptRow)
    return rows
  }, [inView, layout, keptRow])
}
