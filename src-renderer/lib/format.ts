/** Numbers and dates for people. Photo times are local wall clock read as UTC, so they are shown in UTC. */
export interface Formats {
  count(value: number): string
  bytes(sizeBytes: number): string
  /** 12 MB/s */
  bytesPerSecond(value: number): string
  /** Names of languages, from their BCP 47 codes. */
  languages(codes: readonly string[]): readonly string[]
  /** 12 May 2019 */
  day(ms: number): string
  /** Sunday 12 May 2019, 14:03 */
  moment(ms: number): string
  /** 20 Nov 2026, 14:03, by the clock of this computer: for what the computer did, not for photos. */
  localMoment(ms: number): string
  /** UTC+2, UTC−3:30, UTC */
  zone(offsetMinutes: number): string
  /** May 2019, or March – May 2019 */
  months(firstMs: number, lastMs: number): string
  month(ms: number): string
  /** 12 – 15 May 2019; both days are meant. */
  days(firstMs: number, lastMs: number): string
  /** May, from 5. */
  monthName(month: number): string
  /** 12.5 */
  tenths(value: number): string
  /** What is left of long work: 4 min, 40 s, 2 h 10 min */
  timeLeft(ms: number): string
  /** How long an answer took: 0.03 s */
  took(ms: number): string
  perSecond(value: number): string
  megapixels(width: number, height: number): string
  /** 50.8225° N, 0.1372° W */
  place(latitude: number, longitude: number): string
  score(value: number): string
  percent(part: number): string
  anyOf(items: readonly string[]): string
  allOf(items: readonly string[]): string
  /** Words after one another, without a last "and". */
  list(items: readonly string[]): string
  plural(value: number): Intl.LDMLPluralRule
}

const largeUnits = ['megabyte', 'gigabyte', 'terabyte']

/** How often a size can be divided by a thousand; what would be shown as 1,000 counts as the next unit's 1. */
function powerOf(sizeBytes: number): number {
  const power = Math.floor(Math.log10(Math.max(1, sizeBytes)) / 3)
  return Math.min(4, Math.max(0, sizeBytes / 1_000 ** power >= 999.5 ? power + 1 : power))
}

