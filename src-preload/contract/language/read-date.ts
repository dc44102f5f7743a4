import { yearOf } from './calendar.ts'
import { isAmbiguousDate } from './date-numbers.ts'
import { datePhraseAt, dateWord, type DatePhrase } from './date-phrases.ts'
import type { DateSpan } from './query-parts.ts'
import { shown, wrong, type Wrong } from './wrong.ts'
import { yearlyAt } from './yearly-dates.ts'

/** The span that a filter's value names: `2019-06`, `2019..2021`, `last summer`. */
export function readDate(text: string, nowMs: number): DateSpan | Wrong {
  const ends = text.split('..', 3).map((end) => ({ end, span: wholeDate(end, nowMs) }))
  const missing = ends.find(({ span }) => span === null)
  if (ends.length === 3 || missing) return wrong(noDate((ends.length === 2 && missing?.end.trim()) || text))
  const from = ends[0]?.span
  const to = ends.at(-1)?.span
  if (!from || !to) return wrong(noDate(text))
  if (to.toMs <= from.fromMs)
    return wrong(`${shown(text)} ends before it begins: write the earlier date first.`)
  return { fromMs: from.fromMs, toMs: to.toMs }
}

/**
 * The date that ordinary words name, from `at` on. Stricter than a filter's value: a year that hardly anybody has photos
 * of (before 1900, after the next) is just a number. Words as `dateWord` gives them.
 */
export function freeDateAt(words: readonly string[], at: number, nowMs: number): DatePhrase | null {
  const phrase = datePhraseAt(words, at, nowMs) ?? freeRange(words[at] ?? '', nowMs)
  if (!phrase) return null
  const { fromMs, toMs } = phrase.span
  return yearOf(fromMs) >= 1899 && yearOf(toMs - 1) >= 1900 && yearOf(toMs - 1) <= yearOf(nowMs) + 1
    ? phrase
    : null
}

function freeRange(word: string, nowMs: number): DatePhrase | null {
  if (!/^\d[^.]+\.\.\d/.test(word)) return null
  const span = readDate(word, nowMs)
  return 'fromMs' in span ? { span, used: 1 } : null
}

function wholeDate(text: string, nowMs: number): DateSpan | null {
  const words = dateWords(text)
  const phrase = datePhraseAt(words, 0, nowMs)
  return phrase && phrase.used === words.length ? phrase.span : null
}

const dateWords = (text: string): string[] =>
  text.length > 200 ? [''] : text.trim().split(/\s+/).map(dateWord)

function noDate(text: string): string {
  const words = dateWords(text)
  if (isAmbiguousDate(words[0] ?? '')) {
    return `${shown(text)} can be read in two ways: write the year first, such as 2019-06-30.`
  }
  if (yearlyAt(words, 0)?.used === words.length) {
    const name = text.trim()
    return `${shown(text)} comes every year: write which, such as “${name} 2019” or “last ${name}”.`
  }
  return `${shown(text)} is no date: expected 2019, 2019-06, 2019-06-30 or words such as “last summer”.`
}
