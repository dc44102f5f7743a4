import { describe, expect, it, vi } from 'vitest'
import { createTrial, type TrialOptions } from '../../src-main/engine/vectors/trial.ts'

const truth = Array.from({ length: 50 }, (_, at) => at + 1)
const query = Float32Array.of(1)

describe('an index on trial', () => {
  it('answers nothing before so many queries have been asked', () => {
    const { trial, found } = begin({ queries: 3 })
    trial.asked(query)
    trial.asked(query)
    expect(trial.breadth).toBeNull()
    expect(found).not.toHaveBeenCalled()
  })

  it('is followed twice as far until it finds 99 of 100', async () => {
    const { trial, passed } = begin({ finds: (breadth) => 40 + 2 * breadth })
    trial.asked(query)
    await vi.waitFor(() => expect(passed).toHaveBeenCalledWith({ breadth: 8, recall: 1 }))
    expect(trial.breadth).toBe(8)
  })

  it('is put aside when comparing with all is quicker', async () => {
    const { trial, failed } = begin({ finds: () => 10, graphMs: 5 })
    trial.asked(query)
    await vi.waitFor(() => expect(failed).toHaveBeenCalledWith(expect.stringContaining('20.0 %')))
    expect(trial.breadth).toBeNull()
  })

  it('that was asked for is followed until there is nothing more to follow', async () => {
    const { trial, passed } = begin({ finds: () => 10, graphMs: 5, mustBeQuicker: false })
    trial.asked(query)
    await vi.waitFor(() => expect(passed).toHaveBeenCalledWith({ breadth: 32, recall: 0.2 }))
    expect(trial.breadth).toBe(32)
  })

  it('is believed when nobody wants a trial', () => {
    expect(begin({ queries: 0 }).trial.breadth).toBe(1)
  })

  it('ends with the engine', async () => {
    const { trial, found } = begin({})
    trial.asked(query)
    trial.stop()
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(found).not.toHaveBeenCalled()
  })
})

/** One in which a scan takes no time, and the index finds the first so many of 50. */
function begin(wanted: Partial<TrialOptions> & { finds?: (breadth: number) => number; graphMs?: number }) {
  const { finds = () => 50, graphMs = 0, ...options } = wanted
  const passed = vi.fn()
  const failed = vi.fn()
  const found = vi.fn((_: Float32Array, k: number, breadth: number) => {
    const endMs = performance.now() + graphMs
    while (performance.now() < endMs) continue
    return truth.slice(0, Math.min(k, finds(breadth)))
  })
  const trial = createTrial({
    queries: 1,
    size: 1_600,
    truth: () => truth,
    found,
    mustBeQuicker: graphMs > 0,
    onPassed: passed,
    onFailed: failed,
    ...options,
  })
  return { trial, passed, failed, found }
}
