import { expect, test } from 'vitest'
import { localNowMs, parseQuery } from '../../src-preload/contract/language/index.ts'
import { nowMs, partsOf, problemOf } from '../helpers/query-texts.ts'

// Now is Wednesday, 18 November 2026.

const day = (ms: number) => new Date(ms).toISOString().slice(0, 10)

/** A filter's dates as `first day/last day`. */
function daysOf(text: string, at = nowMs): string {
  const parsed = parseQuery(text, at)
  if (parsed.kind === 'problem') return parsed.message
  const [filter] = parsed.parts.flatMap((part) => (part.kind === 'filter' ? [part.filter] : []))
  if (filter?.key !== 'on') return 'no date'
  return `${day(filter.span.fromMs)}/${day(filter.span.toMs - 1)}`
}

test.each([
  ['2019', '2019-01-01/2019-12-31'],
  ['2010s', '2010-01-01/2019-12-31'],
  ['2019-06', '2019-06-01/2019-06-30'],
  ['2020/2/29', '2020-02-29/2020-02-29'],
  ['30.6.2019', '2019-06-30/2019-06-30'],
  ['6.7.2019', '2019-07-06/2019-07-06'],
  ['30/6/2019', '2019-06-30/2019-06-30'],
  ['6/30/2019', '2019-06-30/2019-06-30'],
  ['6/6/2019', '2019-06-06/2019-06-06'],
  ['2019-06..2019-08', '2019-06-01/2019-08-31'],
  ['2019..yesterday', '2019-01-01/2026-11-17'],
  ['today', '2026-11-18/2026-11-18'],
  ['yesterday', '2026-11-17/2026-11-17'],
  ['this week', '2026-11-16/2026-11-22'],
  ['last week', '2026-11-09/2026-11-15'],
  ['last weekend', '2026-11-14/2026-11-15'],
  ['this weekend', '2026-11-21/2026-11-22'],
  ['last monday', '2026-11-16/2026-11-16'],
  ['last wednesday', '2026-11-11/2026-11-11'],
  ['last month', '2026-10-01/2026-10-31'],
  ['this year', '2026-01-01/2026-12-31'],
  ['last year', '2025-01-01/2025-12-31'],
  ['last summer', '2026-06-01/2026-08-31'],
  ['this autumn', '2026-09-01/2026-11-30'],
  ['last fall', '2025-09-01/2025-11-30'],
  ['last winter', '2025-12-01/2026-02-28'],
  ['winter 2019', '2019-12-01/2020-02-29'],
  ['summer of 2019', '2019-06-01/2019-08-31'],
  ['June 2019', '2019-06-01/2019-06-30'],
  ['last june', '2026-06-01/2026-06-30'],
  ['last december', '2025-12-01/2025-12-31'],
  ['3 june 2019', '2019-06-03/2019-06-03'],
  ['June 3rd, 2019', '2019-06-03/2019-06-03'],
  ['christmas 2020', '2020-12-24/2020-12-26'],
  ['last christmas', '2025-12-24/2025-12-26'],
  ['christmas eve 2020', '2020-12-24/2020-12-24'],
  ['easter 2021', '2021-04-02/2021-04-05'],
  ['easter 2019', '2019-04-19/2019-04-22'],
  ['halloween 2019', '2019-10-31/2019-10-31'],
  ['last halloween', '2026-10-31/2026-10-31'],
  ['new year 2020', '2019-12-31/2020-01-01'],
  ['new year’s eve 2020', '2020-12-31/2020-12-31'],
  ['thanksgiving 2019', '2019-11-28/2019-11-28'],
  ['thanksgiving 2018', '2018-11-22/2018-11-22'],
  ['3 days ago', '2026-11-15/2026-11-15'],
  ['a week ago', '2026-11-09/2026-11-15'],
  ['two months ago', '2026-09-01/2026-09-30'],
  ['last 7 days', '2026-11-12/2026-11-18'],
  ['past 2 weeks', '2026-11-05/2026-11-18'],
  ['last 12 months', '2025-11-19/2026-11-18'],
  ['june 2019 to august 2019', '2019-06-01/2019-08-31'],
])('on:"%s"', (text, days) => {
  expect(daysOf(`on:"${text}"`)).toBe(days)
  expect(daysOf(`on:${text}`)).toBe(days)
})

