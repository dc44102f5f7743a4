import type { CSSProperties } from 'react'
import { format, t } from '../../strings/index.ts'
import type { GridHead } from './grid-data.ts'
import styles from './photo-grid.module.css'

interface HeadRowProps {
  readonly row: number
  readonly head: GridHead
  readonly style: CSSProperties
}

/** What stands over a section of the grid: its months, or how likely its photos are meant. */
export function HeadRow({ row, head, style }: HeadRowProps) {
  switch (head.kind) {
    case 'months': {
      const { firstMs, lastMs, start, end } = head.section
      return (
        <div role="row" aria-rowindex={row + 1} className={styles.head} style={style}>
          <div role="rowheader">
            <h2>{format.months(firstMs, lastMs)}</h2>
          </div>
          <span role="gridcell" className={styles.headCount}>
            {t.photos(end - start)}
          </span>
        </div>
      )
    }
    case 'likely':
      return (
        <div role="row" aria-rowindex={row + 1} className={styles.unseen} style={style}>
          <div role="rowheader">
            <h2>{t.likely.likely}</h2>
          </div>
          <span role="gridcell">{t.photos(head.count)}</span>
        </div>
      )
    default:
      return (
        <div role="row" aria-rowindex={row + 1} className={styles.divider} style={style} data-divider>
          <div role="rowheader">
            <h2>{t.likely.lessLikely}</h2>
          </div>
          <span role="gridcell" className="visually-hidden">
            {t.photos(head.count)}
          </span>
        </div>
      )
  }
}
