import { array, assert, integer, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Copy } from '../../src-main/engine/catalog/user-data/copies.ts'
import { copiesToRemove } from '../../src-main/engine/catalog/user-data/thin-copies.ts'

const hourMs = 3_600_000
const nowMs = Date.UTC(2026, 5, 15, 12, 30)
const copyAt = (savedAtMs: number, sizeBytes = 1_000): Copy => ({
  path: String(savedAtMs),
  savedAtMs,
  sizeBytes,
})
const left = (copies: readonly Copy[], atMs = nowMs) => {
  const gone = new Set(copiesToRemove(copies, atMs))
  return copies.filter((copy) => !gone.has(copy))
}

describe('old copies of what the person said', () => {
  it('are kept densely for an hour, hourly for a day, daily for two weeks, weekly for three months', () => {
    let copies: Copy[] = []
    // Four months in which something is said every quarter of an hour, and in the last two hours every five minutes.
    for (
      let atMs = nowMs - 120 * 24 * hourMs;
      atMs <= nowMs;
      atMs += nowMs - atMs < 2 * hourMs ? hourMs / 12 : hourMs / 4
    )
      copies = left([copyAt(atMs), ...copies], atMs)
    const younger = (ageMs: number) => copies.filter(({ savedAtMs }) => nowMs - savedAtMs < ageMs).length
    expect(younger(hourMs)).toBeGreaterThanOrEqual(6)
    expect(younger(24 * hourMs)).toBeGreaterThanOrEqual(24)
    expect(younger(14 * 24 * hourMs)).toBeGreaterThanOrEqual(36)
    expect(younger(91 * 24 * hourMs)).toBeGreaterThanOrEqual(44)
    expect(copies.length).toBeLessThan(70)
  })

  it('take 256 MB at most, but the newest two stay whatever they take', () => {
    const large = [1, 2, 3, 4].map((days) => copyAt(nowMs - days * 24 * hourMs, 200 * 2 ** 20))
    expect(left(large)).toEqual(large.slice(0, 2))
  })

  it('never lose the newest two, whatever the clock says', () => {
    const ages = array(integer({ min: -10_000, max: 10_000 }), { minLength: 2, maxLength: 40 })
    assert(
      property(ages, (hours) => {
        const copies = hours
          .map((age) => copyAt(nowMs - age * hourMs))
          .toSorted((a, b) => b.savedAtMs - a.savedAtMs)
        expect(left(copies).slice(0, 2)).toEqual(copies.slice(0, 2))
      }),
    )
  })
})
