import { useMemo } from 'react'
import type { PhotoColumns } from '../../../src-preload/contract/photos.ts'
import { justify } from '../../lib/justify.ts'
import type { Layout } from '../../lib/justify.ts'
import { oneSection, sectionsByMonth } from '../../lib/timeline.ts'
import type { Section } from '../../lib/timeline.ts'
import type { Listing } from '../../lib/query-state.ts'

export const gapPx = 4
const headHeightPx = 44
const targetHeightPx = 190
/** On a narrow window rows are lower, so that there are still a few photos beside each other. */
const narrowPx = 620
const narrowTargetPx = 130

export interface GridData {
  readonly photos: PhotoColumns
  readonly layout: Layout
  /** Months, newest first; empty for results, which are sorted by relevance. */
  readonly sections: readonly Section[]
}

/** The layout of a listing at a width; computed again only when either changes (100,000 photos take some 10 ms). */
export function useGridData(listing: Listing, widthPx: number): GridData {
  const { photos } = listing
  const isBrowsing = listing.question.kind === 'browse'
  return useMemo(() => {
    const sections = isBrowsing ? sectionsByMonth(photos.takenAtMs, rowOfPhotos(widthPx)) : []
    const layout = justify(photosShapes(photos), isBrowsing ? sections : oneSection(photos.ids.length), {
      widthPx,
      targetHeightPx: widthPx < narrowPx ? narrowTargetPx : targetHeightPx,
      gapPx,
      headHeightPx: isBrowsing ? headHeightPx : 0,
    })
    return { photos, layout, sections }
  }, [photos, isBrowsing, widthPx])
}

/** About how many photos fill a row. */
function rowOfPhotos(widthPx: number): number {
  return Math.max(4, Math.round(widthPx / (targetHeightPx * 1.3)))
}

function photosShapes({ widths, heights }: PhotoColumns) {
  return { widths, heights }
}
