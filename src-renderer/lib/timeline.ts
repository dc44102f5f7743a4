import type { Layout, Span } from './justify.ts'

/** Photos of a month, or of a few neighbouring months of a year that hold only a handful each. */
export interface Section extends Span {
  /** Local times read as UTC: the oldest photo of the section is at `firstMs`, the newest at `lastMs`. */
  readonly firstMs: number
  readonly lastMs: number
}

export interface YearTick {
  readonly year: number
  /** Where the year begins, as a part (0 to 1) of the grid's height. */
  readonly at: number
}

/**
 * Sections of photos that are sorted by date, whichever way. A head over one or two photos leaves most of a row empty, so months
 * of fewer than `handful` photos share a head with their neighbours.
 */
export function sectionsByMonth(takenAtMs: readonly number[], handful = 5): Section[] {
  const months = eachMonth(takenAtMs)
  const sections: Section[] = []
  for (const month of months) {
    const above = sections.at(-1)
    const joins =
      above &&
      yearOf(above.lastMs) === yearOf(month.lastMs) &&
      (above.end - above.start < handful || month.end - month.start < handful) &&
      above.end - above.start + (month.end - month.start) <= 2 * handful
    if (joins) sections[sections.length - 1] = together(above, month)
    else sections.push(month)
  }
  return sections
}

function together(above: Section, below: Section): Section {
  return {
    start: above.start,
    end: below.end,
    firstMs: Math.min(above.firstMs, below.firstMs),
    lastMs: Math.max(above.lastMs, below.lastMs),
  }
}

/** One section over everything, for results that are sorted by relevance. */
export function oneSection(count: number): Span[] {
  return [{ start: 0, end: count }]
}

export function yearTicks(sections: readonly Section[], layout: Layout): YearTick[] {
  const ticks: YearTick[] = []
  const height = Math.max(1, layout.heightPx)
  for (let row = 0; row < layout.rowCount; row++) {
    const section = sections[layout.heads[row] ?? -1]
    if (!section) continue
    const year = yearOf(section.lastMs)
    if (ticks.at(-1)?.year !== year) ticks.push({ year, at: (layout.tops[row] ?? 0) / height })
  }
  return ticks
}

/** Leaves out labels that would stand nearer than `leastPx` to the one above. */
export function spaced(ticks: readonly YearTick[], heightPx: number, leastPx: number): YearTick[] {
  const kept: YearTick[] = []
  for (const tick of ticks) {
    const above = kept.at(-1)
    if (!above || (tick.at - above.at) * heightPx >= leastPx) kept.push(tick)
  }
  return kept
}

/** The section on screen when the grid is scrolled to `topPx`. */
export function sectionAt(sections: readonly Section[], layout: Layout, row: number): Section | undefined {
  const photo = layout.starts[row] ?? 0
  return sections.find((section) => photo >= section.start && photo < section.end)
}

function yearOf(ms: number): number {
  return new Date(ms).getUTCFullYear()
}

function eachMonth(takenAtMs: readonly number[]): Section[] {
  const months: Section[] = []
  let start = 0
  // A date object for each of 100,000 photos costs more than the layout; only a change of month needs one.
  let from = Infinity
  let to = -Infinity
  takenAtMs.forEach((ms, index) => {
    if (ms >= from && ms < to) return
    if (index > 0) months.push(monthOf(takenAtMs, start, index))
    start = index
    const date = new Date(ms)
    from = Date.UTC(date.getUTCFullYear(), date.getUTCMonth())
    to = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1)
  })
  if (takenAtMs.length > 0) months.push(monthOf(takenAtMs, start, takenAtMs.length))
  return months
}

function monthOf(takenAtMs: readonly number[], start: number, end: number): Section {
  const [one, other] = [takenAtMs[start] ?? 0, takenAtMs[end - 1] ?? 0]
  return { start, end, firstMs: Math.min(one, other), lastMs: Math.max(one, other) }
}
