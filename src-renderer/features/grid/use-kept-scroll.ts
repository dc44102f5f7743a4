import { useLayoutEffect, useRef } from 'react'
import type { RefObject } from 'react'
import { rowAt, rowOfPhoto } from '../../lib/justify.ts'
import { sameQuestion } from '../../lib/query-state.ts'
import type { Listing } from '../../lib/query-state.ts'
import type { GridData } from './grid-data.ts'

/**
 * Another question starts at the top. The same question answered again (photos were added, the window was resized)
 * keeps the photo that stands at the top of the screen where it is; at the very top, new photos may appear above.
 */
export function useKeptScroll(
  scroller: RefObject<HTMLDivElement | null>,
  listing: Listing,
  data: GridData,
): void {
  const before = useRef<{ listing: Listing; data: GridData } | null>(null)

  useLayoutEffect(() => {
    const element = scroller.current
    const last = before.current
    before.current = { listing, data }
    if (!element || !last || last.data === data) return
    if (!sameQuestion(last.listing.question, listing.question)) {
      element.scrollTo({ top: 0 })
      return
    }
    if (element.scrollTop <= 0) return
    const top = keptTop(last.data, data, element.scrollTop)
    if (top !== null) element.scrollTo({ top })
  }, [scroller, listing, data])
}

function keptTop(before: GridData, after: GridData, scrollTop: number): number | null {
  const row = rowAt(before.layout, scrollTop)
  const from = before.layout.starts[row] ?? 0
  // The photo itself may be the one that left; the next that stayed will do.
  for (const id of before.photos.ids.slice(from, from + 200)) {
    const index = after.photos.ids.indexOf(id)
    if (index < 0) continue
    const intoRow = scrollTop - (before.layout.tops[row] ?? 0)
    return (after.layout.tops[rowOfPhoto(after.layout, index)] ?? 0) + intoRow
  }
  return null
}
