import { rowAt, rowHeightOf, rowOfPhoto, tilesOf } from './justify.ts'
import type { Layout, Shapes } from './justify.ts'

export type Move = 'next' | 'previous' | 'up' | 'down' | 'page-up' | 'page-down' | 'first' | 'last'

/** The photo that a key leads to from photo `index`; rows are walked by where the photos stand, not by their number. */
export function moved(
  layout: Layout,
  shapes: Shapes,
  index: number,
  move: Move,
  pageHeightPx: number,
): number {
  const last = (layout.starts[layout.rowCount] ?? 0) - 1
  if (last < 0) return -1
  switch (move) {
    case 'next':
      return Math.min(last, index + 1)
    case 'previous':
      return Math.max(0, index - 1)
    case 'first':
      return 0
    case 'last':
      return last
    case 'up':
      return nearestIn(layout, shapes, index, photoRow(layout, rowOfPhoto(layout, index) - 1, -1))
    case 'down':
      return nearestIn(layout, shapes, index, photoRow(layout, rowOfPhoto(layout, index) + 1, 1))
    case 'page-up':
      return nearestIn(layout, shapes, index, pageRow(layout, index, -pageHeightPx))
    case 'page-down':
      return nearestIn(layout, shapes, index, pageRow(layout, index, pageHeightPx))
    default:
      return index
  }
}

/** From `row` on in `step` direction, the first row that holds photos; -1 at the grid's end. */
function photoRow(layout: Layout, row: number, step: 1 | -1): number {
  let at = row
  while (at >= 0 && at < layout.rowCount && (layout.heads[at] ?? -1) >= 0) at += step
  return at >= 0 && at < layout.rowCount ? at : -1
}

function pageRow(layout: Layout, index: number, byPx: number): number {
  const from = rowOfPhoto(layout, index)
  const wanted = Math.max(0, (layout.tops[from] ?? 0) + byPx)
  const row = rowAt(layout, Math.min(wanted, layout.heightPx - 1))
  // Above the first row of photos there may only be a month's head.
  const onward = photoRow(layout, row, byPx < 0 ? -1 : 1)
  return onward >= 0 ? onward : photoRow(layout, row, 1)
}

function nearestIn(layout: Layout, shapes: Shapes, index: number, row: number): number {
  if (row < 0 || rowHeightOf(layout, row) <= 0) return index
  const own = tilesOf(layout, shapes, rowOfPhoto(layout, index)).find((tile) => tile.index === index)
  const middle = own ? own.leftPx + own.widthPx / 2 : 0
  let best = index
  let bestDistance = Infinity
  for (const tile of tilesOf(layout, shapes, row)) {
    const distance = Math.abs(tile.leftPx + tile.widthPx / 2 - middle)
    if (distance < bestDistance) {
      best = tile.index
      bestDistance = distance
    }
  }
  return best
}
