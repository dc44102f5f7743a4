import { useMemo } from 'react'
import { useElementSize } from '../../../hooks/use-element-size.ts'
import { justify, rowHeightOf, tilesOf } from '../../../lib/justify.ts'
import { oneSection } from '../../../lib/timeline.ts'
import { t } from '../../../strings/index.ts'
import { gapPx } from '../grid-data.ts'
import pageStyles from './photos-page.module.css'
import styles from './skeleton-grid.module.css'

// Shapes as a library has them, so that nothing jumps when the photos come.
const shapes = [4, 3, 3, 4, 16, 9, 4, 3, 2, 3, 3, 2, 4, 3, 1, 1, 3, 4, 4, 3, 3, 2]
const widths = Array.from({ length: 60 }, (_, index) => shapes[(index * 2) % shapes.length] ?? 1)
const heights = Array.from({ length: 60 }, (_, index) => shapes[(index * 2 + 1) % shapes.length] ?? 1)

/** The grid before the first answer. */
export function SkeletonGrid() {
  return (
    <>
      <div className={pageStyles.head} role="status">
        <span className="visually-hidden">{t.engine.starting}</span>
        <span className={styles.title} />
      </div>
      <SkeletonRows />
    </>
  )
}

export function SkeletonRows() {
  const [ref, { width }] = useElementSize()
  const layout = useMemo(
    () =>
      justify({ widths, heights }, oneSection(widths.length), {
        widthPx: Math.max(1, width),
        targetHeightPx: 190,
        gapPx,
        headHeightPx: 0,
      }),
    [width],
  )
  const rows = width > 0 ? Array.from({ length: layout.rowCount }, (_, row) => row) : []
  return (
    <div className={styles.frame} aria-hidden>
      <div ref={ref} className={styles.rows}>
        {rows.map((row) =>
          tilesOf(layout, { widths, heights }, row).map((tile) => (
            <span
              key={tile.index}
              className={styles.tile}
              style={{
                insetBlockStart: layout.tops[row] ?? 0,
                insetInlineStart: tile.leftPx,
                inlineSize: tile.widthPx,
                blockSize: rowHeightOf(layout, row) - gapPx,
              }}
            />
          )),
        )}
      </div>
    </div>
  )
}
