import { describe, expect, it } from 'vitest'
import {
  agreementBound,
  isWithin,
  rankingAgreement,
  spreadOf,
} from '../../src-main/engine/embed/compare/agreement.ts'
import { synthetic } from '../../src-main/hosts/cli/bench/synthetic.ts'

describe('the agreement of two models', () => {
  it('is told by the least, the lowest hundredth, the middle and the mean of the cosines', () => {
    const cosines = Array.from({ length: 200 }, (_, n) => (1000 - n) / 1000)
    const { least, p1, median, mean } = spreadOf(cosines)
    expect([least, p1, median]).toEqual([0.801, 0.803, 0.901])
    expect(mean).toBeCloseTo(0.9005, 6)
    expect(spreadOf([])).toEqual({ least: 0, p1: 0, median: 0, mean: 0 })
  })

  it('is good enough only when the middle and the worst photo both are', () => {
    const spread = { least: 0.96, p1: 0.96, median: 0.985, mean: 0.98 }
    expect(isWithin(agreementBound, spread)).toBe(true)
    expect(isWithin(agreementBound, { ...spread, median: 0.979 })).toBe(false)
    expect(isWithin(agreementBound, { ...spread, least: 0.94 })).toBe(false)
  })

  it('in rankings is the share of neighbours that both name, whole for the same and low for strangers', () => {
    const photos = make(1)
    expect(rankingAgreement(photos, photos)).toEqual({ neighbours: 10, share: 1 })
    expect(rankingAgreement(photos, make(2))?.share).toBeLessThan(0.4)
    const turned = photos.map((photo) => photo.toReversed())
    expect(rankingAgreement(photos, turned)?.share).toBe(1)
  })

  it('in rankings means nothing among two photos', () => {
    const one = Float32Array.of(1, 0)
    expect(rankingAgreement([one, one], [one, one])).toBeNull()
    expect(rankingAgreement([one, one, one], [one, one, one])).toEqual({ neighbours: 1, share: 1 })
  })
})

function make(seed: number): Float32Array[] {
  const source = synthetic(32, seed)
  return Array.from({ length: 60 }, () => source.photo())
}
