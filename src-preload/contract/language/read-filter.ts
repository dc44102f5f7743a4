import type { Key } from './keys.ts'
import { readRating, readSize } from './number-ranges.ts'
import type { HasValue, IsValue, QueryFilter, TextSpan } from './query-parts.ts'
import { readDate } from './read-date.ts'
import type { TermValue } from './terms.ts'
import { namedValues, valueNamed } from './value-names.ts'
import { isWrong, shown, wrong, type Wrong } from './wrong.ts'
import { monthNumber } from './yearly-dates.ts'

export type PlainFilterKey = Exclude<Key, 'similar' | 'picture' | 'sort'>

const mostValues = 100

/** Longer texts are nobody's date, number or name out of a list, and would take long to look through. */
const longestValue = 200

/** The condition that a key and its values (at least one, none of them empty) stand for. */
export function readFilter(
  key: PlainFilterKey,
  values: readonly TermValue[],
  nowMs: number,
): QueryFilter | Wrong {
  if (values.length > mostValues) return wrong(`A filter can have at most ${mostValues} values.`)
  switch (key) {
    case 'in':
    case 'camera':
    case 'lens':
    case 'tag':
    case 'collection':
    case 'place':
      return { key, any: unique(values.map(({ text }) => text)) }
    case 'before':
    case 'after':
    case 'on':
      return one(key, values, ({ text }) => {
        const span = readDate(text, nowMs)
        return isWrong(span) ? span : { key, span, text }
      })
    case 'month':
      return each(values, readMonths, (any) => ({ key, any: unique(any.flat()) }))
    case 'type':
      return each(
        values,
        (value) => readName(key, value),
        (any) => ({ key, any }),
      )
    case 'is':
      return each(
        values,
        (value) => readName(key, value),
        (any) => ({ key, any: any as IsValue[] }),
      )
    case 'has':
      return each(
        values,
        (value) => readName(key, value),
        (any) => ({ key, any: any as HasValue[] }),
      )
    case 'rating':
      return one(key, values, ({ text }) => {
        const range = readRating(text)
        return isWrong(range) ? range : { key, range }
      })
    case 'size':
      return one(key, values, ({ text }) => {
        const size = readSize(text)
        return isWrong(size) ? size : { key, ...size }
      })
    case 'near':
      return one(key, values, ({ text }) => readNear(text))
  }
}

/** A value out of a list, under its own name. */
export function readName(key: keyof typeof namedValues, { text }: { readonly text: string }): string | Wrong {
  const { names, noun } = namedValues[key]
  return (
    valueNamed(key, text) ?? wrong(`${shown(text)} is no ${noun} that is known: expected ${either(names)}.`)
  )
}

/** The only value, of keys that take no alternatives. */
export function one<T>(
  key: Key,
  values: readonly TermValue[],
  read: (value: TermValue) => T | Wrong,
): T | Wrong {
  const [first, second] = values
  if (!first || second) return wrong(`“${key}:” takes one value, without |.`, second?.span)
  return located(tooLong(first) ?? read(first), first.span)
}

function each<T, R>(
  values: readonly TermValue[],
  read: (value: TermValue) => T | Wrong,
  make: (any: readonly T[]) => R,
): R | Wrong {
  const any: T[] = []
  for (const value of values) {
    const result = located(tooLong(value) ?? read(value), value.span)
    if (isWrong(result)) return result
    any.push(result)
  }
  return make(unique(any))
}

function tooLong({ text }: TermValue): Wrong | null {
  return text.length > longestValue ? wrong(`${shown(text)} is too long for such a value.`) : null
}

function located<T>(result: T | Wrong, span: TextSpan): T | Wrong {
  return isWrong(result) ? wrong(result.message, result.span ?? span) : result
}

/** `12`, `june`, `jun`; `11..2` is November to February. */
function readMonths({ text }: TermValue): readonly number[] | Wrong {
  const ends = text.split('..', 3).map((end) => monthIn(end.trim().toLowerCase()))
  const [from = null, to = from] = ends
  if (from === null || to === null || ends.length > 2) {
    return wrong(
      `${shown(text)} is no month: expected 1 to 12 or an English name, such as month:12 or month:june.`,
    )
  }
  return Array.from({ length: ((to - from + 12) % 12) + 1 }, (_, i) => ((from - 1 + i) % 12) + 1)
}

const monthIn = (text: string): number | null =>
  /^0?[1-9]$|^1[0-2]$/.test(text) ? Number(text) : monthNumber(text)

function readNear(text: string): QueryFilter | Wrong {
  const typed = text.replace(/\s*km\s*$/i, '').split(',', 4)
  const numbers = typed.map((number) =>
    /^\s*[-+]?\d{1,5}(\.\d{1,20})?\s*$/.test(number) ? Number(number) : NaN,
  )
  const [latitude = NaN, longitude = NaN, distance = 1] = numbers
  const km = rounded(distance, 1e3)
  if (typed.length < 2 || typed.length > 3 || numbers.some(Number.isNaN)) {
    return wrong(
      `${shown(text)} is no place on the map: expected latitude, longitude and kilometres, such as near:48.137,11.575,5.`,
    )
  }
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180 || km <= 0 || km > 20_000) {
    return wrong(
      `${shown(text)} is not on the map: a latitude is -90 to 90, a longitude -180 to 180, a distance up to 20000 km.`,
    )
  }
  return { key: 'near', latitude: rounded(latitude, 1e6), longitude: rounded(longitude, 1e6), km }
}

// `+ 0`: no minus zero.
const rounded = (value: number, steps: number): number => Math.round(value * steps) / steps + 0

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)]
}

function either(names: readonly string[]): string {
  return `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`
}
