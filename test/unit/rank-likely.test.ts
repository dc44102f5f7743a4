import { describe, expect, it } from 'vitest'
import { backgroundOf } from '../../src-main/engine/search/rank/background.ts'
import type { Calibration } from '../../src-main/engine/search/rank/calibration.ts'
import { everydayWords } from '../../src-main/engine/search/rank/everyday-words.ts'
import { evidenceOf } from '../../src-main/engine/search/rank/evidence.ts'
import { pictureCut, textCut } from '../../src-main/engine/search/rank/likely-from.ts'

const clip: Calibration = {
  textToImage: { mean: 0.18, std: 0.03 },
  imageToImage: { mean: 0.52, std: 0.1 },
}
const none: Calibration = { textToImage: null, imageToImage: null }

/** A bell of cosines, the same each time. */
function bell(count: number, mean: number, std: number): Float32Array {
  let seed = 1
  const random = () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647
  const twelve = () => Array.from({ length: 12 }, random).reduce((sum, value) => sum + value, -6)
  return Float32Array.from({ length: count }, () => mean + std * twelve())
}

/** Where the likely ones of a library of one photo begin. */
function cut(cosine: number, calibration: Calibration): number {
  return textCut(backgroundOf(Float32Array.of(cosine)), cosine, calibration, null).from
}

/** A unit vector at this angle. */
function at(degrees: number): Float32Array {
  const radians = (degrees * Math.PI) / 180
  return Float32Array.of(Math.cos(radians), Math.sin(radians))
}

describe('the background', () => {
  it('tells the middle, the spread below it, the best one and the best hundredth', () => {
    const values = bell(20_000, 0.2, 0.03)
    const { count, middle, spread, best, top } = backgroundOf(values)
    expect(count).toBe(20_000)
    expect(middle).toBeCloseTo(0.2, 2)
    expect(spread).toBeCloseTo(0.03, 2)
    expect(best).toBeCloseTo(Math.max(...values), 6)
    const sorted = values.toSorted((a, b) => b - a).slice(0, 200)
    expect(top).toBeCloseTo(sorted.reduce((sum, value) => sum + value, 0) / 200, 4)
  })

  it('has the same top in a sample as in the whole', () => {
    const values = bell(20_000, 0.2, 0.03)
    const sample = values.filter((_, at) => at % 10 === 0)
    expect(backgroundOf(sample).top).toBeCloseTo(backgroundOf(values).top, 2)
  })

  it('is not widened by what is found', () => {
    const values = Float32Array.from([...bell(1_000, 0.2, 0.03), ...bell(100, 0.9, 0.01)])
    expect(backgroundOf(values).spread).toBeLessThan(0.04)
  })

  it('knows what to say of few, equal and broken values', () => {
    expect(backgroundOf(new Float32Array())).toMatchObject({ count: 0, spread: 0 })
    expect(backgroundOf(Float32Array.of(0.5, 0.5))).toMatchObject({ count: 2, spread: 0, best: 0.5 })
    expect(backgroundOf(Float32Array.of(NaN, 1, -1))).toMatchObject({ count: 2, best: 1 })
  })
})

describe('words', () => {
  const there = { ahead: 0.09, aheadOnBest: 0.09, alike: 0.75 }
  const absent = { ahead: 0.045, aheadOnBest: 0.06, alike: 0.58 }

  it('are found near the best photos of a library that has few of the thing', () => {
    const cosines = Float32Array.from([...bell(980, 0.17, 0.02), ...bell(20, 0.29, 0.008)])
    const { from } = textCut(backgroundOf(cosines), Math.max(...cosines), clip, there)
    expect(from).toBeGreaterThan(0.235)
    expect(from).toBeLessThan(0.275)
  })

  it('are found in nearly all photos where nearly all show the thing', () => {
    const cosines = bell(1_000, 0.28, 0.01)
    const { from } = textCut(backgroundOf(cosines), Math.max(...cosines), clip, there)
    expect(cosines.filter((value) => value >= from).length).toBeGreaterThan(850)
  })

  it('are found nowhere when their best photos are those of any words', () => {
    const cosines = bell(1_000, 0.17, 0.02)
    expect(textCut(backgroundOf(cosines), Math.max(...cosines), clip, absent).from).toBe(Infinity)
  })

  it('are believed of a single photo that is far ahead', () => {
    const one = { ahead: 0.05, aheadOnBest: 0.11, alike: 0.5 }
    const cosines = Float32Array.from([...bell(999, 0.17, 0.015), 0.3])
    const { from } = textCut(backgroundOf(cosines), 0.3, clip, one)
    expect(cosines.filter((value) => value >= from)).toEqual(Float32Array.of(0.3))
  })

  it('go by the calibration in a library of one photo, and by nothing without it', () => {
    expect(cut(0.28, clip)).toBeLessThan(0.28)
    expect(cut(0.15, clip)).toBe(Infinity)
    expect(cut(0.15, none)).toBe(-Infinity)
  })

  it('go by the library where the model was not measured', () => {
    const cosines = Float32Array.from([...bell(480, 0.17, 0.02), ...bell(20, 0.29, 0.005)])
    const { from } = textCut(backgroundOf(cosines), Math.max(...cosines), none, null)
    expect(from).toBeGreaterThan(0.24)
    expect(from).toBeLessThan(0.29)
  })
})

it('takes photos for relatives that are nearer than most, and no model asks for the impossible', () => {
  const background = backgroundOf(bell(100, 0.5, 0.1))
  expect(pictureCut(background, clip).from).toBeCloseTo(0.7)
  const wide = { textToImage: null, imageToImage: { mean: 0.4, std: 0.4 } }
  expect(pictureCut(background, wide).from).toBeCloseTo(0.85)
  expect(pictureCut(background, none).from).toBeGreaterThan(0.6)
})

describe('evidence', () => {
  it('compares a text with everyday words on its best photos, and those with each other', () => {
    const evidence = evidenceOf(at(0), [at(0), at(60), at(60)], at(90))
    expect(evidence?.aheadOnBest).toBeCloseTo(1)
    expect(evidence?.ahead).toBeCloseTo((1 + 2 * (0.5 - Math.sqrt(0.75))) / 3)
    expect(evidence?.alike).toBeCloseTo((0.5 + 0.5 + 1) / 3)
  })

  it('is none without photos or words, and of few photos only a part', () => {
    expect(evidenceOf(at(0), [], at(90))).toBeNull()
    expect(evidenceOf(at(0), [at(1)], null)).toBeNull()
    expect(evidenceOf(at(0), [at(1), at(2)], at(90))?.alike).toBeNull()
  })

  it('has its everyday words each once', () => {
    expect(everydayWords.length).toBeGreaterThan(200)
    expect(new Set(everydayWords).size).toBe(everydayWords.length)
  })
})
