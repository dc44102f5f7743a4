import { memo } from 'react'
import { rowHeightOf, tilesOf } from '../../lib/justify.ts'
import { useLibrary } from '../../state/library.ts'
import { gapPx } from './grid-data.ts'
import type { GridData } from './grid-data.ts'
import { HeadRow } from './head-row.tsx'
import styles from './photo-grid.module.css'
import { tileLabel } from './tile/tile-label.ts'
import { Tile } from './tile/tile.tsx'

interface GridRowProps {
  readonly row: number
  readonly data: GridData
}

/** One row of the grid: photos beside each other, or a head. */
export const GridRow = memo(function GridRow({ row, data }: GridRowProps) {
  const { layout, photos, heads, stacks, isMissing } = data
  const roots = useLibrary((state) => state.roots)
  const rootOf = (index: number) => roots?.find((root) => root.id === photos.rootIds[index])
  const style = { insetBlockStart: layout.tops[row] ?? 0, blockSize: rowHeightOf(layout, row) }
  const head = heads[layout.heads[row] ?? -1]
  if (head) return <HeadRow row={row} head={head} style={style} />
  return (
    <div role="row" aria-rowindex={row + 1} className={styles.row} style={style}>
      {tilesOf(layout, photos, row).map(({ index, leftPx, widthPx }) => {
        const photoId = photos.ids[index] ?? 0
        const isAway = rootOf(index)?.state === 'away'
        const stack = stacks.get(photoId)
        return (
          <Tile
            key={photoId}
            photoId={photoId}
            isFirst={index === 0}
            leftPx={leftPx}
            widthPx={widthPx}
            heightPx={style.blockSize - gapPx}
            colour={photos.colours[index] ?? 0}
            label={tileLabel(photos, index, rootOf(index)?.name ?? '', { isAway, isMissing, stack })}
            flags={photos.flags[index] ?? 0}
            isAway={isAway}
            isMissing={isMissing}
            stack={stack}
          />
        )
      })}
    </div>
  )
})
