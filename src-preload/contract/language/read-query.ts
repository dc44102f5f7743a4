import { nearestKey } from './keys.ts'
import { dateText, dateWord } from './date-phrases.ts'
import { exclusionAt, namesNoThing, type ExclusionPhrase } from './exclusion-phrases.ts'
import type { QueryPart, QueryProblem, TextSpan } from './query-parts.ts'
import { readPair } from './read-pair.ts'
import { freeDateAt } from './read-date.ts'
import { readTerms, type Term } from './terms.ts'
import { readWeight } from './weight.ts'
import { isWrong, shown } from './wrong.ts'

/** A part and where all of it was typed: the words of one concept may stand around other parts. */
export interface ReadPart {
  readonly part: QueryPart
  readonly pieces: readonly TextSpan[]
}

export const mostParts = 100

type WordTerm = Extract<Term, { kind: 'word' }>

/** The parts of a text by where they begin, or the first thing that is wrong with it. */
export function readQuery(text: string, nowMs: number): readonly ReadPart[] | QueryProblem {
  const reader = new QueryReader(nowMs)
  const terms = readTerms(text)
  for (let at = 0; at < terms.length && !reader.problem;) at += reader.take(terms, at)
  return reader.end(text.length)
}

/** Terms go in one by one; the first problem ends it. */
class QueryReader {
  problem: QueryProblem | null = null
  private readonly nowMs: number
  private readonly parts: ReadPart[] = []
  /** Bare words that stand side by side: dates are looked for in them. */
  private run: WordTerm[] = []
  /** The words of the concept that is not over yet. */
  private concept: WordTerm[] = []
  /** Where in `parts` the first thing stands that was left out in words since the concept began. */
  private leftOut: number | null = null
  /** The plus that waits for what it joins. */
  private plus: TextSpan | null = null
  private isFirst = true
  private hasOrder = false

  constructor(nowMs: number) {
    this.nowMs = nowMs
  }

  /** Takes the term at `at`, and those after it that belong to it; says how many. */
  take(terms: readonly Term[], at: number): number {
    const term = terms[at]
    if (!term || term.kind === 'minus') return this.endRun(1)
    if (term.kind === 'plus') return this.takePlus(term.span)
    this.plus = null
    this.isFirst = false
    if (term.kind === 'word') return this.takeWord(term)
    this.endRun(0)
    if (term.kind === 'quoted') return this.takeQuoted(term)
    const read = readPair(term, terms, at, this.nowMs)
    if (isWrong(read)) return this.fail(read.message, read.span ?? term.span)
    if (read.part.kind === 'sort') {
      if (this.hasOrder)
        return this.fail('There is an order already: “sort:” can stand only once.', term.span)
      this.hasOrder = true
    }
    this.add(read.part, [read.part.span])
    return read.used
  }

  end(textEnd: number): readonly ReadPart[] | QueryProblem {
    if (this.plus) this.fail('A word or a picture is expected after +.', { start: textEnd, end: textEnd })
    this.endConcept(1)
    return this.problem ?? this.parts.toSorted((a, b) => a.part.span.start - b.part.span.start)
  }

  private takePlus(span: TextSpan): number {
    if (this.isFirst) return this.fail('A word or a picture is expected before +.', span)
    if (this.plus) return this.fail('A word or a picture is expected after +.', span)
    this.plus = span
    return this.endConcept(1)
  }

  private takeWord(term: WordTerm): number {
    const { span, text, isExcluded, unknownKey } = term
    if (unknownKey !== null) return this.fail(unknownFilter(unknownKey), span)
    const weight = term.weight === null ? 1 : readWeight(term.weight)
    if (isWrong(weight)) return this.fail(weight.message, span)
    if (isExcluded) {
      this.endRun(0)
      return this.add({ kind: 'words', text, isExcluded, weight, isQuoted: false, span }, [span])
    }
    this.run.push(term)
    return term.weight === null ? 1 : this.endConcept(weight)
  }

  private takeQuoted({ isExcluded, text, isClosed, ...term }: Extract<Term, { kind: 'quoted' }>): number {
    const { span } = term
    if (!isClosed) {
      return this.fail('The text in quotes does not end: a closing quotation mark is expected.', span)
    }
    if (text.trim() === '') return this.fail('Nothing stands between the quotation marks.', span)
    if (!isExcluded && term.weight !== null) {
      return this.fail('A text in quotes is there or not: it takes no weight.', span)
    }
    if (!isExcluded) return this.add({ kind: 'exact', text, span }, [span])
    const weight = term.weight === null ? 1 : readWeight(term.weight)
    if (isWrong(weight)) return this.fail(weight.message, span)
    return this.add({ kind: 'words', text, isExcluded, weight, isQuoted: true, span }, [span])
  }

