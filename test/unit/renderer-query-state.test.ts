import { describe, expect, test } from 'vitest'
import { listedOf } from '../../src-renderer/lib/listed.ts'
import {
  emptyQuery,
  isAskingAnew,
  isByDate,
  listingOfPage,
  questionOf,
  reduceQuery,
  withPage,
} from '../../src-renderer/lib/query-state.ts'
import type { QueryEvent, QueryState } from '../../src-renderer/lib/query-state.ts'
import { boxOf, emptyBox } from '../../src-renderer/lib/search-box.ts'
import { shownBox } from '../../src-renderer/lib/shown-box.ts'
import { searchPage } from '../helpers/search-pages.ts'

const page = (offset: number, ...ids: readonly number[]) => searchPage(ids, { total: 9, offset })

function after(...events: readonly QueryEvent[]): QueryState {
  return events.reduce(reduceQuery, emptyQuery)
}

const typed = (draft: string): QueryEvent => ({ kind: 'box', box: { ...emptyBox, draft } })
const root = { kind: 'root', rootId: 4 } as const
const toRoot: QueryEvent = { kind: 'view', view: root, viewText: 'in:/photos' }

const words = { kind: 'search', query: { kind: 'words', text: 'dog' } } as const
const listing = (...ids: readonly number[]) => listingOfPage(words, page(0, ...ids))

describe('what is asked', () => {
  test('is the view while the box is empty or holds blanks', () => {
    expect(questionOf(after(typed('   ')))).toEqual({ kind: 'browse', view: { kind: 'all' } })
  })

  test('is the trimmed text', () => {
    expect(questionOf(after(typed(' dog ')))).toEqual(words)
  })

  test('is the same whether a part is a chip already or still being typed', () => {
    const asTyped = questionOf(after(typed('dog before:2019  rating:>=4 ')))
    const asChips = questionOf(after({ kind: 'box', box: boxOf('before:2019 rating:>=4 dog') }))
    expect(asChips).toEqual(asTyped)
    expect(asTyped).toEqual({
      kind: 'search',
      query: { kind: 'words', text: 'before:2019 rating:>=4 dog' },
    })
  })

  test('is within the place that was chosen, until that is left', () => {
    const within = after(toRoot, typed('dog'))
    expect(questionOf(within)).toEqual({ kind: 'search', query: { kind: 'words', text: 'in:/photos dog' } })
    expect(questionOf(reduceQuery(within, { kind: 'everywhere' }))).toEqual(words)
  })

  test('is the view again after clearing, and another view ends a search', () => {
    const state = after(toRoot, typed('dog'), { kind: 'cleared' })
    expect(questionOf(state)).toEqual({ kind: 'browse', view: root })
    expect(questionOf(after(typed('dog'), toRoot)).kind).toBe('browse')
  })

  test('is over all photos when another search takes the place of what was there', () => {
    const state = after(toRoot, { kind: 'search', box: boxOf('dog') })
    expect(questionOf(state)).toEqual(words)
    expect(state.began).toBe(2)
  })
})

