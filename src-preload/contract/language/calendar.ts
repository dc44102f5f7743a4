import type { DateSpan } from './query-parts.ts'

export const dayMs = 86_400_000

/** The local time of a clock read as if it were UTC, like a photo's own, in ms since 1970. */
export function localNowMs(date = new Date()): number {
  return Date.UTC(
    date.getFullYear(),
    date.getMonth(),
    date.getDate(),
    date.getHours(),
    date.getMinutes(),
    date.getSeconds(),
    date.getMilliseconds(),
  )
}

export const yearOf = (ms: number): number => new Date(ms).getUTCFullYear()
/** 1 to 12. */
export const monthOf = (ms: number): number => new Date(ms).getUTCMonth() + 1
export const startOfDay = (ms: number): number => Math.floor(ms / dayMs) * dayMs
/** Weeks begin on Monday. */
export const startOfWeek = (ms: number): number => startOfDay(ms) - weekdayOf(ms) * dayMs
/** 0 is Monday. */
export const weekdayOf = (ms: number): number => (new Date(ms).getUTCDay() + 6) % 7

export const days = (fromMs: number, count: number): DateSpan => ({ fromMs, toMs: fromMs + count * dayMs })

/** Months below 1 and above 12 belong to the years before and after. */
export const monthSpan = (year: number, month: number, count = 1): DateSpan => ({
  fromMs: Date.UTC(year, month - 1),
  toMs: Date.UTC(year, month - 1 + count),
})

export const yearSpan = (year: number, count = 1): DateSpan => monthSpan(year, 1, 12 * count)

/** null for a day that the month does not have. */
export function dateSpan(year: number, month: number, day: number): DateSpan | null {
  const fromMs = Date.UTC(year, month - 1, day)
  return day > 0 && monthOf(fromMs) === month && yearOf(fromMs) === year ? days(fromMs, 1) : null
}

/** Easter Sunday of the Gregorian calendar, after the anonymous rule that Nature printed in 1876. */
export function easterMs(year: number): number {
  const century = Math.floor(year / 100)
  const golden = year % 19
  const skipped = century - Math.floor(century / 4)
  const moon = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3)
  const epact = (19 * golden + skipped - moon + 15) % 30
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor((year % 100) / 4) - epact - (year % 4)) % 7
  const shift = Math.floor((golden + 11 * epact + 22 * weekday) / 451)
  const monthAndDay = epact + weekday - 7 * shift + 114
  return Date.UTC(year, Math.floor(monthAndDay / 31) - 1, (monthAndDay % 31) + 1)
}
