/** Photos as the layout needs them: pixels after orientation, index i being one photo. */
export interface Shapes {
  readonly widths: readonly number[]
  readonly heights: readonly number[]
}

/** Photos `start` to `end` (exclusive) that stand under one head. */
export interface Span {
  readonly start: number
  readonly end: number
}

export interface LayoutOptions {
  readonly widthPx: number
  readonly targetHeightPx: number
  readonly gapPx: number
  /** Height of a section's head; 0 for a grid without heads. */
  readonly headHeightPx: number
}

/**
 * Rows from top to bottom, in typed columns because 100,000 photos make some 17,000 rows. Row r holds the photos
 * `starts[r]` to `starts[r + 1]`; a head holds none. It lies from `tops[r]` to `tops[r + 1]`, the gap below it included.
 */
export interface Layout {
  readonly rowCount: number
  readonly starts: Int32Array
  readonly tops: Float64Array
  /** Index of the section for a row that is its head, else -1. */
  readonly heads: Int32Array
  readonly widthPx: number
  readonly gapPx: number
  readonly heightPx: number
}

export interface TileBox {
  readonly index: number
  readonly leftPx: number
  readonly widthPx: number
}

// Beyond these a tile would be a stripe: such photos are shown whole inside a tile of the limit's shape.
const narrowest = 0.4
const widest = 4

/** Width over height as the layout sees it. */
export function aspectOf(shapes: Shapes, index: number): number {
  const width = shapes.widths[index] ?? 0
  const height = shapes.heights[index] ?? 0
  if (width <= 0 || height <= 0) return 1
  return Math.min(widest, Math.max(narrowest, width / height))
}

/** Fills rows so that each spans the width at a height near the target; a section's last row keeps the target height. */
export function justify(shapes: Shapes, sections: readonly Span[], options: LayoutOptions): Layout {
  const rows = createRows()
  const { targetHeightPx, gapPx, headHeightPx } = options
  const widthPx = Math.max(1, Math.floor(options.widthPx))

  const heightOf = (photos: number, aspects: number) => (widthPx - gapPx * (photos - 1)) / aspects

  sections.forEach((section, number) => {
    if (section.end <= section.start) return
    if (headHeightPx > 0) rows.push(section.start, headHeightPx, number)
    let first = section.start
    let aspects = 0
    for (let index = section.start; index < section.end; index++) {
      const aspect = aspectOf(shapes, index)
      const withIt = heightOf(index - first + 1, aspects + aspect)
      if (withIt > targetHeightPx) {
        aspects += aspect
        continue
      }
      const without = index > first ? heightOf(index - first, aspects) : Infinity
      const closesBefore = without - targetHeightPx < targetHeightPx - withIt
      rows.push(first, Math.round(closesBefore ? without : withIt) + gapPx, -1)
      first = closesBefore ? index : index + 1
      aspects = closesBefore ? aspect : 0
    }
    if (first < section.end) {
      const full = heightOf(section.end - first, aspects)
      rows.push(first, Math.round(Math.min(targetHeightPx, full)) + gapPx, -1)
    }
  })

  return rows.finish(sections.at(-1)?.end ?? 0, widthPx, gapPx)
}

/** Where the tiles of a row stand. Edges are rounded together, so that gaps stay equal to the pixel. */
export function tilesOf(layout: Layout, shapes: Shapes, row: number): TileBox[] {
  const start = layout.starts[row] ?? 0
  const end = (layout.heads[row] ?? -1) >= 0 ? start : (layout.starts[row + 1] ?? start)
  const heightPx = rowHeightOf(layout, row) - layout.gapPx
  const room = layout.widthPx - layout.gapPx * (end - start - 1)
  let aspects = 0
  for (let index = start; index < end; index++) aspects += aspectOf(shapes, index)
  // A full row is as wide as the layout; its rounded height would leave it a few pixels short or long.
  const isFull = Math.abs(aspects * heightPx - room) <= aspects
  const pxPerAspect = isFull ? room / aspects : heightPx
  const tiles: TileBox[] = []
  let passed = 0
  for (let index = start; index < end; index++) {
    const from = Math.round(passed * pxPerAspect)
    passed += aspectOf(shapes, index)
    const to = Math.max(from + 1, Math.round(passed * pxPerAspect))
    tiles.push({ index, leftPx: from + layout.gapPx * (index - start), widthPx: to - from })
  }
  return tiles
}

export function rowHeightOf(layout: Layout, row: number): number {
  return (layout.tops[row + 1] ?? 0) - (layout.tops[row] ?? 0)
}

/** The row that shows photo `index`. */
export function rowOfPhoto(layout: Layout, index: number): number {
  // The last row that starts at or before the photo: a head starts at the same photo as the row below it.
  return lastAtMost(layout.starts, index, layout.rowCount)
}

/** The row at `topPx`, heads included. */
export function rowAt(layout: Layout, topPx: number): number {
  return lastAtMost(layout.tops, topPx, layout.rowCount)
}

function lastAtMost(values: Int32Array | Float64Array, wanted: number, count: number): number {
  let low = 0
  let high = count - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((values[middle] ?? Infinity) <= wanted) low = middle
    else high = middle - 1
  }
  return low
}

function createRows() {
  const starts: number[] = []
  const tops: number[] = []
  const heads: number[] = []
  let top = 0
  return {
    push(start: number, heightPx: number, head: number) {
      starts.push(start)
      tops.push(top)
      heads.push(head)
      top += heightPx
    },
    finish(end: number, widthPx: number, gapPx: number): Layout {
      return {
        rowCount: starts.length,
        starts: Int32Array.from([...starts, end]),
        tops: Float64Array.from([...tops, top]),
        heads: Int32Array.from(heads),
        widthPx,
        gapPx,
        heightPx: top,
      }
    },
  }
}
