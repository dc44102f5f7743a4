import { describe, expect, test } from 'vitest'
import {
  emptyQuery,
  isAskingAnew,
  listingOfPage,
  questionOf,
  reduceQuery,
} from '../../src-renderer/lib/query-state.ts'
import type { QueryEvent, QueryState } from '../../src-renderer/lib/query-state.ts'
import { searchPage } from '../helpers/search-pages.ts'

const page = (offset: number, ...ids: readonly number[]) => searchPage(ids, { total: 9, offset })

function after(...events: readonly QueryEvent[]): QueryState {
  return events.reduce(reduceQuery, emptyQuery)
}

const words = { kind: 'search', query: { kind: 'words', text: 'dog' } } as const
const listing = (...ids: readonly number[]) => listingOfPage(words, page(0, ...ids))

describe('what is asked', () => {
  test('is the view while the box is empty or holds blanks', () => {
    expect(questionOf(after({ kind: 'typed', text: '   ' }))).toEqual({
      kind: 'browse',
      view: { kind: 'all' },
    })
  })

  test('is the trimmed text', () => {
    expect(questionOf(after({ kind: 'typed', text: ' dog ' }))).toEqual(words)
  })

  test('is the picture once there is one, until something is typed', () => {
    const picture = { kind: 'picture', pictureId: 'p1', name: 'a.jpg', previewUrl: 'data:,' } as const
    const state = after({ kind: 'typed', text: 'dog' }, { kind: 'subject', subject: picture })
    expect(questionOf(state)).toEqual({ kind: 'search', query: { kind: 'picture', pictureId: 'p1' } })
    expect(state.text).toBe('')
    expect(questionOf(reduceQuery(state, { kind: 'typed', text: 'dog' }))).toEqual(words)
  })

  test('is the view again after clearing, and another view ends a search', () => {
    const root = { kind: 'root', rootId: 4 } as const
    const state = after({ kind: 'view', view: root }, { kind: 'typed', text: 'dog' }, { kind: 'cleared' })
    expect(questionOf(state)).toEqual({ kind: 'browse', view: root })
    expect(questionOf(after({ kind: 'typed', text: 'dog' }, { kind: 'view', view: root })).kind).toBe(
      'browse',
    )
  })
})

describe('what is shown', () => {
  test('stays until the new answer is there', () => {
    const first = after({ kind: 'asked' }, { kind: 'answered', asked: 1, listing: listing(1, 2) })
    const waiting = reduceQuery(reduceQuery(first, { kind: 'typed', text: 'cat' }), { kind: 'asked' })
    expect(waiting.waiting).toBe(true)
    expect(waiting.shown).toBe(first.shown)
  })

  test('read again for the library’s sake is no news', () => {
    const first = after(
      { kind: 'typed', text: 'dog' },
      { kind: 'asked' },
      { kind: 'answered', asked: 1, listing: listing(1, 2) },
    )
    const again = reduceQuery(first, { kind: 'asked' })
    expect([again.waiting, isAskingAnew(again)]).toEqual([true, false])
    expect(isAskingAnew(reduceQuery(again, { kind: 'typed', text: 'cat' }))).toBe(true)
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
  })
})
