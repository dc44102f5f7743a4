import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Calibration } from '../../src-main/engine/search/rank/calibration.ts'
import { combineTerms, cutsOf, type CombinedScores } from '../../src-main/engine/search/rank/combine-terms.ts'
import type { LookTerm } from '../../src-main/engine/search/rank/term.ts'

const starter: Calibration = {
  textToImage: { mean: 0.308, std: 0.2 },
  imageToImage: { mean: 0.389, std: 0.232 },
}
const none: Calibration = { textToImage: null, imageToImage: null }

function term(scores: readonly number[], more: Partial<LookTerm> = {}): LookTerm {
  const given = Float32Array.from(scores)
  return { modality: 'text', weight: 1, isExcluded: false, scores: given, background: given, ...more }
}

function combined(terms: readonly LookTerm[], calibration: Calibration): CombinedScores {
  return combineTerms(terms, cutsOf(terms, calibration))
}

function likely(terms: readonly LookTerm[], calibration = starter): boolean[] {
  const { scores, likelyFrom } = combined(terms, calibration)
  return [...scores].map((score) => score >= likelyFrom)
}

function best(terms: readonly LookTerm[]): number {
  const { scores } = combined(terms, starter)
  return scores.indexOf(Math.max(...scores))
}

describe('one thing to look for', () => {
  it('keeps its cosines as scores', () => {
    const one = term([0.1, 0.7, 0.4])
    expect(combined([one], starter).scores).toBe(one.scores)
  })

  it('has likely photos near its best ones', () => {
    expect(likely([term([0.75, 0.7, 0.74, 0.6, 0.3, 0.1])])).toEqual([true, true, true, true, false, false])
  })

  it('has none when its best photos lie where noise does', () => {
    expect(likely([term([0.4, 0.35, 0.2])])).toEqual([false, false, false])
  })

  it('has some in a filtered choice only if they are near the best of the library', () => {
    const background = Float32Array.from([0.8, 0.79, 0.78, 0.77, 0.76, 0.4, 0.3, 0.2])
    expect(likely([term([0.4, 0.3], { background })])).toEqual([false, false])
  })

  it('decides for a single photo by the calibration', () => {
    expect(likely([term([0.7])])).toEqual([true])
    expect(likely([term([0.3])])).toEqual([false])
  })

  it('finds all likely where all are alike', () => {
    expect(likely([term(Array.from({ length: 50 }, () => 0.7))]).every(Boolean)).toBe(true)
  })
})

describe('several things', () => {
  it('are likely together only where each is', () => {
    const [beach, sunset] = [term([0.8, 0.8, 0.2, 0.1]), term([0.8, 0.1, 0.8, 0.1])]
    expect(likely([beach, sunset])).toEqual([true, false, false, false])
  })

  it('have none likely when one of them is in no photo, and keep the order of their sum', () => {
    const terms = [term([0.7, 0.8, 0.1]), term([0.2, 0.15, 0.21])]
    expect(likely(terms)).toEqual([false, false, false])
    const { scores } = combined(terms, starter)
    expect([0, 1, 2].toSorted((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0))).toEqual([1, 0, 2])
  })

  it('are not outweighed: a very good part does not make up for one that is missing', () => {
    const snow = term([0.8, 0.8, 0.8, 0.2])
    const dog = term([0.8, 0.78, 0.3, 0.1], { weight: 3 })
    expect(likely([dog, snow])).toEqual([true, true, false, false])
    expect(likely([{ ...dog, weight: 0.2 }, snow])).toEqual([true, true, false, false])
  })

  it('compare words with a picture on their own scales', () => {
    const [sofa, blue] = [term([0.9, 0.88, 0.2], { modality: 'picture' }), term([0.1, 0.7, 0.7])]
    expect(best([sofa, blue])).toBe(1)
    expect(likely([sofa, blue])).toEqual([false, true, false])
  })

  it('put a photo that shows what is not wanted below the border, however good it is', () => {
    const [beach, people] = [term([0.8, 0.8, 0.3]), term([0.8, 0.1, 0.1], { isExcluded: true })]
    expect(likely([beach, people])).toEqual([false, true, false])
  })

  it('are not touched by a minus that is in no photo', () => {
    const beach = term([0.8, 0.78, 0.3])
    expect(likely([beach, term([0.1, 0.2, 0.1], { isExcluded: true })])).toEqual(likely([beach]))
  })

  it('may all be unwanted: what does not show them is likely', () => {
    expect(likely([term([0.8, 0.1, 0.7], { isExcluded: true })])).toEqual([false, true, false])
  })

  it('are all likely where neither model nor library says what is much', () => {
    expect(likely([term([0.3, 0.2]), term([0.1, 0.2])], none)).toEqual([true, true])
  })

  it('let a weight decide the order', () => {
    const [dog, snow] = [
      [0.8, 0.7],
      [0.7, 0.8],
    ]
    expect(best([term(dog, { weight: 2 }), term(snow)])).toBe(0)
    expect(best([term(dog), term(snow, { weight: 2 })])).toBe(1)
  })
})

it('is finite and never throws, whatever comes', () => {
  const weird = fc.oneof(fc.float({ min: -1, max: 1 }), fc.constantFrom(NaN, 0, 1, -1))
  const terms = fc.integer({ min: 0, max: 60 }).chain((n) =>
    fc.array(
      fc.record({
        values: fc.array(weird, { minLength: n, maxLength: n }),
        modality: fc.constantFrom('text' as const, 'picture' as const),
        isExcluded: fc.boolean(),
        weight: fc.float({ min: Math.fround(0.1), max: 5, noNaN: true }),
      }),
      { minLength: 1, maxLength: 4 },
    ),
  )
  fc.assert(
    fc.property(terms, fc.constantFrom(starter, none), (all, calibration) => {
      const { scores, likelyFrom } = combined(
        all.map(({ values, ...more }) => term(values, more)),
        calibration,
      )
      expect(scores).toHaveLength(all[0]?.values.length ?? 0)
      expect(likelyFrom).not.toBeNaN()
      if (all.every(({ values }) => values.every(Number.isFinite)))
        expect([...scores].every(Number.isFinite)).toBe(true)
    }),
  )
})
