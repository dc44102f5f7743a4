import { useLayoutEffect } from 'react'
import type { RefObject } from 'react'
import { create } from 'zustand'
import type { Layout } from '../../lib/justify.ts'
import type { GridHead } from './grid-data.ts'

/** Whether the grid is scrolled past the likely photos: the head above it names what is on screen. */
export const useDivider = create<{ readonly isPassed: boolean }>(() => ({ isPassed: false }))

export function useDividerWatch(
  scroller: RefObject<HTMLDivElement | null>,
  layout: Layout,
  heads: readonly GridHead[],
): void {
  useLayoutEffect(() => {
    const element = scroller.current
    const row = layout.heads.findIndex((head) => heads[head]?.kind === 'less-likely')
    if (!element || row < 0) {
      useDivider.setState({ isPassed: false })
      return undefined
    }
    const belowPx = layout.tops[row + 1] ?? 0
    const look = () => {
      const isPassed = element.scrollTop >= belowPx
      if (isPassed !== useDivider.getState().isPassed) useDivider.setState({ isPassed })
    }
    look()
    element.addEventListener('scroll', look, { passive: true })
    return () => element.removeEventListener('scroll', look)
  }, [scroller, layout, heads])
}
