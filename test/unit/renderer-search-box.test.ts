import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  boxOf,
  emptyBox,
  finished,
  readBox,
  textOfBox,
  typedInto,
  withChipOpened,
  withChipTakenBack,
  withChipText,
  withPartAdded,
  withoutChip,
} from '../../src-renderer/lib/search-box.ts'
import type { SearchBox } from '../../src-renderer/lib/search-box.ts'
import { hasValue, withOrder, withValueToggled } from '../../src-renderer/lib/search-filters.ts'
import { anyQueryText, nowMs } from '../helpers/query-texts.ts'

const box = (text: string) => boxOf(text, nowMs)
const chipsOf = ({ chips }: SearchBox) => chips.map(({ text }) => text)
/** Typed key by key, the caret at the end. */
const type = (text: string, from: SearchBox = emptyBox) =>
  [...text].reduce((now, key) => {
    const draft = now.draft + key
    return typedInto(now, draft, draft.length, nowMs)
  }, from)

describe('chips and text', () => {
  test('everything but plain words is a chip, and the words stay one text', () => {
    const read = box('two dogs before:2019-06 on a beach -people "IMG_12" similar:12 sort:newest')
    expect(chipsOf(read)).toEqual(['before:2019-06', '-people', '"IMG_12"', 'similar:12', 'sort:newest'])
    expect(read.draft).toBe('two dogs on a beach')
  })

  test('concepts stay apart, and one with a weight is a chip', () => {
    expect(box('beach + sunset')).toEqual({ chips: [], draft: 'beach + sunset' })
    const weighted = box('dog:2 + snow')
    expect([chipsOf(weighted), weighted.draft]).toEqual([['dog:2'], 'snow'])
  })

  test('what is left out in words is a chip once all is typed, and can be taken back', () => {
    const typed = type('beach without red cars ')
    expect([chipsOf(typed), typed.draft]).toEqual([[], 'beach without red cars '])
    const read = finished(typed, nowMs)
    expect([chipsOf(read), read.draft]).toEqual([['-"red cars"'], 'beach'])
    expect(read.chips[0]?.readFrom).toBe('without red cars')
    const taken = withChipTakenBack(read, 0)
    expect(textOfBox(taken)).toBe(String.raw`\without \red \cars beach`)
    expect(finished(taken, nowMs)).toEqual(taken)
    expect(box('beach -people').chips[0]?.readFrom).toBeUndefined()
  })

  test('a text that does not parse is left to be mended', () => {
    expect(box('dog before:soon')).toEqual({ chips: [], draft: 'dog before:soon' })
    expect(readBox(box('dog before:soon')).problem?.message).toContain('soon')
  })

  test('chips give the text, and the text the same chips', () => {
    fc.assert(
      fc.property(anyQueryText, (text) => {
        const first = box(text)
        const again = box(textOfBox(first))
        expect(chipsOf(again)).toEqual(chipsOf(first))
        expect(textOfBox(again)).toBe(textOfBox(first))
      }),
      { numRuns: 400 },
    )
  })

  test('a long text, emoji and right-to-left words are words', () => {
    expect(box('🏖️🐕').draft).toBe('🏖️🐕')
    expect(box('כלב על החוף').draft).toBe('כלב על החוף')
    const startedAt = performance.now()
    const long = box('dog '.repeat(25_000))
    expect(long.chips).toEqual([])
    expect(readBox(long).parts).toHaveLength(1)
    expect(performance.now() - startedAt).toBeLessThan(1_500)
  })
})

describe('typing', () => {
  test('a space finishes a filter, and the words around it stay to be gone on with', () => {
    const typed = type('dog rating:>=4 on')
    expect([chipsOf(typed), typed.draft]).toEqual([['rating:>=4'], 'dog on'])
  })

  test('an unfinished filter stays in the text', () => {
    expect(type('dog rating:>=4')).toEqual({ chips: [], draft: 'dog rating:>=4' })
    expect(type('tag:"New York')).toEqual({ chips: [], draft: 'tag:"New York' })
    expect(chipsOf(type('tag:"New York" '))).toEqual(['tag:"New York"'])
  })

  test('a date in words may go on, until the search is finished', () => {
    const typed = type('dogs june 2019 to may 2020')
    expect(typed.chips).toEqual([])
    expect(chipsOf(finished(typed, nowMs))).toEqual(['on:"june 2019 to may 2020"'])
  })

  test('a plus joins a picture with words and is not left behind', () => {
    const typed = finished(type('+ blue', box('similar:12')), nowMs)
    expect([chipsOf(typed), typed.draft]).toEqual([['similar:12'], 'blue'])
  })

  test('a second order takes the place of the first', () => {
    expect(chipsOf(type('sort:oldest ', box('sort:newest -people')))).toEqual(['-people', 'sort:oldest'])
  })
})

describe('a chip', () => {
  test('goes back to the text, before the words or behind them', () => {
    const read = box('-people rating:5 dog')
    expect(withChipOpened(read, 1, 'before')).toMatchObject({ draft: 'rating:5 dog' })
    const behind = withChipOpened(read, 0, 'behind')
    expect([chipsOf(behind), behind.draft]).toEqual([['rating:5'], 'dog -people'])
  })

  test('is added once, removed, and replaced', () => {
    const read = withPartAdded(withPartAdded(box('dog'), 'tag:"x y"', nowMs), 'tag:"x y"', nowMs)
    expect([chipsOf(read), read.draft]).toEqual([['tag:"x y"'], 'dog'])
    expect(withoutChip(read, 0)).toEqual({ chips: [], draft: 'dog' })
    expect(chipsOf(withChipText(read, 0, 'similar:3@0.1,0.2,0.3,0.4', nowMs))).toEqual([
      'similar:3@0.1,0.2,0.3,0.4',
    ])
  })
})

describe('the filter panel', () => {
  test('values of one key are alternatives', () => {
    const one = withValueToggled(box('dog'), 'camera', 'Canon')
    const two = withValueToggled(one, 'camera', 'Nikon D5')
    expect(chipsOf(two)).toEqual(['camera:Canon|"Nikon D5"'])
    expect([hasValue(two, 'camera', 'nikon d5'), hasValue(two, 'camera', 'Leica')]).toEqual([true, false])
    expect(chipsOf(withValueToggled(two, 'camera', 'Canon'))).toEqual(['camera:"Nikon D5"'])
    expect(withValueToggled(one, 'camera', 'Canon')).toEqual(box('dog'))
  })

  test('a year or a rating takes the place of another', () => {
    const year = withValueToggled(withValueToggled(box(''), 'on', '2019'), 'on', '2020')
    expect(chipsOf(year)).toEqual(['on:2020'])
    expect(hasValue(year, 'on', '2020')).toBe(true)
    expect(withValueToggled(year, 'on', '2020').chips).toEqual([])
    expect(hasValue(box('rating:>=4'), 'rating', '>=4')).toBe(true)
  })

  test('what is left out does not count as chosen', () => {
    expect(hasValue(box('-is:portrait'), 'is', 'portrait')).toBe(false)
  })
})

describe('the order', () => {
  test('that goes without saying stands nowhere', () => {
    expect(chipsOf(withOrder(box('dog'), 'newest'))).toEqual(['sort:newest'])
    expect(withOrder(box('dog sort:newest'), 'relevance')).toEqual(box('dog'))
    expect(withOrder(box('rating:5 sort:oldest'), 'newest')).toEqual(box('rating:5'))
  })
})
