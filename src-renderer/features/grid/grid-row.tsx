import { memo } from 'react'
import { rowHeightOf, tilesOf } from '../../lib/justify.ts'
import { useLibrary } from '../../state/library.ts'
import { format, t } from '../../strings/index.ts'
import { gapPx } from './grid-data.ts'
import type { GridData } from './grid-data.ts'
import styles from './photo-grid.module.css'
import { tileLabel } from './tile/tile-label.ts'
import { Tile } from './tile/tile.tsx'

interface GridRowProps {
  readonly row: number
  readonly data: GridData
}

/** One row of the grid: photos beside each other, or a month's head. */
export const GridRow = memo(function GridRow({ row, data }: GridRowProps) {
  const { layout, photos, sections } = data
  const roots = useLibrary((state) => state.roots)
  const rootOf = (index: number) => roots?.find((root) => root.id === photos.rootIds[index])
  const style = { insetBlockStart: layout.tops[row] ?? 0, blockSize: rowHeightOf(layout, row) }
  const section = sections[layout.heads[row] ?? -1]
  if (section) {
    return (
      <div role="row" aria-rowindex={row + 1} className={styles.head} style={style}>
        <div role="rowheader">
          <h2>{format.months(section.firstMs, section.lastMs)}</h2>
        </div>
        <span role="gridcell" className={styles.headCount}>
          {t.photos(section.end - section.start)}
        </span>
      </div>
    )
  }
  return (
    <div role="row" aria-rowindex={row + 1} className={styles.row} style={style}>
      {tilesOf(layout, photos, row).map(({ index, leftPx, widthPx }) => (
        <Tile
          key={photos.ids[index]}
          photoId={photos.ids[index] ?? 0}
          isFirst={index === 0}
          leftPx={leftPx}
          widthPx={widthPx}
          heightPx={style.blockSize - gapPx}
          colour={photos.colours[index] ?? 0}
          label={tileLabel(photos, index, rootOf(index)?.name ?? '', rootOf(index)?.state === 'away')}
          flags={photos.flags[index] ?? 0}
          isAway={rootOf(index)?.state === 'away'}
        />
      ))}
    </div>
  )
})
