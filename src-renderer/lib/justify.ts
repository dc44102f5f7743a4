/** Photos as the layout needs them: pixels after orientation, index i being one photo. */
export interface Shapes {
  readonly widths: readonly number[]
  readonly heights: readonly number[]
}

/** Photos `start` to `end` (exclusive) that stand under one head. */
export interface Span {
  readonly start: number
  readonly end: number
  /** Of its head, where it is not as the others': 0 for one that is only heard. */
  readonly headHeightPx?: number
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
  const fit = { widthPx, targetHeightPx, gapPx }

  sections.forEach((section, number) => {
    if (section.end <= section.start) return
    const ownHeadPx = section.headHeightPx ?? (headHeightPx > 0 ? headHeightPx : null)
    if (ownHeadPx !== null) rows.push(section.start, ownHeadPx, number)
    const starts = rowStartsOf(shapes, section, fit)
    starts.forEach((start, row) => {
      const end = starts[row + 1] ?? section.end
      const fullPx = fullHeight(fit, end - start, aspectsOf(shapes, start, end))
      const heightPx = row < starts.length - 1 ? fullPx : Math.min(targetHeightPx, fullPx)
      rows.push(start, Math.round(heightPx) + gapPx, -1)
    })
  })

  return rows.finish(sections.at(-1)?.end ?? 0, widthPx, gapPx)
}

interface Fit {
  readonly widthPx: number
  readonly targetHeightPx: number
  readonly gapPx: number
}

/** A last row this empty is given to the row above, unless that makes the row lower than `lowest` of the target. */
const almostEmpty = 0.5
const lowest = 0.72

/** The first photo of each row of a section: a row ends where its height comes nearest to the target. */
function rowStartsOf(shapes: Shapes, section: Span, fit: Fit): number[] {
  const starts = [section.start]
  let first = section.start
  let aspects = 0
  for (let index = section.start; index < section.end; index++) {
    const aspect = aspectOf(shapes, index)
    const withIt = fullHeight(fit, index - first + 1, aspects + aspect)
    aspects += aspect
    if (withIt > fit.targetHeightPx) continue
    const without = index > first ? fullHeight(fit, index - first, aspects - aspect) : Infinity
    const endsBefore = without - fit.targetHeightPx < fit.targetHeightPx - withIt
    first = endsBefore ? index : index + 1
    aspects = endsBefore ? aspect : 0
    if (first < section.end) starts.push(first)
  }
  const [above, last] = starts.slice(-2)
  if (above === undefined || last === undefined) return starts
  const isAlmostEmpty = aspects * fit.targetHeightPx < almostEmpty * fit.widthPx
  const together = fullHeight(fit, section.end - above, aspectsOf(shapes, above, section.end))
  return isAlmostEmpty && together >= lowest * fit.targetHeightPx ? starts.slice(0, -1) : starts
}

/** How high a row of `count` photos is when it spans the width. */
function fullHeight(fit: Fit, count: number, aspects: number): number {
  return (fit.widthPx - fit.gapPx * (count - 1)) / aspects
}

function aspectsOf(shapes: Shapes, start: number, end: number): number {
  let sum = 0
  for (let index = start; index < end; index++) sum += aspectOf(shapes, index)
  return sum
}

/** Where the tiles of a row stand. Edges are rounded together, so that gaps stay equal to the pixel. */
export function tilesOf(layout: Layout, shapes: Shapes, row: number): TileBox[] {
  const start = layout.starts[row] ?? 0
  const end = (layout.heads[row] ?? -1) >= 0 ? start : (layout.starts[row + 1] ?? start)
  const heightPx = rowHeightOf(layout, row) - layout.gapPx
  const room = layout.widthPx - layout.gapPx * (end - start - 1)
  const aspects = aspectsOf(shapes, start, end)
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