  /** Takes dates and exclusions out of the words that stand side by side; the others go to the concept. */
  private endRun(used: number): number {
    const { run } = this
    this.run = []
    const words = run.map(runWord)
    for (let at = 0; at < run.length && !this.problem;) {
      const lead = leadLength(words, at)
      const date = freeDateAt(words, at + lead, this.nowMs)
      const exclusion = date ? null : exclusionIn(run, words, at, this.nowMs)
      const term = run[at]
      if (date) {
        this.addDate(run.slice(at, at + lead + date.used), lead, date.span)
        at += lead + date.used
      } else if (exclusion) {
        this.addExclusion(run, at, exclusion)
        at += exclusion.used
      } else {
        if (term) this.concept.push(term)
        at++
      }
    }
    return used
  }

  /** The first thing has the words before it, so that all of the phrase goes when it is taken out. */
  private addExclusion(run: readonly WordTerm[], at: number, { things }: ExclusionPhrase): void {
    for (const [n, { from, to }] of things.entries()) {
      const terms = run.slice(n === 0 ? at : (things[n - 1]?.to ?? at), to)
      const text = dateText(run.slice(from, to).map((term) => term.text))
      const span = spanOf(terms)
      this.leftOut ??= this.parts.length
      this.add({ kind: 'words', text, isExcluded: true, weight: 1, isQuoted: /\s/.test(text), span }, [span])
    }
  }

  private addDate(terms: readonly WordTerm[], lead: number, date: { fromMs: number; toMs: number }) {
    const text = dateText(terms.slice(lead).map((term) => term.text))
    const span = spanOf(terms)
    this.add({ kind: 'filter', filter: { key: 'on', span: date, text }, isExcluded: false, span }, [span])
  }

  private endConcept(weight: number): number {
    this.endRun(0)
    const { concept, leftOut } = this
    this.concept = []
    this.leftOut = null
    if (concept.length === 0 || this.problem) return 1
    if (leftOut !== null && weight === 1 && namesNoThing(concept.map(runWord))) {
      this.joinToExclusion(leftOut, concept)
      return 1
    }
    const text = concept.map((term) => term.text).join(' ')
    return this.add(
      { kind: 'words', text, isExcluded: false, weight, isQuoted: false, span: spanOf(concept) },
      concept.map((term) => term.span),
    )
  }

  /** "pictures without people": what is looked for is everything else, and "pictures" goes with the exclusion. */
  private joinToExclusion(at: number, fillers: readonly WordTerm[]): void {
    const read = this.parts[at]
    if (!read) return
    const pieces = [...fillers.map(({ span }) => span), ...read.pieces].toSorted((a, b) => a.start - b.start)
    const span = { start: pieces[0]?.start ?? 0, end: pieces.at(-1)?.end ?? 0 }
    this.parts[at] = { part: { ...read.part, span }, pieces }
  }

  private add(part: QueryPart, pieces: readonly TextSpan[]): number {
    if (this.parts.length === mostParts) {
      return this.fail(
        `A search can be put together from at most ${mostParts} parts: this is one too many.`,
        part.span,
      )
    }
    this.parts.push({ part, pieces })
    return 1
  }

  private fail(message: string, span: TextSpan): number {
    this.problem ??= { kind: 'problem', message, span }
    return 1
  }
}

/** “in”, “from the”: words that only lead to a date. */
function leadLength(words: readonly string[], at: number): number {
  const lead = leadWords.has(words[at] ?? '') ? 1 : 0
  return words[at + lead] === 'the' ? lead + 1 : lead
}

/** As phrases are looked for in it: none begins with a word that was written to be taken as it stands, or has a weight. */
function runWord({ text, isLiteral, weight }: WordTerm): string {
  return isLiteral || weight !== null ? '' : dateWord(text)
}

/** A comma ends a phrase, and so does a date. */
function exclusionIn(
  run: readonly WordTerm[],
  words: readonly string[],
  at: number,
  nowMs: number,
): ExclusionPhrase | null {
  const endsAt = (next: number) =>
    /[,;]$/.test(run[next - 1]?.text ?? '') ||
    freeDateAt(words, next + leadLength(words, next), nowMs) !== null
  return exclusionAt(words, at, endsAt)
}

const leadWords = new Set(['in', 'from', 'on', 'during', 'at'])

function spanOf(terms: readonly WordTerm[]): TextSpan {
  return { start: terms[0]?.span.start ?? 0, end: terms.at(-1)?.span.end ?? 0 }
}

function unknownFilter(name: string): string {
  const nearest = nearestKey(name)
  const hint = nearest ? ` Did you mean “${nearest}:”?` : ''
  return `${shown(`${name.slice(0, 40)}:`)} is no filter that is known.${hint} Put it in quotes to search for the text.`
}
