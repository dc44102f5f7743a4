import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { fuseByRank, type ListsToFuse } from '../../src-main/engine/search/rank/fuse-by-rank.ts'

function lists(scores: readonly number[], likelyFrom: number, more: Partial<ListsToFuse> = {}): ListsToFuse {
  const semantic = { scores: Float32Array.from(scores), likelyFrom }
  return { count: scores.length, semantic, text: [], exact: [], ...more }
}

it('is the ranking by looks where no text was found', () => {
  expect(fuseByRank(lists([0.1, 0.9, 0.5, 0.7], 0.6), 10)).toEqual({ order: [1, 3, 2, 0], likelyTotal: 2 })
})

it('puts a name that is the very words first of all', () => {
  const fused = fuseByRank(lists([0.9, 0.8, 0.1, 0.2], 0.5, { text: [2, 3], exact: [3] }), 10)
  expect(fused.order[0]).toBe(3)
  expect(fused.likelyTotal).toBe(4)
})

it('prefers what both lists have, and takes turns with the rest', () => {
  const fused = fuseByRank(lists([0.9, 0.8, 0.7, 0.1, 0], 0.5, { text: [3, 2] }), 10)
  expect(fused.order).toEqual([2, 0, 3, 1, 4])
})

it('counts what has the words as likely, whatever it looks like', () => {
  expect(fuseByRank(lists([0.1, 0.3, 0.2], Infinity, { text: [0] }), 10)).toEqual({
    order: [0, 1, 2],
    likelyTotal: 1,
  })
})

it('goes without looks', () => {
  const fused = fuseByRank({ count: 5, semantic: null, text: [3, 1], exact: [4] }, 10)
  expect(fused).toEqual({ order: [4, 3, 1, 0, 2], likelyTotal: 3 })
})

it('holds every photo once, likely ones first, in an order that a longer page only continues', () => {
  const some = fc.integer({ min: 1, max: 40 }).chain((count) => {
    const position = fc.integer({ min: 0, max: count - 1 })
    return fc.record({
      scores: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: count, maxLength: count }),
      likelyFrom: fc.integer({ min: 0, max: 10 }),
      text: fc.uniqueArray(position),
      exact: fc.uniqueArray(position, { maxLength: 3 }),
      k: fc.integer({ min: 0, max: 45 }),
    })
  })
  fc.assert(
    fc.property(some, ({ scores, likelyFrom, text, exact, k }) => {
      const all = fuseByRank(lists(scores, likelyFrom, { text, exact }), scores.length)
      expect(all.order.toSorted((a, b) => a - b)).toEqual(scores.map((_, at) => at))
      const isLikely = (at: number) =>
        (scores[at] ?? 0) >= likelyFrom || text.includes(at) || exact.includes(at)
      const likely = all.order.map(isLikely)
      expect(likely.lastIndexOf(true) + 1).toBe(all.likelyTotal)
      expect(likely.filter(Boolean)).toHaveLength(all.likelyTotal)
      expect(fuseByRank(lists(scores, likelyFrom, { text, exact }), k).order).toEqual(all.order.slice(0, k))
    }),
  )
})
