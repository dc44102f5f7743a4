import { expect, test } from 'vitest'
import { barLine, progressText } from '../../src-main/hosts/cli/progress-bar.ts'
import type { Progress } from '../../src-preload/contract/index.ts'

const progress = (change: Partial<Progress>): Progress => ({
  phase: 'indexing',
  pauseReason: null,
  pauseMessage: null,
  slowed: null,
  done: 3_214,
  total: 12_480,
  photosPerSecond: 41.3,
  timeLeftMs: 225_000,
  switching: null,
  library: {
    photos: 12_480,
    embedded: 3_200,
    pending: 9_266,
    failed: 14,
    hidden: 0,
    missing: 0,
    favourites: 0,
  },
  ...change,
})

test.each([
  [{}, 'Indexing 3,214 of 12,480 · 41/s · 4 min left'],
  [{ photosPerSecond: null, timeLeftMs: null }, 'Indexing 3,214 of 12,480'],
  [{ photosPerSecond: 4.26, timeLeftMs: 9_100 }, 'Indexing 3,214 of 12,480 · 4.3/s · 10 s left'],
  [{ timeLeftMs: 2 * 3_600_000 + 300_000 }, 'Indexing 3,214 of 12,480 · 41/s · 2 h 5 min left'],
  [{ phase: 'scanning' as const }, 'Looking for photos'],
  [{ phase: 'paused' as const, pauseMessage: 'The disk is full.' }, 'The disk is full.'],
])('progress %j is said as "%s"', (change, text) => {
  expect(progressText(progress(change))).toBe(text)
})

test('the bar fills with what is done and never breaks the line', () => {
  expect(barLine(progress({ done: 5, total: 10 }), 120)).toMatch(/^█{15}░{15} Indexing 5 of 10/)
  expect(barLine(progress({ done: 0, total: 0 }), 120)).toMatch(/^░{30} /)
  for (const columns of [0, 10, 40, 60, 80])
    expect(barLine(progress({}), columns).length).toBeLessThanOrEqual(columns)
})
