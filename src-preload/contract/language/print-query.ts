import { localNowMs } from './calendar.ts'
import { dateWord } from './date-phrases.ts'
import { canLead, exclusionAt } from './exclusion-phrases.ts'
import { printRating, printSize } from './number-ranges.ts'
import { printPictureValue } from './picture-values.ts'
import type { QueryFilter, QueryPart } from './query-parts.ts'
import { isQuote, quoted } from './quotes.ts'
import { freeDateAt } from './read-date.ts'
import { readTerms } from './terms.ts'
import { escapedWord } from './words.ts'

/**
 * The text of a query in its one canonical form: parsed again it gives the same parts. What is looked for is joined by `+`.
 * `nowMs` as for `parseQuery`: which numbers are years depends on it.
 */
export function printQuery(parts: readonly QueryPart[], nowMs = localNowMs()): string {
  let text = ''
  let hasLookedFor = false
  for (const part of parts) {
    const printed = printPart(part, nowMs)
    if (printed === '') continue
    const joiner = isLookedFor(part) && hasLookedFor ? ' + ' : ' '
    text += text === '' ? printed : `${joiner}${printed}`
    hasLookedFor ||= isLookedFor(part)
  }
  return text
}

/** One part of a query as it would be typed, without a plus. */
export function printPart(part: QueryPart, nowMs = localNowMs()): string {
  const minus = 'isExcluded' in part && part.isExcluded ? '-' : ''
  switch (part.kind) {
    case 'words':
      return part.isExcluded ? printExcluded(part) : printWords(part.text, part.weight, nowMs)
    case 'exact':
      return quoted(part.text)
    case 'photo':
      return `${minus}similar:${printPictureValue({ ...part, id: `${part.photoId}` })}`
    case 'picture':
      return `${minus}picture:${printPictureValue({ ...part, id: part.pictureId })}`
    case 'filter':
      return `${minus}${part.filter.key}:${printFilterValue(part.filter)}`
    case 'sort':
      return `sort:${part.order}`
  }
}

/** Whether photos are compared with it: words and pictures that are not excluded. */
export function isLookedFor(part: QueryPart): boolean {
  return (part.kind === 'words' || part.kind === 'photo' || part.kind === 'picture') && !part.isExcluded
}

function printFilterValue(filter: QueryFilter): string {
  switch (filter.key) {
    case 'before':
    case 'after':
    case 'on':
      return printValue(filter.text)
    case 'rating':
      return printRating(filter.range)
    case 'size':
      return printSize(filter)
    case 'near':
      return `${filter.latitude},${filter.longitude},${filter.km}`
    default:
      return filter.any.map((value) => printValue(`${value}`)).join('|')
  }
}

/** A value behind a key, in quotes where it needs them. */
export function printValue(value: string): string {
  return /[\s|]/.test(value) || value === '' || [...value].some(isQuote) ? quoted(value) : value
}

type Words = Extract<QueryPart, { kind: 'words' }>

function printExcluded({ text, weight, isQuoted }: Words): string {
  if (isQuoted || /\s/.test(text)) return `-${quoted(text)}${printWeight(weight)}`
  const plain = `-${text}${printWeight(weight)}`
  return isReadAs(plain, text, weight) ? plain : `-${escapedWord(text)}${printWeight(weight)}`
}

function printWords(text: string, weight: number, nowMs: number): string {
  const words = text.split(/\s+/).filter((word) => word !== '')
  const last = words.length - 1
  const weightOf = (i: number): number => (i === last ? weight : 1)
  const typed = words.map((word, i) => {
    const plain = `${word}${printWeight(weightOf(i))}`
    return isReadAs(plain, word, weightOf(i)) ? plain : `${escapedWord(word)}${printWeight(weightOf(i))}`
  })
  // What would be taken for a date or an exclusion gets a backslash before its first word.
  const dateWords = typed.map((plain, i) => (plain === words[i] ? dateWord(plain) : ''))
  // All that could begin an exclusion: with one of them gone, another may begin where none did.
  const hasExclusion = dateWords.some((_, i) => exclusionAt(dateWords, i) !== null)
  for (const [i, word] of words.entries()) {
    const dateAt = dateWords[i] === '' ? null : freeDateAt(dateWords, i, nowMs)
    if (dateAt || (hasExclusion && canLead(dateWords[i] ?? ''))) {
      typed[i] = escapedWord(word)
      dateWords[i] = ''
    }
  }
  return typed.join(' ')
}

const printWeight = (weight: number): string => (weight === 1 ? '' : `:${weight}`)

/** Whether a typed word means just that word with that weight. */
function isReadAs(typed: string, word: string, weight: number): boolean {
  if (weight === 1 && /^[\p{L}\d][^\\:]*$/u.test(typed)) return true
  const [term, ...more] = readTerms(typed)
  if (term?.kind !== 'word' || more.length > 0 || term.unknownKey !== null) return false
  return term.text === word && (term.weight === null ? weight === 1 : Number(term.weight) === weight)
}
