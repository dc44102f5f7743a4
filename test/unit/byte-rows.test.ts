import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createByteRows } from '../../src-main/engine/vectors/byte-rows.ts'
import { dot } from '../../src-main/engine/vectors/exact.ts'
import { scanBytes } from '../../src-main/engine/vectors/kernel/scan-bytes.ts'
import { compileScan } from '../helpers/compile-scan.ts'
import { randomFrom, randomUnit } from '../helpers/vectors.ts'

const random = randomFrom(3)

describe('rows of bytes', () => {
  it('give the products of whole numbers exactly, for any size and any rows', () => {
    const shape = fc.record({
      dim: fc.integer({ min: 1, max: 70 }),
      count: fc.constantFrom(1, 2, 255, 256, 257, 600),
      queries: fc.integer({ min: 1, max: 5 }),
    })
    fc.assert(
      fc.property(shape, ({ dim, count, queries }) => {
        const rows = Array.from({ length: count }, () => whole(dim, 127))
        const asked = Array.from({ length: queries }, () => whole(dim, 32_767))
        const bytes = createByteRows(dim)
        for (const [row, values] of rows.entries()) bytes.write(row, values)
        const out = asked.map(() => new Float32Array(count))
        bytes.scan(asked, count, out)
        const some = Array.from({ length: count }, () => Math.floor(random() * count))
        const among = asked.map(() => new Float32Array(count))
        bytes.scanAmong(asked, some, count, among)
        for (const [q, query] of asked.entries()) {
          const expected = rows.map((row) => dot(row, 0, query, dim))
          const error = 1e-6 * Math.max(...expected.map(Math.abs), 1)
          for (const [at, value] of expected.entries())
            expect(Math.abs((out[q]?.[at] ?? NaN) - value)).toBeLessThanOrEqual(error)
          for (const [at, row] of some.entries()) expect(among[q]?.[at]).toBe(out[q]?.[row])
        }
      }),
      { numRuns: 30 },
    )
  })

  it('never let a sum leave 32 bits', () => {
    const dim = 4_096
    const bytes = createByteRows(dim)
    const ones = new Float32Array(dim).fill(1 / Math.sqrt(dim))
    bytes.write(0, ones)
    const out = [new Float32Array(1), new Float32Array(1)]
    bytes.scan([ones, ones.map((value) => -value)], 1, out)
    expect(out[0]?.[0]).toBeCloseTo(1, 3)
    expect(out[1]?.[0]).toBeCloseTo(-1, 3)
  })

  it('are off by as much as they say', () => {
    const dim = 512
    const count = 2_000
    const common = randomUnit(random, dim)
    // One value that lies far out in all rows, as in CLIP's embeddings.
    common[133] = 0.5
    const rows = Array.from({ length: count }, () => randomUnit(random, dim, common, 0.04))
    const bytes = createByteRows(dim, common)
    for (const [row, values] of rows.entries()) bytes.write(row, values)
    const query = randomUnit(random, dim, common, 0.1)
    const out = [new Float32Array(count)]
    bytes.scan([query], count, out)
    const errors = rows.map((row, at) => (out[0]?.[at] ?? NaN) - dot(row, 0, query, dim))
    const deviation = Math.sqrt(errors.reduce((sum, error) => sum + error * error, 0) / count)
    expect(deviation).toBeLessThan(1.1 * bytes.deviation)
    expect(bytes.deviation).toBeLessThan(0.0005)
  })

  it('that are not numbers are like nothing in particular', () => {
    const bytes = createByteRows(4)
    bytes.write(0, Float32Array.of(NaN, 1, 0, 0))
    bytes.write(1, Float32Array.of(0, Infinity, 0, 0))
    bytes.write(2, Float32Array.of(0, 1, 0, 0))
    const out = [new Float32Array(3), new Float32Array(3)]
    bytes.scan([Float32Array.of(0, 1, 0, 0), Float32Array.of(NaN, 0, 0, 0)], 3, out)
    expect([...(out[0] ?? [])].map(Math.round)).toEqual([0, 0, 1])
  })
})

it('the kernel that ships is the one that can be read', async () => {
  expect(scanBytes).toBe(await compileScan())
})

/** One value is the largest, so that the others are kept exactly. */
function whole(dim: number, most: number): Float32Array {
  const values = Float32Array.from({ length: dim }, () => Math.round((2 * random() - 1) * most))
  values[0] = most
  return values
}
