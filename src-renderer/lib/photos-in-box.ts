import { rowAt, rowHeightOf, tilesOf } from './justify.ts'
import type { Layout, Shapes } from './justify.ts'

/** A rectangle in the grid's own coordinates, in CSS pixels; `left` counts from the side where lines begin. */
export interface Box {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** Indexes of the photos that a dragged rectangle touches. */
export function photosInBox(layout: Layout, shapes: Shapes, box: Box): number[] {
  const touched: number[] = []
  if (layout.rowCount === 0) return touched
  const lastRow = rowAt(layout, box.top + box.height)
  for (let row = rowAt(layout, box.top); row <= lastRow; row++) {
    const bottom = (layout.tops[row] ?? 0) + rowHeightOf(layout, row) - layout.gapPx
    if (bottom < box.top) continue
    for (const tile of tilesOf(layout, shapes, row)) {
      const isBeside = tile.leftPx + tile.widthPx < box.left || tile.leftPx > box.left + box.width
      if (!isBeside) touched.push(tile.index)
    }
  }
  return touched
}

/** The rectangle between two corners. */
export function boxBetween(one: { x: number; y: number }, other: { x: number; y: number }): Box {
  return {
    left: Math.min(one.x, other.x),
    top: Math.min(one.y, other.y),
    width: Math.abs(one.x - other.x),
    height: Math.abs(one.y - other.y),
  }
}
