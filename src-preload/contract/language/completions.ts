import type { Facet, SearchFacets } from '../search.ts'
import { keyNames, type Key } from './keys.ts'
import { printValue } from './print-query.ts'
import type { TextSpan } from './query-parts.ts'
import { readTerms, type Term, type TermValue } from './terms.ts'
import { namedValues } from './value-names.ts'
import { monthNames } from './yearly-dates.ts'

/** Something that could be typed at the caret. */
export interface Completion {
  /** For the list, as people read it. */
  readonly label: string
  /** How many photos have it; null where nobody counts. */
  readonly photos: number | null
  /** What takes the place of `replaces`; the caret goes behind it. */
  readonly insert: string
  readonly replaces: TextSpan
}

const mostCompletions = 8

/**
 * What could be typed at `caret` (an offset of UTF-16 units), best first, at most 8: filters from two letters on, or behind a
 * minus; behind a filter's colon its values. null: no facets are known yet.
 */
export function completionsAt(
  text: string,
  caret: number,
  facets: SearchFacets | null,
): readonly Completion[] {
  const term = readTerms(text.slice(0, caret)).at(-1)
  if (!term || term.span.end !== caret) return []
  const found = term.kind === 'pair' ? valuesFor(text, term, facets) : keysFor(text, term, facets)
  return found.slice(0, mostCompletions)
}

type Pair = Extract<Term, { kind: 'pair' }>

function valuesFor(text: string, { key, values }: Pair, facets: SearchFacets | null): Completion[] {
  const value = values.at(-1)
  if (!value || (value.isQuoted && value.isClosed)) return []
  const others = new Set(values.slice(0, -1).map((other) => other.text.toLowerCase()))
  const replaces = { start: value.span.start, end: endOfValue(text, value) }
  return matching(valuesOf(key, facets), value.text)
    .filter((offer) => !others.has(offer.value.toLowerCase()))
    .map((offer) => ({ label: offer.value, photos: offer.photos, insert: printValue(offer.value), replaces }))
}

/** A value in quotes ends with the mark that closes it, if the marks behind the caret are not all of other values. */
function endOfValue(text: string, { isQuoted, span }: TermValue): number {
  if (!isQuoted) return endOf(/[^\s|]*/y, text, span.end)
  const marks = text.slice(span.end).match(/["“”„«»]/g)?.length ?? 0
  return marks % 2 === 1 ? endOf(/[^"“”„«»]*./y, text, span.end) : span.end
}

/** Filters whose names begin so, then values of filters that do. */
function keysFor(text: string, term: Term, facets: SearchFacets | null): Completion[] {
  const isBare = term.kind === 'minus' || (term.kind === 'word' && !term.isLiteral && term.weight === null)
  if (!isBare) return []
  const typed = term.kind === 'word' ? term.text.toLowerCase() : ''
  const isExcluded = term.kind === 'minus' || term.isExcluded
  if (typed.length < (isExcluded ? 0 : 2)) return []
  const start = term.span.start + (isExcluded ? 1 : 0)
  const replaces = { start, end: endOf(/\p{Script=Latin}*:?/uy, text, term.span.end) }
  const names = [...new Set(keyNames.filter(([name]) => name.startsWith(typed)).map(([, key]) => key))]
  const filters = names
    // Nobody types the id of a picture, and an order cannot be excluded.
    .filter((key) => key !== 'picture' && !(isExcluded && key === 'sort'))
    .map((key) => ({ label: `${key}:`, photos: null, insert: `${key}:`, replaces }))
  // Values of two letters would be in the way of ordinary words.
  return typed.length < 3 ? filters : [...filters, ...valuesNamed(typed, replaces, facets)]
}

function valuesNamed(typed: string, replaces: TextSpan, facets: SearchFacets | null): Completion[] {
  return (['is', 'type', 'tag', 'collection', 'place', 'camera'] as const).flatMap((key) =>
    valuesOf(key, facets)
      .filter(({ value }) => value.toLowerCase().startsWith(typed))
      .slice(0, 3)
      .map(({ value, photos }) => {
        const insert = `${key}:${printValue(value)}`
        return { label: insert, photos, insert, replaces }
      }),
  )
}

interface Offer {
  readonly value: string
  readonly photos: number | null
}

function valuesOf(key: Key, facets: SearchFacets | null): readonly Offer[] {
  switch (key) {
    case 'before':
    case 'after':
    case 'on':
      return [...uncounted(dateWords), ...(facets?.years ?? [])]
    case 'month':
      return uncounted(monthNames)
    case 'camera':
      return facets?.cameras ?? []
    case 'lens':
      return facets?.lenses ?? []
    case 'place':
      return facets?.places ?? []
    case 'tag':
      return facets?.tags ?? []
    case 'type':
      return facets && facets.types.length > 0 ? facets.types : uncounted(namedValues.type.names)
    case 'is':
      return withOthers(facets?.is ?? [], namedValues.is.names)
    case 'has':
      return uncounted(namedValues.has.names)
    case 'rating':
      return withOthers(facets?.ratings ?? [], ['5', '4', '3', '2', '1', '0', '>=4', '>=3'])
    case 'size':
      return uncounted(['>12mp', '>24mp', '<1mp', '>10mb', '<500kb'])
    case 'sort':
      return uncounted(namedValues.sort.names)
    case 'in':
      return facets?.folders ?? []
    case 'collection':
      return facets?.collections ?? []
    case 'near':
    case 'similar':
    case 'picture':
      return []
  }
}

const dateWords = [
  'today',
  'yesterday',
  'last weekend',
  'last month',
  'last summer',
  'last christmas',
  'this year',
  'last year',
]

/** Those that begin with what was typed, then those that do from one of their words on. What is there whole needs no offer. */
function matching(offers: readonly Offer[], typed: string): readonly Offer[] {
  const start = typed.trim().toLowerCase()
  const open = offers.filter(({ value }) => value.toLowerCase() !== start)
  const first = open.filter(({ value }) => value.toLowerCase().startsWith(start))
  const later = open.filter((offer) => !first.includes(offer) && hasWord(offer.value.toLowerCase(), start))
  return [...first, ...later]
}

function hasWord(value: string, start: string): boolean {
  for (let at = value.indexOf(start); at >= 0; at = value.indexOf(start, at + 1))
    if (at === 0 || !/[\p{L}\p{N}]/u.test(value[at - 1] ?? '')) return true
  return false
}

const uncounted = (values: readonly string[]): Offer[] => values.map((value) => ({ value, photos: null }))

function withOthers(counted: readonly Facet[], names: readonly string[]): readonly Offer[] {
  const there = new Set(counted.map(({ value }) => value))
  return [...counted, ...uncounted(names.filter((name) => !there.has(name)))]
}

function endOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  return at + (pattern.exec(text)?.[0].length ?? 0)
}
