import { useRef } from 'react'
import type { ReactNode } from 'react'
import { useElementSize } from '../../hooks/use-element-size.ts'
import { useRowsInView } from '../../hooks/use-rows-in-view.ts'
import { rowOfPhoto } from '../../lib/justify.ts'
import type { Listed } from '../../lib/listed.ts'
import type { Listing } from '../../lib/query-state.ts'
import { usePhotos } from '../../state/photos.ts'
import { t } from '../../strings/index.ts'
import { useGridData } from './grid-data.ts'
import { GridRow } from './grid-row.tsx'
import styles from './photo-grid.module.css'
import { Scrubber } from './scrubber.tsx'
import { useDragSelect } from './selection/use-drag-select.ts'
import { useGridFocus } from './selection/use-grid-focus.ts'
import { useGridKeys } from './selection/use-grid-keys.ts'
import { useGridPointer } from './selection/use-grid-pointer.ts'
import { useDividerWatch } from './use-divider-watch.ts'
import { useKeptScroll } from './use-kept-scroll.ts'

const overscanPx = 500
const scrubberFromScreens = 2.5

interface PhotoGridProps {
  readonly listing: Listing
  readonly listed: Listed
  readonly footer?: ReactNode
}

/** The photos of a listing in justified rows, of which only those in view exist. */
export function PhotoGrid({ listing, listed, footer }: PhotoGridProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const [areaRef, area] = useElementSize()
  const [screenRef, screen] = useElementSize()
  const data = useGridData(listing, listed, area.width)
  const { layout, photos, sections } = data
  const activeId = usePhotos((state) => state.selection.activeId)
  const activeRow = activeId === null ? -1 : rowWith(photos.ids, activeId, data.layout)

  const rows = useRowsInView(scroller, layout, overscanPx, activeRow)

  useKeptScroll(scroller, listing, data)
  useDividerWatch(scroller, layout, data.heads)
  useGridFocus(scroller, data)
  const onKeyDown = useGridKeys(scroller, data)
  const pointer = useGridPointer(photos.ids)
  const rectangle = useDragSelect(scroller, data)
  const hasScrubber = sections.length > 1 && layout.heightPx > screen.height * scrubberFromScreens

  return (
    <div className={styles.frame} ref={screenRef}>
      <div
        ref={scroller}
        className={styles.scroller}
        data-scrubber={hasScrubber || undefined}
        onPointerDown={rectangle.onPointerDown}
        tabIndex={-1}
      >
        <div
          ref={areaRef}
          role="grid"
          tabIndex={-1}
          aria-label={t.grid.label}
          aria-rowcount={layout.rowCount}
          aria-multiselectable
          className={styles.rows}
          style={{ blockSize: layout.heightPx }}
          onKeyDown={onKeyDown}
          {...pointer}
        >
          {area.width > 0 && rows.map((row) => <GridRow key={row} row={row} data={data} />)}
          {rectangle.box && <div className={styles.rectangle} style={rectangle.box} />}
        </div>
        {footer}
      </div>
      {hasScrubber && <Scrubber scroller={scroller} data={data} heightPx={screen.height} />}
    </div>
  )
}

function rowWith(ids: readonly number[], id: number, layout: Parameters<typeof rowOfPhoto>[0]): number {
  const index = ids.indexOf(id)
  return index < 0 ? -1 : rowOfPhoto(layout, index)
}
