/**
 * Reads an EXIF or XMP date ("2019:05:12 17:03:59", "2019-05-12T17:03:59+02:00") as if it were UTC, in ms since 1970. Null
 * for what no camera can have meant: before the first photograph (1826), more than a day ahead, or not on the calendar.
 */
export function wallClockMs(text: unknown, nowMs: number): number | null {
  const match = typeof text === 'string' ? exifDate.exec(text) : null
  if (!match) return null
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1)
    .map((digits) => Number(digits ?? 0))
  return calendarMs([year, month, day, hour, minute, second], nowMs)
}

export type CalendarParts = readonly [number, number, number, number, number, number]

/** The same of a date in parts. */
export function calendarMs(parts: CalendarParts, nowMs: number): number | null {
  const [year, month, day, hour, minute, second] = parts
  if (hour > 23 || minute > 59 || second > 60) return null
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  date.setUTCHours(hour, minute, second)
  // The calendar moves 31 February on to March: then it was no date.
  const isReal = date.getUTCMonth() === month - 1 && (date.getUTCDate() === day || second === 60)
  if (!isReal || year < firstPhotographYear || date.getTime() > nowMs + dayMs) return null
  return date.getTime()
}

/** The zone of "+02:00", or at the end of a whole date, in minutes, east positive. Null when none is given or can be. */
export function zoneMinutes(text: unknown): number | null {
  if (typeof text !== 'string') return null
  const trimmed = text.replace(/\0.*$/s, '').trim()
  if (/(?:^|\d)Z$/i.test(trimmed)) return 0
  const [, sign, hours = '', minutes = ''] =
    /^(?:.*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?([+-])(\d{1,2}):?(\d{2})$/.exec(trimmed) ?? []
  if (!sign || Number(minutes) > 59) return null
  const total = Number(hours) * 60 + Number(minutes)
  if (sign === '-') return total > 12 * 60 ? null : total === 0 ? 0 : -total
  return total > 14 * 60 ? null : total
}

/**
 * The zone of a camera's clock by the time of its satellites, which is that of Greenwich. Null when the difference is no
 * whole quarter of an hour: then the position was an old one.
 */
export function zoneBySatellites(
  wallMs: number,
  tags: Readonly<Record<string, unknown>>,
  nowMs: number,
): number | null {
  const day = tags['GPSDateStamp']
  const time: unknown = tags['GPSTimeStamp']
  if (typeof day !== 'string' || !Array.isArray(time)) return null
  const [hour, minute, second] = time.map((part) => Math.floor(Number(part)))
  const utcMs = wallClockMs(`${day.slice(0, 10)} ${hour}:${minute}:${second}`, nowMs)
  if (utcMs === null) return null
  const minutes = (wallMs - utcMs) / 60_000
  const quarter = Math.round(minutes / 15) * 15
  if (Math.abs(minutes - quarter) > 1 || quarter < -12 * 60 || quarter > 14 * 60) return null
  return quarter === 0 ? 0 : quarter
}

// Some cameras and programs write dashes or slashes, a T, or a zone after the seconds, which is left aside.
const exifDate = /^\s*(\d{4})[:\-/.](\d{1,2})[:\-/.](\d{1,2})[ T]+(\d{1,2}):(\d{1,2})(?::(\d{1,2}))?/
const firstPhotographYear = 1826
// The clock of a camera may be set to a place east of here.
const dayMs = 24 * 60 * 60 * 1000
