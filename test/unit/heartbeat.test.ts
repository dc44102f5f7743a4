import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { watchHeartbeat } from '../../src-main/hosts/shared/heartbeat.ts'

const limits = { everyMs: 10, silentMs: 50, startMs: 200 }

function watched() {
  const asked = vi.fn<() => void>()
  const silent = vi.fn<(forMs: number) => void>()
  return { life: watchHeartbeat(limits, asked, silent), asked, silent }
}

describe('the heartbeat of an engine', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  test('calls an engine hung, once, when it has not been heard for the limit', () => {
    const { life, silent } = watched()
    life.started()
    vi.advanceTimersByTime(50)
    expect(silent).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1_000)
    expect(silent.mock.calls).toEqual([[50]])
  })

  test('lets an engine take longer until it has started', () => {
    const { silent } = watched()
    vi.advanceTimersByTime(200)
    expect(silent).not.toHaveBeenCalled()
    vi.advanceTimersByTime(10)
    expect(silent.mock.calls).toEqual([[200]])
  })

  test('begins anew whenever the engine is heard', () => {
    const { life, asked, silent } = watched()
    life.started()
    for (let i = 0; i < 20; i += 1) {
      vi.advanceTimersByTime(40)
      life.heard()
    }
    expect(silent).not.toHaveBeenCalled()
    expect(asked).toHaveBeenCalledTimes(80)
  })

  test('does not count time in which this process itself stood still', () => {
    const { life, silent } = watched()
    life.started()
    // A day passes on every clock, and no turn of the timer with it.
    vi.setSystemTime(Date.now() + 86_400_000)
    vi.advanceTimersByTime(40)
    expect(silent).not.toHaveBeenCalled()
  })

  test('is over when it is stopped', () => {
    const { life, asked, silent } = watched()
    life.stop()
    vi.advanceTimersByTime(10_000)
    expect([asked.mock.calls, silent.mock.calls]).toEqual([[], []])
  })
})