export function createFormats(language: string): Formats {
  const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 })
  const tenths = new Intl.NumberFormat(language, { maximumFractionDigits: 1 })
  const score = new Intl.NumberFormat(language, { minimumFractionDigits: 3, maximumFractionDigits: 3 })
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 })
  const degrees = new Intl.NumberFormat(language, { minimumFractionDigits: 4, maximumFractionDigits: 4 })
  const unit = (name: string, digits = 0, unitDisplay: 'short' | 'long' = 'short') =>
    new Intl.NumberFormat(language, {
      style: 'unit',
      unit: name,
      unitDisplay,
      maximumFractionDigits: digits,
    })
  const hours = unit('hour')
  const minutes = unit('minute')
  const seconds = unit('second')
  const took = unit('second', 2)
  // In short, English says "616 byte".
  const sizes = [unit('byte', 0, 'long'), unit('kilobyte'), ...largeUnits.map((name) => unit(name, 1))]
  const wholeSizes = [unit('byte', 0, 'long'), unit('kilobyte'), ...largeUnits.map((name) => unit(name))]
  const rates = ['byte', 'kilobyte', ...largeUnits].map((name) => unit(`${name}-per-second`))
  const languageNames = new Intl.DisplayNames(language, { type: 'language' })
  const date = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language, { timeZone: 'UTC', ...options })
  const day = date({ day: 'numeric', month: 'long', year: 'numeric' })
  const month = date({ month: 'long', year: 'numeric' })
  const monthName = date({ month: 'long' })
  const moment = date({
    weekday: 'short',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
  })
  const localMoment = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' })
  const anyOf = new Intl.ListFormat(language, { type: 'disjunction' })
  const allOf = new Intl.ListFormat(language, { type: 'conjunction' })
  const list = new Intl.ListFormat(language, { type: 'unit', style: 'short' })
  const plurals = new Intl.PluralRules(language)

  return {
    count: (value) => whole.format(value),
    bytes: (sizeBytes) => {
      const power = powerOf(sizeBytes)
      const value = sizeBytes / 1_000 ** power
      return (value < 10 ? sizes : wholeSizes)[power]?.format(value) ?? ''
    },
    bytesPerSecond: (value) => {
      const power = powerOf(value)
      return rates[power]?.format(value / 1_000 ** power) ?? ''
    },
    languages: (codes) => codes.map((code) => languageNames.of(code) ?? code),
    day: (ms) => day.format(ms),
    moment: (ms) => moment.format(ms),
    localMoment: (ms) => localMoment.format(ms),
    zone: (offsetMinutes) => {
      const minutesEast = Math.round(Math.abs(offsetMinutes))
      if (minutesEast === 0) return 'UTC'
      const rest = minutesEast % 60
      const clock = Math.floor(minutesEast / 60) + (rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`)
      return `UTC${offsetMinutes < 0 ? '−' : '+'}${clock}`
    },
    month: (ms) => month.format(ms),
    months: (firstMs, lastMs) => month.formatRange(firstMs, lastMs),
    days: (firstMs, lastMs) => day.formatRange(firstMs, lastMs),
    monthName: (number) => monthName.format(Date.UTC(2000, number - 1)),
    tenths: (value) => tenths.format(value),
    timeLeft: (ms) => {
      const left = Math.max(1, Math.round(ms / 1_000))
      if (left < 55) return seconds.format(left < 10 ? left : Math.ceil(left / 5) * 5)
      const leftMinutes = Math.max(1, Math.round(left / 60))
      if (leftMinutes < 60) return minutes.format(leftMinutes)
      const rest = Math.round((leftMinutes % 60) / 10) * 10
      const wholeHours = Math.floor(leftMinutes / 60) + (rest === 60 ? 1 : 0)
      const tail = rest > 0 && rest < 60 && wholeHours < 10 ? ` ${minutes.format(rest)}` : ''
      return hours.format(wholeHours) + tail
    },
    took: (ms) => took.format(Math.max(10, ms) / 1_000),
    perSecond: (value) => (value < 10 ? tenths : whole).format(value),
    megapixels: (width, height) => tenths.format((width * height) / 1e6),
    place: (latitude, longitude) => {
      const north = `${degrees.format(Math.abs(latitude))}° ${latitude < 0 ? 'S' : 'N'}`
      return `${north}, ${degrees.format(Math.abs(longitude))}° ${longitude < 0 ? 'W' : 'E'}`
    },
    score: (value) => score.format(value),
    percent: (part) => percent.format(part),
    anyOf: (items) => anyOf.format(items),
    allOf: (items) => allOf.format(items),
    list: (items) => list.format(items),
    plural: (value) => plurals.select(value),
  }
}

/** `portrait`, `landscape` or `square`, with a tolerance of two hundredths. */
export function orientationOf(width: number, height: number): 'portrait' | 'landscape' | 'square' {
  if (width <= 0 || height <= 0 || Math.abs(width / height - 1) < 0.02) return 'square'
  return width > height ? 'landscape' : 'portrait'
}

/** 0xRRGGBB as CSS. */
export function cssColour(colour: number): string {
  return `#${(colour & 0xffffff).toString(16).padStart(6, '0')}`
}

/** The query without the words that the model does not know. */
export function knownPart(text: string, unknownWords: readonly string[]): string {
  const unknown = new Set(unknownWords.map((word) => word.toLowerCase()))
  return text
    .split(/\s+/u)
    .filter((word) => !unknown.has(word.toLowerCase().replaceAll(/^[\p{P}\p{S}]+|[\p{P}\p{S}]+$/gu, '')))
    .join(' ')
    .trim()
}

/** The last part of a path of any platform. */
export function nameOfPath(path: string): string {
  return path.split(/[\\/]/u).findLast((part) => part !== '') ?? path
}
