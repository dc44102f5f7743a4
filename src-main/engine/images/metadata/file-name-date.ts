import { calendarMs } from './exif-date.ts'

export interface NamedDate {
  /** The clock on the wall, in ms since 1970 read as if it were UTC. */
  readonly takenAtMs: number
  /** 0 where the name counts in UTC; null where nobody knows. */
  readonly takenOffsetMinutes: number | null
}

const date = String.raw`(?<!\d)((?:19|20)\d\d)([-_.]?)(\d\d)\2(\d\d)`
const between = String.raw`(?:[-_. T,]|\bat\b|\bum\b|\bklo\b|\ba las\b|à){1,6}`
const time = String.raw`(\d\d|\d(?=[.:]))([-_.:h]?)(\d\d)(?:\6(\d\d)(?:[-_.]?\d{3})?)?(?!\d)(?:\s*([AP])M\b)?`
const withTime = new RegExp(`${date}(?:${between})?${time}`, 'i')
const dayOnly = new RegExp(`${date}(?!\\d)`)
/** Milliseconds since 1970, from September 2001 on. */
const epoch = /(?<!\d)(1\d{12})(?!\d)/

/**
 * The date that a phone or a program put into a file's name: IMG_20190512_143000, "2019-05-12 14.30.00", Screenshot_…,
 * IMG-20190512-WA0001 (the day alone), 1557671400000. Null when there is none, or none that can be true.
 */
export function fileNameDate(name: string, nowMs: number): NamedDate | null {
  const base = name.replace(/\.[^.]*$/, '')
  const timed = withTime.exec(base)
  if (timed) {
    const [, year, , month, day, hour, , minute, second = '0', half] = timed
    const hours = twentyFour(Number(hour), half)
    const parts = [year, month, day, hours, minute, second].map(Number) as [
      number,
      number,
      number,
      number,
      number,
      number,
    ]
    const takenAtMs = calendarMs(parts, nowMs)
    // Google's phones name by the clock of Greenwich.
    if (takenAtMs !== null) return { takenAtMs, takenOffsetMinutes: base.startsWith('PXL_') ? 0 : null }
  }
  return dayIn(base, nowMs) ?? instantIn(base, nowMs)
}

function dayIn(base: string, nowMs: number): NamedDate | null {
  const [, year, , month, day] = dayOnly.exec(base) ?? []
  if (!year) return null
  const takenAtMs = calendarMs([Number(year), Number(month), Number(day), 0, 0, 0], nowMs)
  return takenAtMs === null ? null : { takenAtMs, takenOffsetMinutes: null }
}

function instantIn(base: string, nowMs: number): NamedDate | null {
  const takenAtMs = Number(epoch.exec(base)?.[1] ?? 0)
  return takenAtMs > 0 && takenAtMs <= nowMs ? { takenAtMs, takenOffsetMinutes: 0 } : null
}

function twentyFour(hour: number, half: string | undefined): number {
  if (half === undefined || hour > 12) return hour
  return (hour % 12) + (half.toUpperCase() === 'P' ? 12 : 0)
}
