import { expect, it } from 'vitest'
import { createIdTable } from '../../src-main/engine/vectors/id-table.ts'
import { createScanTime } from '../../src-main/engine/vectors/scan-time.ts'

it('how many photos can be compared in a time is told from the middle of the last scans', () => {
  const time = createScanTime()
  expect(time.rowsIn(30)).toBe(Infinity)
  for (const ms of [400, 10, 12, 11, 10]) time.took(ms, 100_000)
  expect(time.rowsIn(30)).toBeCloseTo(30 / (11 / 100_000))
  for (let n = 0; n < 9; n += 1) time.took(30, 100_000)
  expect(time.rowsIn(30)).toBeCloseTo(100_000)
})

it('scans of few photos say nothing', () => {
  const time = createScanTime()
  time.took(5, 100)
  expect(time.rowsIn(30)).toBe(Infinity)
})

it('a table of ids holds what was set, however far the ids lie apart', () => {
  const table = createIdTable()
  const ids = [0, 1, 65_535, 65_536, 3_000_000_000, 2 ** 40]
  for (const [value, id] of ids.entries()) table.set(id, value)
  table.delete(65_535)
  expect(ids.map((id) => table.get(id))).toEqual([0, 1, -1, 3, 4, 5])
  expect(table.get(77)).toBe(-1)
})
