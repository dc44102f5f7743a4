import { localNowMs } from './calendar.ts'
import { isLookedFor, printQuery } from './print-query.ts'
import type { QueryPart, TextSpan } from './query-parts.ts'
import { readQuery, type ReadPart } from './read-query.ts'
import { readTerms, type Term } from './terms.ts'

/** The text without one of its parts, and without the pluses and spaces that only it needed. */
export function withoutPart(text: string, part: QueryPart, nowMs = localNowMs()): string {
  return withPartReplaced(text, part, '', nowMs)
}

/**
 * The text with other words in the place of one of its parts, the rest as it was typed: `similar:12@0.1,0.2,0.5,0.4` for
 * `similar:12`. A part that is not in the text, or a text that does not parse, changes nothing.
 */
export function withPartReplaced(
  text: string,
  part: QueryPart,
  replacement: string,
  nowMs = localNowMs(),
): string {
  const parts = readQuery(text, nowMs)
  const other = readQuery(replacement, nowMs)
  if (isProblem(parts) || isProblem(other)) return text
  const at = parts.findIndex((read) => isSamePlace(read.part, part))
  const pieces = parts[at]?.pieces
  if (!pieces) return text
  const expected = parts.toSpliced(at, 1, ...other)
  return checked(rewritten(text, pieces, replacement.trim()), expected, nowMs)
}

/**
 * The text with a part behind it: joined by a plus where it looks for one thing more. What is there already is not added
 * twice, and an order takes the place of the former.
 */
export function withPartText(text: string, addition: string, nowMs = localNowMs()): string {
  const parts = readQuery(text, nowMs)
  const added = readQuery(addition, nowMs)
  if (isProblem(parts) || isProblem(added)) return `${text.trimEnd()} ${addition.trim()}`.trim()
  const order = parts.find(({ part }) => part.kind === 'sort')
  if (order && added.some(({ part }) => part.kind === 'sort')) {
    return withPartText(withoutPart(text, order.part, nowMs), addition, nowMs)
  }
  const there = new Set(parts.map(keyOf))
  if (added.every((read) => there.has(keyOf(read)))) return text
  const joins =
    added[0] !== undefined && isLookedFor(added[0].part) && parts.some(({ part }) => isLookedFor(part))
  const joined = `${text.trimEnd()}${joins ? ' + ' : ' '}${addition.trim()}`.trim()
  return checked(joined, [...parts, ...added], nowMs)
}

/** What was typed is kept where it means what it should; else the same parts in canonical form. */
function checked(text: string, expected: readonly ReadPart[], nowMs: number): string {
  const parts = readQuery(text, nowMs)
  const isRight = !isProblem(parts) && parts.map(keyOf).join('\n') === expected.map(keyOf).join('\n')
  return isRight
    ? text
    : printQuery(
        expected.map(({ part }) => part),
        nowMs,
      )
}

/** The first of the pieces gives way to the replacement, the others go. */
function rewritten(text: string, pieces: readonly TextSpan[], replacement: string): string {
  const kept = withoutIdlePluses(keptTerms(text, pieces, replacement))
  return kept
    .map(({ content, gap }, i) => (i === 0 ? content : `${gap}${content}`))
    .join('')
    .trim()
}

interface KeptTerm {
  readonly kind: Term['kind']
  readonly content: string
  /** What stood before it; a space where something was taken out. */
  readonly gap: string
}

function keptTerms(text: string, pieces: readonly TextSpan[], replacement: string): KeptTerm[] {
  const kept: KeptTerm[] = []
  let next = 0
  let end = 0
  let hasGap = false
  for (const { kind, span } of readTerms(text)) {
    while ((pieces[next]?.end ?? Infinity) <= span.start) next++
    const piece = pieces[next]
    const gap = hasGap ? ' ' : text.slice(end, span.start)
    end = span.end
    const isCut = piece !== undefined && piece.start <= span.start
    const isReplaced = isCut && replacement !== '' && span.start === pieces[0]?.start
    if (isReplaced) kept.push({ kind: 'word', content: replacement, gap })
    else if (!isCut) kept.push({ kind, content: text.slice(span.start, span.end), gap })
    hasGap = isCut && !isReplaced
  }
  return kept
}

/** A plus needs something before it since the plus before, and something after it. */
function withoutIdlePluses(terms: readonly KeptTerm[]): KeptTerm[] {
  const kept: KeptTerm[] = []
  let plus: KeptTerm | null = null
  for (const term of terms) {
    if (term.kind === 'plus') {
      plus ??= kept.length > 0 ? term : null
    } else if (term.kind !== 'minus') {
      if (plus) kept.push(plus)
      plus = null
      kept.push(term)
    }
  }
  return kept
}

const isProblem = (read: ReturnType<typeof readQuery>) => 'kind' in read

const isSamePlace = (a: QueryPart, b: QueryPart): boolean =>
  a.kind === b.kind && a.span.start === b.span.start && a.span.end === b.span.end

const keyOf = ({ part }: ReadPart): string => JSON.stringify({ ...part, span: undefined })