test.each([
  ['2019-13', '“2019-13” is no date: expected 2019, 2019-06, 2019-06-30 or words such as “last summer”.'],
  ['2019-02-29', '“2019-02-29” is no date'],
  ['31.4.2019', '“31.4.2019” is no date'],
  ['2019..', '“2019..” is no date'],
  ['2019..may', '“may” comes every year: write which, such as “may 2019” or “last may”.'],
  ['2020..2019', '“2020..2019” ends before it begins: write the earlier date first.'],
  ['06/07/2019', '“06/07/2019” can be read in two ways: write the year first, such as 2019-06-30.'],
  ['summer', '“summer” comes every year: write which, such as “summer 2019” or “last summer”.'],
  ['2019|2020', '“on:” takes one value, without |.'],
  ['99999', '“99999” is no date'],
])('on:%s is a problem', (text, message) => {
  expect(problemOf(`on:${text}`).message).toContain(message)
})

test('seasons and feasts count from the day on which one asks', () => {
  const january = Date.UTC(2027, 0, 5)
  expect(daysOf('on:last christmas', january)).toBe('2026-12-24/2026-12-26')
  expect(daysOf('on:this winter', january)).toBe('2026-12-01/2027-02-28')
  expect(daysOf('on:last winter', january)).toBe('2025-12-01/2026-02-28')
  expect(daysOf('on:last month', january)).toBe('2026-12-01/2026-12-31')
  const july = Date.UTC(2026, 6, 1)
  expect(daysOf('on:last summer', july)).toBe('2025-06-01/2025-08-31')
  const sunday = Date.UTC(2026, 10, 22, 12)
  expect(daysOf('on:last weekend', sunday)).toBe('2026-11-14/2026-11-15')
  expect(daysOf('on:last 3 months', Date.UTC(2026, 4, 31))).toBe('2026-03-01/2026-05-31')
})

test.each([
  ['dogs last summer', 'dogs', 'last summer'],
  ['beach christmas 2020, sunset', 'beach sunset', 'christmas 2020'],
  ['dogs in june 2019 snow', 'dogs snow', 'june 2019'],
  ['dogs in the summer of 2019', 'dogs', 'summer of 2019'],
  ['dogs from 2019 to 2021', 'dogs', '2019 to 2021'],
  ['beach 2019', 'beach', '2019'],
  ['beach 2019-06..2019-08', 'beach', '2019-06..2019-08'],
  ['beach 2027', 'beach', '2027'],
  ['beach Yesterday', 'beach', 'Yesterday'],
])('the words “%s” name a date', (text, concept, date) => {
  expect(partsOf(text)).toMatchObject([
    { kind: 'words', text: concept },
    { kind: 'filter', isExcluded: false, filter: { key: 'on', text: date } },
  ])
})

test('the place of a date in words takes in what leads to it', () => {
  const text = 'dogs in the summer of 2019 snow'
  const spans = partsOf(text).map(({ span }) => text.slice(span.start, span.end))
  expect(spans).toEqual([text, 'in the summer of 2019'])
})

test.each([
  'may flowers in summer',
  'christmas',
  'march of 3 dogs',
  '1850',
  'beach 2028',
  '2019-13',
  '06/07/2019',
  'may 1850',
])('the words “%s” stay words', (text) => {
  expect(partsOf(text)).toMatchObject([{ kind: 'words', text }])
})

test('neither an excluded, a weighted nor a quoted date is taken out of the words', () => {
  expect(partsOf('-2019 last summer:2 "june 2019"').map(({ kind }) => kind)).toEqual([
    'words',
    'words',
    'exact',
  ])
})

test('before and after keep the date as it was typed', () => {
  expect(partsOf('before:last summer beach')).toMatchObject([
    { kind: 'filter', filter: { key: 'before', text: 'last summer' }, span: { start: 0, end: 18 } },
    { kind: 'words', text: 'beach' },
  ])
})

test('now is the local time of the clock, read as if it were UTC', () => {
  expect(localNowMs(new Date(2026, 10, 18, 15, 30, 1, 2))).toBe(Date.UTC(2026, 10, 18, 15, 30, 1, 2))
})
