import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { blockRows } from '../../src-main/engine/vectors/byte-rows.ts'
import { dot, exactSearch } from '../../src-main/engine/vectors/exact.ts'
import { createMatrix } from '../../src-main/engine/vectors/matrix.ts'
import { bestOf } from '../../src-main/engine/vectors/ranking.ts'
import { byScore, createTopK, type Hit } from '../../src-main/engine/vectors/top-k.ts'

// Small whole numbers: sums are exact in any order, and equal scores are common.
const vector = (dim: number) =>
  fc
    .array(fc.integer({ min: -3, max: 3 }), { minLength: dim, maxLength: dim })
    .map((v) => Float32Array.from(v))
const library = fc
  .constantFrom(1, 3, 8, 13, 16)
  .chain((dim) => fc.record({ rows: fc.array(vector(dim), { maxLength: 40 }), query: vector(dim) }))

const allow = (photoId: number) => photoId % 3 !== 0

describe('the exact scan', () => {
  it('gives what comparing and sorting everything gives', () => {
    fc.assert(
      fc.property(library, fc.integer({ min: 0, max: 50 }), ({ rows, query }, k) => {
        expect(exactSearch(named(rows), query, k)).toEqual(bruteForce(rows, query).slice(0, k))
      }),
    )
  })

  it('gives the best of those that are allowed', () => {
    fc.assert(
      fc.property(library, fc.integer({ min: 1, max: 10 }), ({ rows, query }, k) => {
        const expected = bruteForce(rows, query).filter(({ photoId }) => allow(photoId))
        expect(exactSearch(named(rows), query, k, allow)).toEqual(expected.slice(0, k))
      }),
    )
  })
})

describe('the best by scores that are a little off', () => {
  it('are the best by true scores, however many are alike', () => {
    const truth = fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 300 })
    const off = fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 1, maxLength: 300 })
    fc.assert(
      fc.property(truth, off, fc.integer({ min: 0, max: 60 }), (scores, errors, k) => {
        const all = scores.map((score, at) => ({ photoId: at + 1, score }))
        const comparison = {
          count: all.length,
          photoIds: Int32Array.from(all, ({ photoId }) => photoId),
          scores: [Float32Array.from(scores, (score, at) => score + (errors[at % errors.length] ?? 0))],
        }
        const trueScores = (ids: readonly number[]) => Float32Array.from(ids, (id) => scores[id - 1] ?? NaN)
        const expected = all.toSorted(byScore)
        expect(bestOf(comparison, k, 1, trueScores)).toEqual(expected.slice(0, k))
        const allowed = expected.filter(({ photoId }) => allow(photoId))
        expect(bestOf(comparison, k, 1, trueScores, allow)).toEqual(allowed.slice(0, k))
      }),
    )
  })
})

describe('the k best', () => {
  it('are the first k of all, sorted', () => {
    const hits = fc.uniqueArray(
      fc.record({ photoId: fc.integer({ min: 1, max: 99 }), score: fc.integer({ min: 0, max: 5 }) }),
      { selector: (hit) => hit.photoId },
    )
    fc.assert(
      fc.property(hits, fc.integer({ min: 0, max: 20 }), (all, k) => {
        const top = createTopK(k)
        let bar = -Infinity
        for (const { photoId, score } of all) if (score >= bar) bar = top.offer(photoId, score)
        expect(bar).toBe(
          k === 0 && all.length > 0
            ? Infinity
            : (all.map((hit) => hit.score).toSorted((a, b) => b - a)[k - 1] ?? -Infinity),
        )
        expect(top.sorted()).toEqual(all.toSorted(byScore).slice(0, k))
      }),
    )
  })
})

describe('the matrix', () => {
  it('holds what a map would hold after any puts and removals', () => {
    const step = fc.record({ photoId: fc.integer({ min: 1, max: 6 }), remove: fc.boolean() })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const matrix = createMatrix(2)
        const expected = new Map<number, number>()
        for (const [at, { photoId, remove }] of steps.entries()) {
          if (remove) expect(matrix.remove(photoId)).toBe(expected.get(photoId))
          else matrix.put(at, photoId, Float32Array.of(at, photoId))
          if (remove) expected.delete(photoId)
          else expected.set(photoId, at)
        }
        expect(matrix.size).toBe(expected.size)
        expect(new Set(matrix.embeddingIds())).toEqual(new Set(expected.values()))
        const [first, second] = products(matrix, [Float32Array.of(1, 0), Float32Array.of(0, 1)])
        for (const [photoId, embeddingId] of expected) {
          const row = matrix.rowOfPhoto(photoId)
          expect(first?.[row]).toBeCloseTo(embeddingId, 0)
          expect(second?.[row]).toBeCloseTo(photoId, 0)
          expect(matrix.rowOfEmbedding(embeddingId)).toBe(row)
          expect(matrix.photoIdAt(row)).toBe(photoId)
        }
      }),
    )
  })

  it('grows by whole blocks and keeps what it has', () => {
    const matrix = createMatrix(1)
    const count = 2 * blockRows + 1
    for (let id = 1; id <= count; id += 1) matrix.put(id, id, Float32Array.of(id))
    matrix.remove(1)
    const [values] = products(matrix, [Float32Array.of(1)])
    expect(matrix.size).toBe(count - 1)
    for (const id of [2, blockRows, blockRows + 1, count])
      expect(values?.[matrix.rowOfPhoto(id)]).toBeCloseTo(id, 0)
    expect(matrix.rowOfPhoto(count)).toBe(0)
  })

  it('refuses an embedding of another size', () => {
    expect(() => createMatrix(4).put(1, 1, new Float32Array(3))).toThrow('3 values')
  })
})

function products(matrix: ReturnType<typeof createMatrix>, queries: Float32Array[]): Float32Array[] {
  const out = queries.map(() => new Float32Array(matrix.size))
  matrix.rows.scan(queries, matrix.size, out)
  return out
}

function named(rows: readonly Float32Array[]) {
  return rows.map((row, at) => ({ photoId: at + 1, vector: row }))
}

function bruteForce(rows: readonly Float32Array[], query: Float32Array): Hit[] {
  return named(rows)
    .map(({ photoId, vector: row }) => ({ photoId, score: dot(row, 0, query, query.length) }))
    .toSorted(byScore)
}
