import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exactAmong, exactSearch } from '../../src-main/engine/vectors/exact.ts'
import { blockRows, createMatrix } from '../../src-main/engine/vectors/matrix.ts'
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
        expect(exactSearch(filled(rows, query.length), query, k)).toEqual(bruteForce(rows, query).slice(0, k))
      }),
    )
  })

  it('gives the best of those that are allowed', () => {
    fc.assert(
      fc.property(library, fc.integer({ min: 1, max: 10 }), ({ rows, query }, k) => {
        const expected = bruteForce(rows, query).filter(({ photoId }) => allow(photoId))
        expect(exactSearch(filled(rows, query.length), query, k, allow)).toEqual(expected.slice(0, k))
      }),
    )
  })

  it('compares with some rows only when asked to', () => {
    const matrix = filled([Float32Array.of(1, 0), Float32Array.of(0, 1), Float32Array.of(0.5, 0.5)], 2)
    expect(exactAmong(matrix, Float32Array.of(1, 0), 5, [1, 2])).toEqual([
      { photoId: 3, score: 0.5 },
      { photoId: 2, score: 0 },
    ])
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
        for (const { photoId, score } of all) top.offer(photoId, score)
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
        for (const [photoId, embeddingId] of expected) {
          const row = matrix.rowOfPhoto(photoId) ?? -1
          expect([...matrix.row(row)]).toEqual([embeddingId, photoId])
          expect(matrix.rowOfEmbedding(embeddingId)).toBe(row)
          expect(matrix.photoIdAt(row)).toBe(photoId)
        }
      }),
    )
  })

  it('grows and shrinks by whole blocks', () => {
    const matrix = createMatrix(1)
    for (let id = 1; id <= blockRows + 1; id += 1) matrix.put(id, id, Float32Array.of(id))
    expect(matrix.blocks).toHaveLength(2)
    expect(exactSearch(matrix, Float32Array.of(1), 2).map(({ photoId }) => photoId)).toEqual([
      blockRows + 1,
      blockRows,
    ])
    matrix.remove(1)
    expect(matrix.blocks).toHaveLength(1)
    expect([...matrix.row(0)]).toEqual([blockRows + 1])
  })

  it('refuses an embedding of another size', () => {
    expect(() => createMatrix(4).put(1, 1, new Float32Array(3))).toThrow('3 values')
  })
})

function filled(rows: readonly Float32Array[], dim: number) {
  const matrix = createMatrix(dim)
  for (const [at, row] of rows.entries()) matrix.put(100 + at, at + 1, row)
  return matrix
}

function bruteForce(rows: readonly Float32Array[], query: Float32Array): Hit[] {
  return rows
    .map((row, at) => ({
      photoId: at + 1,
      score: row.reduce((sum, value, i) => sum + value * (query[i] ?? 0), 0),
    }))
    .toSorted(byScore)
}
