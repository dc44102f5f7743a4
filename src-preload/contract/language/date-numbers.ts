import { dateSpan, monthSpan, yearSpan } from './calendar.ts'
import type { DateSpan } from './query-parts.ts'

/** A date in figures: `2019`, `2010s`, `2019-06`, `2019/06/30`, `30.6.2019`; null for anything else. */
export function readDateNumbers(word: string): DateSpan | null {
  const yearFirst = /^([1-9]\d{3})(?:([-/])(\d{1,2})(?:\2(\d{1,2}))?)?$/.exec(word)
  if (yearFirst) return fromYear(Number(yearFirst[1]), yearFirst[3], yearFirst[4])
  const decade = /^([1-9]\d{2}0)s$/.exec(word)
  if (decade) return yearSpan(Number(decade[1]), 10)
  const yearLast = yearLastParts(word)
  if (!yearLast || isAmbiguousDate(word)) return null
  const { first, second, year, isDotted } = yearLast
  return isDotted || first > 12 ? dateSpan(year, second, first) : dateSpan(year, first, second)
}

/** `06/07/2019`: the sixth of July for some, the seventh of June for others. */
export function isAmbiguousDate(word: string): boolean {
  const parts = yearLastParts(word)
  if (!parts || parts.isDotted) return false
  const { first, second } = parts
  return first !== second && first > 0 && second > 0 && first <= 12 && second <= 12
}

function yearLastParts(word: string) {
  const match = /^(\d{1,2})([./-])(\d{1,2})\2([1-9]\d{3})$/.exec(word)
  if (!match) return null
  return {
    first: Number(match[1]),
    second: Number(match[3]),
    year: Number(match[4]),
    isDotted: match[2] === '.',
  }
}

function fromYear(year: number, month: string | undefined, day: string | undefined): DateSpan | null {
  if (month === undefined) return yearSpan(year)
  if (Number(month) < 1 || Number(month) > 12) return null
  return day === undefined ? monthSpan(year, Number(month)) : dateSpan(year, Number(month), Number(day))
}
