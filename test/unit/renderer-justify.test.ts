import { array, assert, integer, property, tuple } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aspectOf, justify, rowAt, rowHeightOf, rowOfPhoto, tilesOf } from '../../src-renderer/lib/justify.ts'
import type { Layout, Shapes, Span } from '../../src-renderer/lib/justify.ts'

const options = { widthPx: 1_000, targetHeightPx: 190, gapPx: 4, headHeightPx: 40 }

function shapesOf(...sizes: readonly (readonly [number, number])[]): Shapes {
  return { widths: sizes.map(([width]) => width), heights: sizes.map(([, height]) => height) }
}

function whole(shapes: Shapes): Span[] {
  return [{ start: 0, end: shapes.widths.length }]
}

const anyShapes = array(tuple(integer({ min: 0, max: 9_000 }), integer({ min: 0, max: 9_000 })), {
  minLength: 1,
  maxLength: 200,
}).map((sizes) => shapesOf(...sizes))

function eachRow(layout: Layout, shapes: Shapes) {
  return Array.from({ length: layout.rowCount }, (_, row) => ({ row, tiles: tilesOf(layout, shapes, row) }))
}

describe('the justified layout', () => {
  test('shows every photo exactly once, in order', () => {
    assert(
      property(anyShapes, integer({ min: 80, max: 4_000 }), (shapes, widthPx) => {
        const layout = justify(shapes, whole(shapes), { ...options, widthPx })
        const shown = eachRow(layout, shapes).flatMap(({ tiles }) => tiles.map((tile) => tile.index))
        expect(shown).toEqual(shapes.widths.map((_, index) => index))
      }),
    )
  })

  test('never lets a row stick out, and leaves equal gaps between its tiles', () => {
    assert(
      property(anyShapes, integer({ min: 200, max: 4_000 }), (shapes, widthPx) => {
        const layout = justify(shapes, whole(shapes), { ...options, widthPx })
        for (const { tiles } of eachRow(layout, shapes)) {
          tiles.slice(1).forEach((tile, at) => {
            const before = tiles[at]
            expect(tile.leftPx - (before ? before.leftPx + before.widthPx : 0)).toBe(options.gapPx)
          })
          const last = tiles.at(-1)
          if (last) expect(last.leftPx + last.widthPx).toBeLessThanOrEqual(widthPx)
        }
      }),
    )
  })

  test('fills all rows but the last of a section to the edge', () => {
    const shapes = shapesOf(
      ...Array.from({ length: 40 }, (_, at) => (at % 3 ? [4, 3] : [2, 3]) as [number, number]),
    )
    const layout = justify(shapes, whole(shapes), { ...options, headHeightPx: 0 })
    for (const { row, tiles } of eachRow(layout, shapes).slice(0, -1)) {
      const last = tiles.at(-1)
      expect(last && last.leftPx + last.widthPx).toBe(options.widthPx)
      expect(rowHeightOf(layout, row)).toBeGreaterThan(140)
      expect(rowHeightOf(layout, row)).toBeLessThan(260)
    }
  })

  test('keeps the shape of each photo to within two pixels', () => {
    const shapes = shapesOf([4_000, 3_000], [3_000, 4_000], [1_920, 1_080], [1_000, 1_000], [4_000, 3_000])
    const layout = justify(shapes, whole(shapes), { ...options, headHeightPx: 0 })
    for (const { row, tiles } of eachRow(layout, shapes)) {
      const heightPx = rowHeightOf(layout, row) - options.gapPx
      for (const tile of tiles) {
        expect(Math.abs(tile.widthPx - heightPx * aspectOf(shapes, tile.index))).toBeLessThan(2.5)
      }
    }
  })

  test('gives a lonely last photo to the row above', () => {
    const shapes = shapesOf(...Array.from({ length: 5 }, () => [4, 3] as const))
    const layout = justify(shapes, whole(shapes), { ...options, widthPx: 1_030, headHeightPx: 0 })
    expect(layout.rowCount).toBe(1)
  })

  test('puts a head over each section and begins a row for it', () => {
    const shapes = shapesOf([4, 3], [4, 3], [4, 3])
    const sections = [
      { start: 0, end: 1 },
      { start: 1, end: 3 },
    ]
    const layout = justify(shapes, sections, options)
    expect([...layout.heads]).toEqual([0, -1, 1, -1])
    expect([...layout.starts]).toEqual([0, 0, 1, 1, 3])
    expect(tilesOf(layout, shapes, 0)).toEqual([])
  })

  test('gives a section a head of its own height, down to one that takes no room', () => {
    const shapes = shapesOf([4, 3], [4, 3], [4, 3])
    const sections = [
      { start: 0, end: 2, headHeightPx: 0 },
      { start: 2, end: 3, headHeightPx: 48 },
    ]
    const layout = justify(shapes, sections, { ...options, headHeightPx: 0 })
    expect([...layout.heads]).toEqual([0, -1, 1, -1])
    expect([rowHeightOf(layout, 0), rowHeightOf(layout, 2)]).toEqual([0, 48])
    expect([0, 1, 2].map((index) => rowOfPhoto(layout, index))).toEqual([1, 1, 3])
  })

  test('takes photos without a size for squares and caps panoramas', () => {
    const shapes = shapesOf([0, 0], [30_000, 500], [100, 9_000])
    expect([0, 1, 2].map((index) => aspectOf(shapes, index))).toEqual([1, 4, 0.4])
  })

  test('finds rows by photo and by place', () => {
    const shapes = shapesOf(...Array.from({ length: 30 }, () => [4, 3] as const))
    const layout = justify(shapes, whole(shapes), options)
    for (const { row, tiles } of eachRow(layout, shapes)) {
      for (const tile of tiles) expect(rowOfPhoto(layout, tile.index)).toBe(row)
      expect(rowAt(layout, layout.tops[row] ?? 0)).toBe(row)
    }
    expect(rowAt(layout, -50)).toBe(0)
    expect(rowAt(layout, layout.heightPx + 50)).toBe(layout.rowCount - 1)
  })

  test('lays out nothing without complaint', () => {
    const layout = justify(shapesOf(), [], options)
    expect([layout.rowCount, layout.heightPx]).toEqual([0, 0])
  })
})
