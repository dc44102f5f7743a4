import { days, dayMs, easterMs, monthSpan, weekdayOf } from './calendar.ts'
import type { DateSpan } from './query-parts.ts'

/** What comes again each year: a month, a season, a feast. */
export type Yearly = (year: number) => DateSpan

export const monthNames = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
] as const

/** 1 to 12 for a month's English name, whole or the three letters by which it is known, in lower case. */
export const monthNumber = (name: string): number | null => monthNumbers.get(name) ?? null

const monthNumbers = new Map([
  ...monthNames.map((name, i): [string, number] => [name, i + 1]),
  ...monthNames.map((name, i): [string, number] => [name.slice(0, 3), i + 1]),
  ['sept', 9],
])

/** The yearly thing that the words from `at` on name, and how many words that takes. */
export function yearlyAt(words: readonly string[], at: number): { yearly: Yearly; used: number } | null {
  const word = words[at] ?? ''
  const month = monthNumber(word)
  if (month !== null) return { yearly: (year) => monthSpan(year, month), used: 1 }
  if (word === 'new') return newYearAt(words, at)
  if (word === 'christmas' || word === 'xmas') return christmasAt(words, at)
  const yearly = singleWords.get(word)
  return yearly ? { yearly, used: 1 } : null
}

const singleWords = new Map<string, Yearly>([
  // Seasons of the northern hemisphere; a winter is named after the year in which it begins.
  ['spring', (year) => monthSpan(year, 3, 3)],
  ['summer', (year) => monthSpan(year, 6, 3)],
  ['autumn', (year) => monthSpan(year, 9, 3)],
  ['fall', (year) => monthSpan(year, 9, 3)],
  ['winter', (year) => monthSpan(year, 12, 3)],
  // Good Friday to Easter Monday.
  ['easter', (year) => days(easterMs(year) - 2 * dayMs, 4)],
  ['halloween', (year) => days(Date.UTC(year, 9, 31), 1)],
  ['thanksgiving', (year) => days(fourthThursdayOfNovember(year), 1)],
])

function newYearAt(words: readonly string[], at: number) {
  if (!/^year'?s?$/.test(words[at + 1] ?? '')) return null
  const next = words[at + 2]
  if (next === 'eve') return { yearly: (year: number) => days(Date.UTC(year, 11, 31), 1), used: 3 }
  if (next === 'day') return { yearly: (year: number) => days(Date.UTC(year, 0, 1), 1), used: 3 }
  return { yearly: (year: number) => days(Date.UTC(year - 1, 11, 31), 2), used: 2 }
}

function christmasAt(words: readonly string[], at: number) {
  const next = words[at + 1]
  if (next === 'eve') return { yearly: (year: number) => days(Date.UTC(year, 11, 24), 1), used: 2 }
  if (next === 'day') return { yearly: (year: number) => days(Date.UTC(year, 11, 25), 1), used: 2 }
  return { yearly: (year: number) => days(Date.UTC(year, 11, 24), 3), used: 1 }
}

function fourthThursdayOfNovember(year: number): number {
  const first = Date.UTC(year, 10, 1)
  return first + (((3 - weekdayOf(first) + 7) % 7) + 21) * dayMs
}
