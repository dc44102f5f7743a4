/**
 * Reads an EXIF date ("2019:05:12 17:03:59", local time without a zone) as if it were UTC, in ms since 1970. Null for
 * what no camera can have meant: before the first photograph (1826), more than a day ahead, or not on the calendar.
 */
export function wallClockMs(text: unknown, nowMs: number): number | null {
  const match = typeof text === 'string' ? exifDate.exec(text) : null
  if (!match) return null
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1)
    .map((digits) => Number(digits ?? 0))
  if (hour > 23 || minute > 59 || second > 60) return null
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  date.setUTCHours(hour, minute, second)
  // The calendar moves 31 February on to March: then it was no date.
  const isReal = date.getUTCMonth() === month - 1 && (date.getUTCDate() === day || second === 60)
  if (!isReal || year < firstPhotographYear || date.getTime() > nowMs + dayMs) return null
  return date.getTime()
}

// Some cameras and programs write dashes or slashes, a T, or a zone after the seconds, which is left aside.
const exifDate = /^\s*(\d{4})[:\-/.](\d{1,2})[:\-/.](\d{1,2})[ T]+(\d{1,2}):(\d{1,2})(?::(\d{1,2}))?/
const firstPhotographYear = 1826
// The clock of a camera may be set to a place east of here.
const dayMs = 24 * 60 * 60 * 1000
