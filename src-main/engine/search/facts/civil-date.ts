/**
 * Year and month of a time in ms since 1970 read as UTC, by arithmetic alone: a Date for each of a million photos would take
 * half a second. Years are counted from March, so that the leap day is their last (H. Hinnant, "chrono-Compatible
 * Low-Level Date Algorithms").
 */
export function monthOf(ms: number): number {
  const fromMarch = monthFromMarch(dayOfYear(dayOfEra(ms)))
  return fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
}

export function yearOf(ms: number): number {
  const day = dayOfEra(ms)
  const isNextYear = monthFromMarch(dayOfYear(day)) >= 10
  return yearOfEra(day) + Math.floor(dayNumber(ms) / daysOfEra) * 400 + Number(isNextYear)
}

/** 400 years. */
const daysOfEra = 146_097

/** Days since 1 March of the year 0. */
function dayNumber(ms: number): number {
  return Math.floor(ms / 86_400_000) + 719_468
}

function dayOfEra(ms: number): number {
  const day = dayNumber(ms)
  return day - Math.floor(day / daysOfEra) * daysOfEra
}

function yearOfEra(day: number): number {
  const leapDays = Math.floor(day / 1_460) - Math.floor(day / 36_524) + Math.floor(day / 146_096)
  return Math.floor((day - leapDays) / 365)
}

function dayOfYear(day: number): number {
  const year = yearOfEra(day)
  return day - (365 * year + Math.floor(year / 4) - Math.floor(year / 100))
}

function monthFromMarch(day: number): number {
  return Math.floor((5 * day + 2) / 153)
}
