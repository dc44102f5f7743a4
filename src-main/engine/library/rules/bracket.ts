import { casesOf } from './case-folding.ts'

/** `[...]`: one character out of a set; pairs of code units, both ends within. */
export interface Bracket {
  readonly isNegated: boolean
  readonly ranges: readonly (readonly [from: number, to: number])[]
}

/** As git's own table has them: of ASCII alone. */
const classes: Readonly<Record<string, string>> = {
  alnum: '09AZaz',
  alpha: 'AZaz',
  blank: '  \t\t',
  cntrl: '\0\x1f\x7f\x7f',
  digit: '09',
  graph: '!~',
  lower: 'az',
  print: ' ~',
  punct: '!/:@[`{~',
  space: '  \t\n\r\r',
  upper: 'AZ',
  xdigit: '09AFaf',
}

/**
 * Reads the set that begins at `pattern[start]`, a `[`; `end` is the place after its `]`. null: it never ends, or names
 * a class that there is not, and then the whole pattern matches nothing, as in git.
 */
export function readBracket(
  pattern: string,
  start: number,
): { readonly bracket: Bracket; readonly end: number } | null {
  let at = start + 1
  const isNegated = pattern[at] === '!' || pattern[at] === '^'
  if (isNegated) at += 1
  const ranges: [number, number][] = []
  /** What a `-` would begin a range from; null after a range or a class. */
  let previous: number | null = null
  const add = (unit: number) => {
    ranges.push([unit, unit])
    previous = unit
  }
  // The first character is always a member, so `[]]` is the set of `]`.
  do {
    const char = pattern[at]
    if (char === undefined) return null
    if (char === '\\') {
      at += 1
      if (at >= pattern.length) return null
      add(pattern.charCodeAt(at))
    } else if (char === '-' && previous !== null && at + 1 < pattern.length && pattern[at + 1] !== ']') {
      at += pattern[at + 1] === '\\' ? 2 : 1
      if (at >= pattern.length) return null
      ranges.push([previous, pattern.charCodeAt(at)])
      previous = null
    } else if (char === '[' && pattern[at + 1] === ':') {
      const close = pattern.indexOf(']', at + 2)
      if (close === -1) return null
      if (close > at + 2 && pattern[close - 1] === ':') {
        const members = Object.entries(classes).find(([name]) => name === pattern.slice(at + 2, close - 1))
        if (!members) return null
        for (let pair = 0; pair < members[1].length; pair += 2)
          ranges.push([members[1].charCodeAt(pair), members[1].charCodeAt(pair + 1)])
        previous = null
        at = close
      } else add(char.charCodeAt(0))
    } else add(char.charCodeAt(0))
    at += 1
  } while (pattern[at] !== ']')
  return { bracket: { isNegated, ranges }, end: at + 1 }
}

export function isInBracket({ ranges, isNegated }: Bracket, unit: number): boolean {
  const cases = casesOf(unit)
  return ranges.some(([from, to]) => cases.some((one) => one >= from && one <= to)) !== isNegated
}
