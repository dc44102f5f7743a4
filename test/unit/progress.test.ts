import { describe, expect, it } from 'vitest'
import {
  meterDone,
  rateOf,
  startMeter,
  timeLeftMs,
  type RunMeter,
} from '../../src-main/engine/indexing/progress.ts'

/** `count` photos, one every `everyMs`, from `fromMs` on. */
function run(meter: RunMeter, fromMs: number, count: number, everyMs: number): RunMeter {
  let next = meter
  for (let n = 1; n <= count; n += 1) next = meterDone(next, fromMs + n * everyMs)
  return next
}

describe('the rate of a run', () => {
  it('says nothing before there is enough to say', () => {
    expect(rateOf(startMeter(0), 0)).toBeNull()
    expect(rateOf(meterDone(startMeter(0), 100), 100)).toBeNull()
    expect(timeLeftMs(10, null)).toBeNull()
  })

  it('is photos per second', () => {
    const meter = run(startMeter(0), 0, 80, 25)
    expect(rateOf(meter, 2_000)).toBeCloseTo(40, 0)
    expect(timeLeftMs(400, 40)).toBe(10_000)
  })

  it('follows a change of speed within ten seconds', () => {
    const fast = run(startMeter(0), 0, 1_000, 20)
    const slow = run(fast, 20_000, 20, 500)
    expect(slow.done).toBe(1_020)
    expect(rateOf(slow, 30_000)).toBeCloseTo(2, 0)
  })

  it('remembers no more than the last moments, however long it runs', () => {
    expect(run(startMeter(0), 0, 50_000, 10).recent.length).toBeLessThan(110)
  })
})
