/** Of a time in ms since 1970 read as UTC. Arithmetic: a Date for each of a million photos would take half a second. */
export interface CivilDate {
  readonly year: number
  /** 1 to 12. */
  readonly month: number
}

/** The proleptic Gregorian calendar in years that begin with March (H. Hinnant, chrono-compatible low-level date algorithms). */
function shifted(ms: number): { readonly era: number; readonly yearOfEra: number; readonly month: number } {
  const day = Math.floor(ms / 86_400_000) + 719_468
  const era = Math.floor(day / 146_097)
  const dayOfEra = day - era * 146_097
  const leapDays =
    Math.floor(dayOfEra / 1_460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096)
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365)
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  return { era, yearOfEra, month: fromMarch < 10 ? fromMarch + 3 : fromMarch - 9 }
}

export function monthOf(ms: number): number {
  return shifted(ms).month
}

export function civilDate(ms: number): CivilDate {
  const { era, yearOfEra, month } = shifted(ms)
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month }
}
