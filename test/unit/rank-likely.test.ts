import { describe, expect, it } from 'vitest'
import type { Strictness } from '../../src-preload/contract/index.ts'
import { backgroundOf } from '../../src-main/engine/search/rank/background.ts'
import type { Calibration } from '../../src-main/engine/search/rank/calibration.ts'
import { everydayWords } from '../../src-main/engine/search/rank/everyday-words.ts'
import {
  evidenceOf,
  isSentence,
  type Evidence,
  type Yardstick,
} from '../../src-main/engine/search/rank/evidence.ts'
import { pictureCut, textCut } from '../../src-main/engine/search/rank/likely-from.ts'

const clip: Calibration = {
  textToImage: { mean: 0.18, std: 0.03 },
  imageToImage: { mean: 0.52, std: 0.1 },
}
const none: Calibration = { textToImage: null, imageToImage: null }

/** A bell of cosines, the same each time. */
function bell(count: number, mean: number, std: number): Float32Array<ArrayBuffer> {
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
  it('tells the middle, the spread below it, the best one the best hundredth, the mean and the skewness', () => {
    const values = bell(20_000, 0.2, 0.03)
    const { count, middle, spread, best, top, mean, skew } = backgroundOf(values)
    expect(count).toBe(20_000)
    expect(middle).toBeCloseTo(0.2, 2)
    expect(spread).toBeCloseTo(0.03, 2)
    expect(best).toBeCloseTo(Math.max(...values), 6)
    expect(mean).toBeCloseTo(0.2, 3)
    expect(skew).toBeCloseTo(0, 1)
    expect(backgroundOf(Float32Array.of(0.1, 0.1, 0.1, 0.9)).skew).toBeGreaterThan(1)
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
  const there: Evidence = { belief: 2, top: 0.295, unit: 0.03 }
  const cosines = Float32Array.from([...bell(980, 0.17, 0.02), ...bell(20, 0.29, 0.008)])
  const cutAt = (evidence: Evidence, strictness?: Strictness, values: Float32Array = cosines) =>
    textCut(backgroundOf(values), Math.max(...values), clip, evidence, strictness).from

  it('are found near the best photos of a library that has few of the thing', () => {
    expect(cutAt(there)).toBeGreaterThan(0.235)
    expect(cutAt(there)).toBeLessThan(0.275)
  })

  it('are found in nearly all photos where nearly all show the thing', () => {
    const all = bell(1_000, 0.28, 0.01)
    const from = cutAt(there, 'balanced', all)
    expect(all.filter((value) => value >= from).length).toBeGreaterThan(850)
  })

  it('are found nowhere when little speaks for them', () => {
    expect(cutAt({ ...there, belief: -2 })).toBe(Infinity)
    expect(cutAt({ ...there, belief: -2 }, 'more')).toBe(Infinity)
  })

  it('are unwanted in more photos than they would be found in, and in the more the stricter the person is', () => {
    const unwantedFrom = (strictness: Strictness) =>
      textCut(backgroundOf(cosines), Math.max(...cosines), clip, there, strictness, true).from
    expect(unwantedFrom('balanced')).toBeLessThan(cutAt(there, 'balanced'))
    expect(unwantedFrom('fewer')).toBeLessThanOrEqual(unwantedFrom('balanced'))
    expect(unwantedFrom('balanced')).toBeLessThan(unwantedFrom('more'))
  })

  it('are found more or less readily, and in more or fewer photos, as the person wants it', () => {
    expect(cutAt(there, 'fewer')).toBeGreaterThan(cutAt(there, 'balanced'))
    expect(cutAt(there, 'balanced')).toBeGreaterThan(cutAt(there, 'more'))
    const doubtful = { ...there, belief: 0 }
    expect(cutAt(doubtful, 'more')).toBeLessThan(Infinity)
    expect(cutAt(doubtful, 'balanced')).toBe(Infinity)
    const fair = { ...there, belief: 0.7 }
    expect(cutAt(fair, 'balanced')).toBeLessThan(Infinity)
    expect(cutAt(fair, 'fewer')).toBe(Infinity)
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
  const words = [60, 80, 100, 120, 140, 160].map(at)
  const yardstick: Yardstick = {
    words,
    company: { mean: 0.5, std: 0.2 },
    withPhotos: { mean: 0.2, std: 0.1 },
    sameScene: 0.9,
  }
  const background = backgroundOf(bell(500, 0.2, 0.05))
  const believed = (best: readonly Float32Array[], photos = 500) =>
    evidenceOf(at(0), best, background, photos, yardstick)?.belief ?? NaN

  it('believes a text the more, the better it describes its best photos than everyday words do', () => {
    expect(believed([at(0), at(5)])).toBeGreaterThan(believed([at(30), at(35)]))
    expect(believed([at(30), at(35)])).toBeGreaterThan(believed([at(80), at(85)]))
  })

  it('believes it the less, the more photos there are to be near to it by chance', () => {
    expect(believed([at(30)], 100)).toBeGreaterThan(believed([at(30)], 10_000))
  })

  it('counts values outside what the rule was learned from as the nearest inside', () => {
    expect(believed([at(30)], 1_000_000)).toBe(believed([at(30)], 100_000))
  })

  it('takes the three best photos for the top, and the spread of words for the unit', () => {
    const evidence = evidenceOf(at(0), [at(0), at(60), at(60), at(90)], background, 500, yardstick)
    expect(evidence?.top).toBeCloseTo((1 + 0.5 + 0.5) / 3)
    expect(evidence?.unit).toBe(0.1)
  })

  it('is none without photos or words', () => {
    expect(evidenceOf(at(0), [], background, 0, yardstick)).toBeNull()
    expect(evidenceOf(at(0), [at(1)], background, 1, { ...yardstick, words: [] })).toBeNull()
  })

  it('tells what is said from what is named', () => {
    expect(isSentence('birthday cake')).toBe(false)
    expect(isSentence('a dog on a sofa')).toBe(true)
    expect(isSentence('❤️')).toBe(false)
  })

  it('has its everyday words each once', () => {
    expect(everydayWords.length).toBeGreaterThan(200)
    expect(new Set(everydayWords).size).toBe(everydayWords.length)
  })
})
