import {
  dateSpan,
  dayMs,
  days,
  monthOf,
  monthSpan,
  startOfDay,
  startOfWeek,
  weekdayOf,
  yearOf,
  yearSpan,
} from './calendar.ts'
import { readDateNumbers } from './date-numbers.ts'
import type { DateSpan } from './query-parts.ts'
import { monthNumber, yearlyAt, type Yearly } from './yearly-dates.ts'

export interface DatePhrase {
  readonly span: DateSpan
  /** How many of the words it takes. */
  readonly used: number
}

/** No date takes more words: `31 december 2018 to 2 january 2019`. */
export const longestPhrase = 10

export const longestWord = 30

/** A word as the calendar knows it: lower case, a straight apostrophe, no punctuation after it. */
export function dateWord(word: string): string {
  if (word.length > longestWord) return ''
  return word
    .toLowerCase()
    .replaceAll('’', "'")
    .replace(/[,;!?.]+$/, '')
}

/** Words of a date as their filter keeps them. */
export function dateText(words: readonly string[]): string {
  return words.join(' ').replace(/[,;!?.]+$/, '')
}

/**
 * The date that the words from `at` on name, the longest there is: `last summer`, `3 days ago`, `june 2019 to may 2020`.
 * Words as `dateWord` gives them. null when no date begins there.
 */
export function datePhraseAt(words: readonly string[], at: number, nowMs: number): DatePhrase | null {
  const first = oneDateAt(words, at, nowMs)
  if (!first || !rangeWords.has(words[at + first.used] ?? '')) return first
  const last = oneDateAt(words, at + first.used + 1, nowMs)
  if (!last || last.span.toMs <= first.span.fromMs) return first
  return { span: { fromMs: first.span.fromMs, toMs: last.span.toMs }, used: first.used + 1 + last.used }
}

const rangeWords = new Set(['to', 'until', 'till', 'through'])

function oneDateAt(words: readonly string[], at: number, nowMs: number): DatePhrase | null {
  const word = words[at] ?? ''
  if (word === 'today') return { span: days(startOfDay(nowMs), 1), used: 1 }
  if (word === 'yesterday') return { span: days(startOfDay(nowMs) - dayMs, 1), used: 1 }
  if (word === 'last' || word === 'past' || word === 'this') return relativeAt(words, at, nowMs)
  return agoAt(words, at, nowMs) ?? dayAndMonthAt(words, at) ?? ofYearAt(words, at) ?? numbersAt(word)
}

function numbersAt(word: string): DatePhrase | null {
  const span = /^\d/.test(word) ? readDateNumbers(word) : null
  return span && { span, used: 1 }
}

/** `last weekend`, `this year`, `last june`, `last monday`, `last 7 days`. */
function relativeAt(words: readonly string[], at: number, nowMs: number): DatePhrase | null {
  const [which, unit = ''] = [words[at], words[at + 1]]
  const count = countOf(unit)
  if (count !== null) {
    const fromMs = which === 'this' ? null : beginOfLast(count, words[at + 2] ?? '', nowMs)
    return fromMs === null ? null : { span: { fromMs, toMs: startOfDay(nowMs) + dayMs }, used: 3 }
  }
  if (which === 'past') return null
  const back = which === 'last' ? 1 : 0
  const span = unitBack(unit, back, nowMs) ?? (back ? lastWeekday(unit, nowMs) : null)
  if (span) return { span, used: 2 }
  const yearly = yearlyAt(words, at + 1)
  return yearly && { span: newest(yearly.yearly, back > 0, nowMs), used: 1 + yearly.used }
}

/** The newest that has ended, or else that has begun: nobody looks for photos of the future. */
function newest(yearly: Yearly, hasEnded: boolean, nowMs: number): DateSpan {
  for (let year = yearOf(nowMs) + 1; ; year--) {
    const span = yearly(year)
    if ((hasEnded ? span.toMs : span.fromMs) <= nowMs) return span
  }
}

/** `3 days ago` is a day, `2 months ago` a whole month. */
function agoAt(words: readonly string[], at: number, nowMs: number): DatePhrase | null {
  if (words[at + 2] !== 'ago') return null
  const count = /^an?$/.test(words[at] ?? '') ? 1 : countOf(words[at] ?? '')
  const span = count === null ? null : unitBack(words[at + 1]?.replace(/s$/, '') ?? '', count, nowMs)
  return span && { span, used: 3 }
}

function unitBack(unit: string, back: number, nowMs: number): DateSpan | null {
  switch (unit) {
    case 'day':
      // “last day” and “this day” are no days that anyone means.
      return back > 0 ? days(startOfDay(nowMs) - back * dayMs, 1) : null
    case 'week':
      return days(startOfWeek(nowMs) - back * 7 * dayMs, 7)
    case 'weekend':
      return days(startOfWeek(nowMs) + (5 - back * 7) * dayMs, 2)
    case 'month':
      return monthSpan(yearOf(nowMs), monthOf(nowMs) - back)
    case 'year':
      return yearSpan(yearOf(nowMs) - back)
    default:
      return null
  }
}

/** Today counts: the last 7 days are today and the six before. */
function beginOfLast(count: number, units: string, nowMs: number): number | null {
  const tomorrow = new Date(startOfDay(nowMs) + dayMs)
  const monthsBack = { month: count, year: 12 * count }[units.replace(/s$/, '')]
  if (/^days?$/.test(units)) return tomorrow.getTime() - count * dayMs
  if (/^weeks?$/.test(units)) return tomorrow.getTime() - count * 7 * dayMs
  if (monthsBack === undefined) return null
  return Date.UTC(tomorrow.getUTCFullYear(), tomorrow.getUTCMonth() - monthsBack, tomorrow.getUTCDate())
}

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']

function lastWeekday(name: string, nowMs: number): DateSpan | null {
  const weekday = weekdays.indexOf(name)
  if (weekday < 0) return null
  return days(startOfDay(nowMs) - ((weekdayOf(nowMs) - weekday + 6) % 7) * dayMs - dayMs, 1)
}

/** `summer 2019`, `christmas of 2020`, `june 2019`. */
function ofYearAt(words: readonly string[], at: number): DatePhrase | null {
  const named = yearlyAt(words, at)
  if (!named) return null
  const used = named.used + (words[at + named.used] === 'of' ? 1 : 0)
  const year = yearIn(words[at + used])
  return year === null ? null : { span: named.yearly(year), used: used + 1 }
}

/** `3 june 2019`, `june 3rd, 2019`. */
function dayAndMonthAt(words: readonly string[], at: number): DatePhrase | null {
  const [first = '', second = ''] = [words[at], words[at + 1]]
  const month = monthNumber(first) ?? monthNumber(second)
  const day = monthNumber(first) === null ? dayIn(first) : dayIn(second)
  const year = yearIn(words[at + 2])
  if (month === null || day === null || year === null) return null
  const span = dateSpan(year, month, day)
  return span && { span, used: 3 }
}

const dayIn = (word: string): number | null => {
  const match = /^(\d{1,2})(?:st|nd|rd|th)?$/.exec(word)
  return match && Number(match[1])
}

const yearIn = (word = ''): number | null => (/^[1-9]\d{3}$/.test(word) ? Number(word) : null)

const countWords = 'zero one two three four five six seven eight nine ten'.split(' ')

function countOf(word: string): number | null {
  const count = /^\d{1,3}$/.test(word) ? Number(word) : countWords.indexOf(word)
  return count > 0 ? count : null
}
