import { describe, expect, it } from 'vitest'
import { clockAfter, clockAtStart, isBelieved } from '../../src-main/engine/upkeep/wall-clock.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const nowMs = Date.UTC(2026, 10, 20)

describe('the clock on the wall', () => {
  it('is believed at the very first start, and after a day without the app', () => {
    expect(isBelieved(clockAtStart(null, nowMs))).toBe(true)
    const first = clockAtStart(null, nowMs)
    expect(isBelieved(clockAtStart(first, nowMs + dayMs))).toBe(true)
  })

  it.each([
    ['forward', 10 * 365 * dayMs],
    ['forward by three days', 3 * dayMs],
    ['back to 1970', -nowMs],
  ])('is doubted after a jump %s, at a start and while running', (_, jumpMs) => {
    const before = clockAtStart(null, nowMs)
    expect(isBelieved(clockAtStart(before, nowMs + jumpMs))).toBe(false)
    expect(isBelieved(clockAfter(before, nowMs + jumpMs, 1_000))).toBe(false)
  })

  it('is believed again after a day of ordinary time, in one piece or in many starts', () => {
    const wrongMs = nowMs + 400 * dayMs
    let clock = clockAfter(clockAtStart(null, nowMs), wrongMs, 0)
    clock = clockAfter(clock, wrongMs + 23 * hourMs, 23 * hourMs)
    expect(isBelieved(clock)).toBe(false)
    expect(isBelieved(clockAfter(clock, wrongMs + dayMs, hourMs))).toBe(true)

    let weekly = clockAtStart({ lastSeenMs: nowMs, doubtMs: 0 }, nowMs + 7 * dayMs)
    for (let week = 2; week <= 13; week += 1) {
      expect(isBelieved(weekly)).toBe(false)
      weekly = clockAfter(weekly, weekly.lastSeenMs + 2 * hourMs, 2 * hourMs)
      if (week < 13) weekly = clockAtStart(weekly, nowMs + week * 7 * dayMs)
    }
    expect(isBelieved(weekly)).toBe(true)
  })

  it('is doubted anew when it is put right during the doubt', () => {
    const wrong = clockAfter(clockAtStart(null, nowMs), nowMs + 400 * dayMs, 0)
    const nearly = clockAfter(wrong, wrong.lastSeenMs + 23 * hourMs, 23 * hourMs)
    expect(clockAtStart(nearly, nowMs + dayMs).doubtMs).toBe(dayMs)
    expect(clockAfter(nearly, nowMs + dayMs, hourMs).doubtMs).toBe(dayMs)
  })

  it('may run a little fast or slow, and change to summer time', () => {
    const clock = clockAtStart(null, nowMs)
    expect(isBelieved(clockAfter(clock, nowMs + 2 * hourMs, hourMs))).toBe(true)
    expect(isBelieved(clockAfter(clock, nowMs - hourMs, hourMs))).toBe(true)
  })
})
