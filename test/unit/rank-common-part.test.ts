import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { withoutCommonPart } from '../../src-main/engine/search/rank/common-part.ts'

const vector = (...values: number[]) => Float32Array.from(values)
const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0)
const everyday = vector(0.5, 0, 0)

describe('what a text has in common with everyday words', () => {
  it('is taken off, and what is left is of unit length', () => {
    const left = withoutCommonPart(vector(0.6, 0.8, 0), everyday, 1)
    expect([...left].map((value) => Math.round(value * 1_000) / 1_000)).toEqual([0, 1, 0])
    const half = withoutCommonPart(vector(0.6, 0.8, 0), everyday, 0.5)
    expect((half[0] ?? 0) / (half[1] ?? 1)).toBeCloseTo(0.3 / 0.8)
  })

  it('stays where there is none, where nothing is to be taken, and where nothing else would be left', () => {
    const sentence = vector(-0.6, 0.8, 0)
    expect(withoutCommonPart(sentence, everyday, 1)).toBe(sentence)
    const word = vector(0.6, 0.8, 0)
    expect(withoutCommonPart(word, everyday, 0)).toBe(word)
    const empty = vector(1, 0, 0)
    expect(withoutCommonPart(empty, everyday, 1)).toBe(empty)
  })

  it('leaves a text of unit length that still is like the text', () => {
    const values = fc.array(fc.float({ min: -1, max: 1, noNaN: true }), { minLength: 3, maxLength: 3 })
    fc.assert(
      fc.property(values, ([a = 0, b = 0, c = 0]) => {
        const length = Math.hypot(a, b, c)
        fc.pre(length > 0.01)
        const text = vector(a / length, b / length, c / length)
        const left = withoutCommonPart(text, everyday, 1)
        expect(Math.sqrt(dot(left, left))).toBeCloseTo(1, 4)
        expect(dot(left, text)).toBeGreaterThan(0)
        expect(dot(left, everyday)).toBeLessThan(left === text ? 0.51 : 1e-5)
      }),
    )
  })
})
