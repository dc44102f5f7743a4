import { describe, expect, test } from 'vitest'
import { justify } from '../../src-renderer/lib/justify.ts'
import { sectionAt, sectionsByMonth, spaced, yearTicks } from '../../src-renderer/lib/timeline.ts'

const at = (date: string) => Date.parse(`${date}T12:00:00Z`)
const many = (date: string, count: number) => Array.from({ length: count }, () => at(date))

describe('the timeline', () => {
  test('makes a section of each month, newest first', () => {
    const sections = sectionsByMonth([...many('2026-03-02', 12), ...many('2026-02-20', 12)])
    expect(sections.map(({ start, end }) => [start, end])).toEqual([
      [0, 12],
      [12, 24],
    ])
  })

  test('lets neighbouring months that hold a handful share a head', () => {
    const [section, ...others] = sectionsByMonth([at('2026-05-02'), at('2026-04-20'), at('2026-03-01')])
    expect(others).toEqual([])
    expect(section).toMatchObject({ start: 0, end: 3, firstMs: at('2026-03-01'), lastMs: at('2026-05-02') })
  })

  test('makes the same sections of photos that are sorted oldest first', () => {
    const newest = [...many('2026-03-02', 12), at('2025-05-02'), at('2025-04-20')]
    const upwards = sectionsByMonth(newest.toReversed())
    expect(upwards.map(({ firstMs, lastMs }) => [firstMs, lastMs])).toEqual([
      [at('2025-04-20'), at('2025-05-02')],
      [at('2026-03-02'), at('2026-03-02')],
    ])
  })

  test('never joins months of different years', () => {
    expect(sectionsByMonth([at('2026-01-02'), at('2025-12-30')])).toHaveLength(2)
  })

  test('keeps a photo of the last moment of a month in that month', () => {
    const edge = [...many('2026-03-01', 10), Date.UTC(2026, 2, 1), ...many('2026-02-28', 10)]
    expect(sectionsByMonth(edge).map((section) => section.end)).toEqual([11, 21])
  })

  test('reads dates before 1970', () => {
    expect(sectionsByMonth([...many('1969-07-20', 9), ...many('1890-01-01', 9)])).toHaveLength(2)
  })

  test('knows no sections of an empty library', () => {
    expect(sectionsByMonth([])).toEqual([])
  })

  test('places a year where its first head stands', () => {
    const takenAtMs = [...many('2026-03-02', 40), ...many('2024-03-02', 40)]
    const sections = sectionsByMonth(takenAtMs)
    const sizes = takenAtMs.map(() => 100)
    const layout = justify({ widths: sizes, heights: sizes }, sections, {
      widthPx: 800,
      targetHeightPx: 190,
      gapPx: 4,
      headHeightPx: 44,
    })
    const ticks = yearTicks(sections, layout)
    expect(ticks.map((tick) => tick.year)).toEqual([2026, 2024])
    expect(ticks[1]?.at).toBeCloseTo(0.5, 1)
    expect(sectionAt(sections, layout, layout.rowCount - 1)).toBe(sections[1])
  })

  test('leaves out labels that would overlap', () => {
    const ticks = [2026, 2025, 2024].map((year, index) => ({ year, at: index / 100 }))
    expect(spaced(ticks, 1_000, 15).map((tick) => tick.year)).toEqual([2026, 2024])
  })
})
