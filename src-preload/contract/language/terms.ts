import { keyNamed, type Key } from './keys.ts'
import type { TextSpan } from './query-parts.ts'
import { isQuote, readQuoted } from './quotes.ts'
import { readWord } from './words.ts'

export interface TermValue {
  readonly text: string
  readonly isQuoted: boolean
  readonly isClosed: boolean
  readonly span: TextSpan
}

/** What stands between spaces, before anything is known of what it means. */
export type Term = (
  | { readonly kind: 'plus' }
  /** A minus with nothing behind it. */
  | { readonly kind: 'minus' }
  | {
      readonly kind: 'word'
      readonly isExcluded: boolean
      readonly text: string
      /** What follows the last colon and looks like a number. */
      readonly weight: string | null
      /** Letters before a colon that are no known key. */
      readonly unknownKey: string | null
      /** It was written with a backslash: it stands for itself, whatever it looks like. */
      readonly isLiteral: boolean
    }
  | {
      readonly kind: 'quoted'
      readonly isExcluded: boolean
      readonly text: string
      readonly isClosed: boolean
      readonly weight: string | null
    }
  | {
      readonly kind: 'pair'
      readonly isExcluded: boolean
      readonly key: Key
      /** At least one; what was typed between `|`. */
      readonly values: readonly TermValue[]
    }
) & { readonly span: TextSpan }

/** Any text, in one pass from left to right. */
export function readTerms(text: string): readonly Term[] {
  const terms: Term[] = []
  for (let at = afterSpaces(text, 0); at < text.length;) {
    const term = readTerm(text, at)
    terms.push(term)
    at = afterSpaces(text, term.span.end)
  }
  return terms
}

function readTerm(text: string, start: number): Term {
  if (text[start] === '+') return { kind: 'plus', span: { start, end: start + 1 } }
  const isExcluded = text[start] === '-'
  const at = isExcluded ? start + 1 : start
  if (isExcluded && matchAt(oneSolid, text, at) === null) return { kind: 'minus', span: { start, end: at } }
  if (isQuote(text[at])) return readQuotedTerm(text, start, isExcluded)
  const name = matchAt(nameBeforeColon, text, at)
  const key = name === null ? null : keyNamed(name)
  if (name !== null && key) return readPair(text, start, isExcluded, key, at + name.length + 1)
  // Not sooner: what ends at a quotation mark would be looked through to its end again and again.
  const raw = matchAt(solid, text, at) ?? ''
  return { kind: 'word', isExcluded, ...readWord(raw, name), span: { start, end: at + raw.length } }
}

function readQuotedTerm(text: string, start: number, isExcluded: boolean): Term {
  const { end, ...quoted } = readQuoted(text, isExcluded ? start + 1 : start)
  const weight = matchAt(weightBehind, text, end)
  const span = { start, end: end + (weight?.length ?? 0) }
  return { kind: 'quoted', isExcluded, ...quoted, weight: weight?.slice(1) ?? null, span }
}

function readPair(text: string, start: number, isExcluded: boolean, key: Key, valuesAt: number): Term {
  const values: TermValue[] = []
  let at = valuesAt
  for (;;) {
    const value = readValue(text, at)
    values.push(value)
    at = value.span.end
    if (text[at] !== '|') return { kind: 'pair', isExcluded, key, values, span: { start, end: at } }
    at++
  }
}

function readValue(text: string, start: number): TermValue {
  if (isQuote(text[start])) {
    const { end, ...quoted } = readQuoted(text, start)
    return { ...quoted, isQuoted: true, span: { start, end } }
  }
  const raw = matchAt(bareValue, text, start) ?? ''
  return { text: raw, isQuoted: false, isClosed: true, span: { start, end: start + raw.length } }
}

const spaces = /\s+/y
const oneSolid = /\S/y
const solid = /\S+/y
const bareValue = /[^\s|]+/y
const weightBehind = /:[-+]?[\d.,]+(?!\S)/y
/** Not that of an address: `http://`. */
const nameBeforeColon = /\p{Script=Latin}+(?=:(?!\/\/))/uy

const afterSpaces = (text: string, at: number): number => at + (matchAt(spaces, text, at)?.length ?? 0)

function matchAt(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0] ?? null
}
