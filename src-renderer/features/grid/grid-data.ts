import { useMemo } from 'react'
import type { PhotoColumns } from '../../../src-preload/contract/photos.ts'
import { justify } from '../../lib/justify.ts'
import type { Layout, Span } from '../../lib/justify.ts'
import type { Listed, StackPlace } from '../../lib/listed.ts'
import { isByDate } from '../../lib/query-state.ts'
import type { Listing } from '../../lib/query-state.ts'
import { showsOnly } from '../../lib/shows-only.ts'
import { oneSection, sectionsByMonth } from '../../lib/timeline.ts'
import type { Section } from '../../lib/timeline.ts'

export const gapPx = 4
const headHeightPx = 44
const targetHeightPx = 190
/** On a narrow window rows are lower, so that there are still a few photos beside each other. */
const narrowPx = 620
const narrowTargetPx = 130
const dividerHeightPx = 48
/** What heads the likely photos stands above the grid; within it, it is only heard. */
const unseenPx = 0

/** What stands over a section of the grid. */
export type GridHead =
  | { readonly kind: 'months'; readonly section: Section }
  /** With how many photos of all pages stand under it. */
  | { readonly kind: 'likely' | 'less-likely'; readonly count: number }

export interface GridData {
  readonly photos: PhotoColumns
  readonly layout: Layout
  /** By the numbers in `layout.heads`. */
  readonly heads: readonly GridHead[]
  /** Months; empty for photos that are not sorted by date. */
  readonly sections: readonly Section[]
  readonly stacks: ReadonlyMap<number, StackPlace>
  /** Photos whose files are gone. */
  readonly isMissing: boolean
}

/** The layout of what is listed at a width; computed again only when either changes (100,000 photos take some 10 ms). */
export function useGridData(listing: Listing, listed: Listed, widthPx: number): GridData {
  const { photos, likelyCount, stacks } = listed
  const { total, likelyTotal } = listing
  const hasMonths = isByDate(listing)
  const isMissing = showsOnly(listing.question, 'missing')
  return useMemo(() => {
    const sections = hasMonths ? sectionsByMonth(photos.takenAtMs, rowOfPhotos(widthPx)) : []
    const layout = justify(photos, hasMonths ? sections : spansOf(photos.ids.length, likelyCount), {
      widthPx,
      targetHeightPx: widthPx < narrowPx ? narrowTargetPx : targetHeightPx,
      gapPx,
      headHeightPx: hasMonths ? headHeightPx : 0,
    })
    const heads = hasMonths
      ? sections.map((section): GridHead => ({ kind: 'months', section }))
      : [
          { kind: 'likely' as const, count: likelyTotal },
          { kind: 'less-likely' as const, count: total - likelyTotal },
        ]
    return { photos, layout, heads, sections, stacks, isMissing }
  }, [photos, likelyCount, stacks, likelyTotal, total, hasMonths, isMissing, widthPx])
}

/** The likely photos, then the others; all in one where that is no question. */
function spansOf(count: number, likelyCount: number | null): readonly Span[] {
  if (likelyCount === null) return oneSection(count)
  return [
    { start: 0, end: likelyCount, headHeightPx: unseenPx },
    { start: likelyCount, end: count, headHeightPx: dividerHeightPx },
  ]
}

/** About how many photos fill a row. */
function rowOfPhotos(widthPx: number): number {
  return Math.max(4, Math.round(widthPx / (targetHeightPx * 1.3)))
}