describe('what is shown', () => {
  test('stays until the new answer is there', () => {
    const first = after({ kind: 'asked' }, { kind: 'answered', asked: 1, listing: listing(1, 2) })
    const waiting = reduceQuery(reduceQuery(first, typed('cat')), { kind: 'asked' })
    expect(waiting.waiting).toBe(true)
    expect(waiting.shown).toBe(first.shown)
  })

  test('read again for the library’s sake is no news', () => {
    const first = after(
      typed('dog'),
      { kind: 'asked' },
      { kind: 'answered', asked: 1, listing: listing(1, 2) },
    )
    const again = reduceQuery(first, { kind: 'asked' })
    expect([again.waiting, isAskingAnew(again)]).toEqual([true, false])
    expect(isAskingAnew(reduceQuery(again, typed('cat')))).toBe(true)
  })

  test('is never a stale answer', () => {
    const state = after({ kind: 'asked' }, { kind: 'asked' })
    expect(reduceQuery(state, { kind: 'answered', asked: 1, listing: listing(1) })).toBe(state)
    expect(reduceQuery(state, { kind: 'failed', asked: 1, message: 'no' })).toBe(state)
  })

  test('keeps the old results beside the sentence when a question fails', () => {
    const state = after(
      { kind: 'asked' },
      { kind: 'answered', asked: 1, listing: listing(1) },
      { kind: 'asked' },
      { kind: 'failed', asked: 2, message: 'The model is missing.' },
    )
    expect(state.problem).toBe('The model is missing.')
    expect(state.shown?.photos.ids).toEqual([1])
  })

  test('grows by a page without showing a photo twice', () => {
    const state = after(
      { kind: 'asked' },
      { kind: 'answered', asked: 1, listing: listing(1, 2) },
      { kind: 'asked' },
      { kind: 'more', asked: 2, page: page(2, 2, 3, 4) },
    )
    expect(state.shown?.photos.ids).toEqual([1, 2, 3, 4])
    expect(state.shown?.scores).toEqual([1, 1 / 2, 1 / 3, 1 / 4])
    expect(state.shown?.stackOf).toEqual([1, 2, 3, 4])
    expect(state.shown?.likely).toEqual([true, true, true, true])
  })

  test('has no scores and nothing unlikely while it is browsed by date', () => {
    const browsing = listingOfPage(words, searchPage([1, 2], { isBrowsing: true, total: 5 }))
    expect(browsing).toMatchObject({ scores: null, likely: null, likelyTotal: 5, isBrowsing: true })
    expect(isByDate(browsing)).toBe(true)
  })

  test('is divided by what shall not be in the photos, though it is by date, and has no months across the divider', () => {
    const divided = { isBrowsing: true, order: 'newest', total: 5, likelyTotal: 3 } as const
    const first = listingOfPage(words, searchPage([1, 2], divided))
    expect(first).toMatchObject({ scores: null, likely: [true, true], likelyTotal: 3, total: 5 })
    expect(isByDate(first)).toBe(false)
    const next = searchPage([3, 4], { ...divided, offset: 2, likely: [true, false] })
    const whole = withPage(first, next)
    expect(whole).toMatchObject({ likely: [true, true, true, false], likelyTotal: 3, scores: null })
    expect(listedOf(whole, new Set()).likelyCount).toBe(3)
  })

  test('stays found by name alone when one of its photos is removed', () => {
    const byName = listingOfPage(words, searchPage([1, 2, 3], { total: 9, likelyTotal: 3, namedTotal: 3 }))
    const state = after(
      { kind: 'asked' },
      { kind: 'answered', asked: 1, listing: byName },
      { kind: 'removed', photoIds: new Set([2]) },
    )
    expect(state.shown).toMatchObject({ likelyTotal: 2, namedTotal: 2 })
  })

  test('loses removed photos at once', () => {
    const state = after(
      { kind: 'asked' },
      { kind: 'answered', asked: 1, listing: listing(1, 2, 3) },
      { kind: 'removed', photoIds: new Set([2]) },
    )
    expect(state.shown?.photos.ids).toEqual([1, 3])
    expect(state.shown?.scores).toEqual([1, 1 / 3])
    expect(state.shown?.total).toBe(8)
    expect(state.shown?.likelyTotal).toBe(8)
    expect(state.shown?.likely).toEqual([true, true])
    expect(state.shown?.stackOf).toEqual([1, 3])
  })
})

describe('what the page of an empty result speaks of', () => {
  test('is the search that was asked, while what is typed does not parse or was not asked yet', () => {
    const shown = answeredNothing(after(typed('type:jpeg on:2019 dog')))
    for (const draft of ['type:jpeg before:soon', 'type:png', '']) {
      const now = reduceQuery(shown, typed(draft))
      expect(filtersShown(now)).toEqual(['type:jpeg', 'on:2019'])
      expect(shownBox(now).box.draft.trim()).toBe('dog')
    }
    expect(filtersShown(shown)).toEqual(['type:jpeg', 'on:2019'])
  })

  test('is within the place in which that was asked', () => {
    const shown = answeredNothing(after(toRoot, typed('type:jpeg dog')))
    expect(shownBox(shown)).toMatchObject({ isInPlace: true })
    const wrong = reduceQuery(shown, typed('before:soon'))
    expect(filtersShown(wrong)).toEqual(['type:jpeg'])
    expect(shownBox(wrong).isInPlace).toBe(true)
    const left = reduceQuery(wrong, { kind: 'everywhere' })
    expect(filtersShown(left)).toEqual(['in:/photos', 'type:jpeg'])
    expect(shownBox(left).isInPlace).toBe(false)
  })
})

/** The search of this state, asked and answered: nothing was found. */
function answeredNothing(state: QueryState): QueryState {
  const asked = reduceQuery(state, { kind: 'asked' })
  const listing = listingOfPage(questionOf(state), page(0))
  return reduceQuery(asked, { kind: 'answered', asked: asked.asked, listing })
}

const filtersShown = (state: QueryState) => shownBox(state).box.chips.map(({ text }) => text)
