import { array, assert, constantFrom, integer, property } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { foldedBehind, listedOf } from '../../src-renderer/lib/listed.ts'
import { listingOfPage, listingOfView, type Listing } from '../../src-renderer/lib/query-state.ts'
import { columnsOf, searchPage } from '../helpers/search-pages.ts'

const question = { kind: 'search', query: { kind: 'words', text: 'similar:1' } } as const
const none: ReadonlySet<number> = new Set()

/** Photos 1, 2, …, of which the first `likely` are likely, each in the stack given at its place. */
function listing(stackOf: readonly number[], likely = stackOf.length): Listing {
  const ids = stackOf.map((_, index) => index + 1)
  const page = searchPage(ids, {
    stackOf,
    likely: ids.map((_, index) => index < likely),
    likelyTotal: likely,
  })
  return listingOfPage(question, page)
}

describe('what of an answer is on screen', () => {
  test('is the answer itself where nothing is stacked', () => {
    const answer = listing([1, 2, 3], 2)
    const listed = listedOf(answer, none)
    expect(listed.photos).toBe(answer.photos)
    expect(listed).toMatchObject({ likelyCount: 2, foldedCount: 0 })
  })

  test('knows no likely photos of a place of the side bar, nor of filters alone', () => {
    const browsed = listingOfView({ kind: 'browse', view: { kind: 'all' } }, columnsOf([1, 2]))
    const filtered = listingOfPage(question, searchPage([1, 2], { isBrowsing: true }))
    expect([browsed, filtered].map((one) => listedOf(one, none).likelyCount)).toEqual([null, null])
  })

  test('holds the first photo of each stack, with how many it stands for', () => {
    const listed = listedOf(listing([1, 2, 1, 4, 2, 1]), none)
    expect(listed.photos.ids).toEqual([1, 2, 4])
    expect(listed.stacks.get(1)).toEqual({ stackId: 1, firstId: 1, size: 3, isOpen: false })
    expect(listed.stacks.get(2)?.size).toBe(2)
    expect(listed.stacks.has(4)).toBe(false)
    expect(listed.foldedCount).toBe(3)
  })

  test('unfolds a stack in its place', () => {
    const listed = listedOf(listing([1, 2, 1, 4, 2, 1]), new Set([1]))
    expect(listed.photos.ids).toEqual([1, 3, 6, 2, 4])
    expect(listed.stacks.get(6)).toEqual({ stackId: 1, firstId: 1, size: 3, isOpen: true })
  })

  test('keeps a stack whole on the side of the divider where its first photo stands', () => {
    const answer = listing([1, 2, 3, 2, 5], 3)
    expect(listedOf(answer, none)).toMatchObject({ likelyCount: 3, photos: { ids: [1, 2, 3, 5] } })
    expect(listedOf(answer, new Set([2]))).toMatchObject({
      likelyCount: 4,
      photos: { ids: [1, 2, 4, 3, 5] },
    })
  })

  test('lets the next photo stand for a stack whose first was removed', () => {
    const page = searchPage([2, 3], { stackOf: [1, 1] })
    const listed = listedOf(listingOfPage(question, page), none)
    expect(listed.photos.ids).toEqual([2])
    expect(listed.stacks.get(2)).toMatchObject({ firstId: 2, size: 2 })
  })

  test('counts what lies behind the chosen photos', () => {
    const answer = listing([1, 2, 1, 4, 2, 1])
    expect(foldedBehind(listedOf(answer, none), [1, 2, 4])).toBe(3)
    expect(foldedBehind(listedOf(answer, new Set([1])), [1, 3, 2])).toBe(1)
  })

  test('loses no photo and shows none twice, whatever is stacked and unfolded', () => {
    const stacks = array(integer({ min: 1, max: 8 }), { maxLength: 40 })
    assert(
      property(
        stacks,
        array(constantFrom(1, 2, 3, 4, 5, 6, 7, 8)),
        integer({ min: 0, max: 40 }),
        (of, open, likely) => {
          const answer = listing(of, Math.min(likely, of.length))
          const all = listedOf(answer, new Set([1, 2, 3, 4, 5, 6, 7, 8]))
          expect([...all.photos.ids].toSorted((a, b) => a - b)).toEqual(answer.photos.ids)
          const listed = listedOf(answer, new Set(open))
          expect(new Set(listed.photos.ids).size + listed.foldedCount).toBe(of.length)
          expect(listed.photos.ids.length + listed.foldedCount).toBe(of.length)
        },
      ),
    )
  })
})
