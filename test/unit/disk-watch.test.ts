import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createDiskWatch, longestWaitMs } from '../../src-main/engine/indexing/disk-watch.ts'

const plenty = 2 ** 30

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** How long after each `begin` there is room. A disk that cannot be written at all begins again at once. */
function waits(free: () => number, answer: 'refuses' | 'takes it') {
  const waited: number[] = []
  let begunAtMs = Date.now()
  const watch = createDiskWatch({
    dataDir: '/data',
    checkMs: 1_000,
    free: () => Promise.resolve(free()),
    onRoom: () => {
      waited.push(Date.now() - begunAtMs)
      begunAtMs = Date.now()
      if (answer === 'takes it') watch.wrote()
      watch.begin()
    },
  })
  watch.begin()
  return { watch, waited }
}

test('a disk that has room but cannot be written is tried ever more rarely, at last every five minutes', async () => {
  const { watch, waited } = waits(() => plenty, 'refuses')
  await vi.advanceTimersByTimeAsync(30 * 60_000)
  watch.stop()
  expect(waited.slice(0, 4)).toEqual([1_000, 2_000, 4_000, 8_000])
  expect(waited.slice(-2)).toEqual([longestWaitMs, longestWaitMs])
})

test('a disk that was written in between is waited for no longer than the first time', async () => {
  const { watch, waited } = waits(() => plenty, 'takes it')
  await vi.advanceTimersByTimeAsync(5_500)
  watch.stop()
  expect(waited).toEqual([1_000, 1_000, 1_000, 1_000, 1_000])
})

test('a full disk is looked at at a steady pace, however long it is full', async () => {
  let free = 0
  const { watch, waited } = waits(() => free, 'refuses')
  await vi.advanceTimersByTimeAsync(10 * 60_000)
  expect(waited).toEqual([])
  free = plenty
  await vi.advanceTimersByTimeAsync(1_000)
  expect(waited).toHaveLength(1)
  watch.stop()
  await vi.advanceTimersByTimeAsync(10 * 60_000)
  expect(waited).toHaveLength(1)
})
