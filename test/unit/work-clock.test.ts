import { describe, expect, it } from 'vitest'
import { createPhotoTimes } from '../../src-main/engine/embed/photos/photo-times.ts'
import { coreTimesOf, createWorkClock, type CoreTime } from '../../src-main/engine/embed/photos/work-clock.ts'

/** A worker of one or more threads, of which each number is what it got and waited for in the next second. */
function clockOf(...threads: readonly { ranMs: number; waitedMs: number }[]): number {
  let atMs = 0
  let times: Map<string, CoreTime> = new Map(
    threads.map((_, at) => [String(at), { ranMs: 500, waitedMs: 700 }]),
  )
  const clock = createWorkClock(
    () => times,
    () => atMs,
  )
  atMs = 1000
  times = new Map(
    threads.map((time, at) => [String(at), { ranMs: 500 + time.ranMs, waitedMs: 700 + time.waitedMs }]),
  )
  return Math.round(clock.pass())
}

describe('the time of a worker that counts', () => {
  it('is all of it when it computes, hangs in a loop, waits for a disk or is frozen', () => {
    expect(clockOf({ ranMs: 1000, waitedMs: 0 })).toBe(1000)
    expect(clockOf({ ranMs: 300, waitedMs: 50 })).toBe(1000)
    expect(clockOf({ ranMs: 0, waitedMs: 0 })).toBe(1000)
  })

  it('is what it got of the processor while it stood in line for it', () => {
    expect(clockOf({ ranMs: 20, waitedMs: 980 })).toBe(20)
    expect(clockOf({ ranMs: 10, waitedMs: 490 }, { ranMs: 20, waitedMs: 980 })).toBe(30)
  })

  it('is all of it when its threads stand in line for each other', () => {
    const thread = { ranMs: 250, waitedMs: 750 }
    expect(clockOf(thread, thread, thread, thread)).toBe(1000)
  })

  it('is a part of it, where the system keeps no such books, once nothing is heard of it', () => {
    let atMs = 0
    const clock = createWorkClock(
      () => null,
      () => atMs,
    )
    atMs = 1000
    clock.alive()
    expect(clock.pass()).toBe(1000)
    atMs = 9000
    expect(clock.pass()).toBe(2000)
    clock.alive()
    atMs = 10_000
    expect(clock.pass()).toBe(1000)
  })

  it.skipIf(process.platform !== 'linux')('is read from the books of a real process', () => {
    const read = coreTimesOf(process.pid)
    const ranMs = () => [...(read()?.values() ?? [])].reduce((sum, time) => sum + time.ranMs, 0)
    const before = ranMs()
    const untilMs = performance.now() + 50
    while (performance.now() < untilMs);
    expect(ranMs()).toBeGreaterThan(before)
    expect(coreTimesOf(2 ** 22 + 1)()).toBeNull()
  })
})

function times() {
  const made = createPhotoTimes(1000)
  const pass = (ms: number) => made.pass(ms, ms)
  return { ...made, pass }
}

describe('the photos of a worker that are at work', () => {
  it('are overdue after their limit, of time that counts', () => {
    const one = createPhotoTimes(1000)
    one.begun(1)
    one.pass(0, 0)
    one.pass(900, 15_000)
    expect(one.overdue()).toEqual([])
    one.pass(200, 200)
    expect(one.overdue()).toEqual([1])
  })

  it('are overdue at last, however starved their worker is', () => {
    const one = createPhotoTimes(1000)
    one.begun(1)
    one.pass(0, 0)
    one.pass(100, 20_001)
    expect(one.overdue()).toEqual([1])
  })

  it('are not timed while they wait for their batch, and neither timed nor suspected while for a decoder', () => {
    const one = times()
    one.begun(1)
    one.begun(2)
    one.pass(0)
    one.begun(3)
    one.decoded(1)
    one.waits(3)
    one.pass(1100)
    expect(one.overdue()).toEqual([2])
    expect(one.atWork().toSorted()).toEqual([1, 2])
  })

  it('have a limit for each picture of a batch, and those beside it stand still meanwhile', () => {
    const one = times()
    one.begun(5)
    one.batch([1, 2, 3])
    one.pass(0)
    one.pass(2900)
    expect(one.overdue()).toEqual([])
    expect(one.silenceMs()).toBe(Infinity)
    one.pass(200)
    expect(one.overdue()).toEqual([1, 2, 3])
    for (const jobId of [1, 2, 3]) one.done(jobId)
    expect(one.overdue()).toEqual([])
    expect(one.atWork()).toEqual([5])
  })

  it('have a shorter limit once batches are known to be quick', () => {
    const one = times()
    one.batch([1, 2, 3])
    for (const jobId of [1, 2, 3]) one.done(jobId)
    one.batch([4, 5, 6])
    one.pass(0)
    one.pass(1500)
    expect(one.overdue()).toEqual([4, 5, 6])
  })
})
