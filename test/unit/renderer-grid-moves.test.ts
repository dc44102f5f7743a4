import { describe, expect, test } from 'vitest'
import { moved } from '../../src-renderer/lib/grid-moves.ts'
import type { Move } from '../../src-renderer/lib/grid-moves.ts'
import { justify } from '../../src-renderer/lib/justify.ts'
import { boxBetween, photosInBox } from '../../src-renderer/lib/photos-in-box.ts'

// Four squares fill a row: photos 0-3, 4-7, then a head, then 8-11 and 12-13.
const sizes = Array.from({ length: 14 }, () => 100)
const shapes = { widths: sizes, heights: sizes }
const layout = justify(
  shapes,
  [
    { start: 0, end: 8 },
    { start: 8, end: 14 },
  ],
  { widthPx: 412, targetHeightPx: 100, gapPx: 4, headHeightPx: 40 },
)
const go = (from: number, move: Move) => moved(layout, shapes, from, move, 250)

describe('moving with the keyboard', () => {
  test('goes left and right through the list and stops at its ends', () => {
    expect([go(0, 'next'), go(3, 'next'), go(13, 'next')]).toEqual([1, 4, 13])
    expect([go(4, 'previous'), go(0, 'previous')]).toEqual([3, 0])
  })

  test('goes up and down by place, over the heads of months', () => {
    expect([go(1, 'down'), go(5, 'down'), go(9, 'up')]).toEqual([5, 9, 5])
  })

  test('lands on the nearest photo of a shorter row', () => {
    expect(go(11, 'down')).toBe(13)
  })

  test('stays where it is at the top and at the bottom', () => {
    expect([go(2, 'up'), go(13, 'down')]).toEqual([2, 13])
  })

  test('goes by pages and to the ends', () => {
    expect(go(1, 'page-down')).toBeGreaterThanOrEqual(8)
    expect(go(9, 'page-up')).toBeLessThan(8)
    expect([go(5, 'first'), go(5, 'last')]).toEqual([0, 13])
  })

  test('has nowhere to go in an empty grid', () => {
    const empty = justify({ widths: [], heights: [] }, [], {
      widthPx: 100,
      targetHeightPx: 50,
      gapPx: 4,
      headHeightPx: 0,
    })
    expect(moved(empty, { widths: [], heights: [] }, 0, 'next', 100)).toBe(-1)
  })
})

describe('a dragged rectangle', () => {
  test('chooses the photos that it touches', () => {
    const box = boxBetween({ x: 150, y: 60 }, { x: 250, y: 160 })
    expect(photosInBox(layout, shapes, box)).toEqual([1, 2, 5, 6])
  })

  test('chooses nothing in the gap between two photos', () => {
    const box = boxBetween({ x: 101, y: 50 }, { x: 103, y: 60 })
    expect(photosInBox(layout, shapes, box)).toEqual([])
  })
})
