import {
  isLookedFor,
  localNowMs,
  parseQuery,
  printPart,
  printQuery,
} from '../../src-preload/contract/language/index.ts'
import type { QueryPart, QueryProblem } from '../../src-preload/contract/language/index.ts'

/** A finished part of the search: everything but plain words. Its text alone, parsed, gives the part again. */
export interface Chip {
  readonly text: string
  readonly part: QueryPart
  /** The words that were read as this part, where they may have meant just what they say: `no people`. */
  readonly readFrom?: string
}

/** What the search box holds: chips, and behind them what is being typed. The words of a search stay one text. */
export interface SearchBox {
  readonly chips: readonly Chip[]
  readonly draft: string
}

export interface BoxReading {
  /** In the language of the box; the same whether a part is a chip already or still being typed. */
  readonly text: string
  readonly parts: readonly QueryPart[]
  /** What is wrong with the text, and where in it. */
  readonly problem: QueryProblem | null
  /** Filters alone: there is nothing that photos could be compared with. */
  readonly isBrowsing: boolean
}

export const emptyBox: SearchBox = { chips: [], draft: '' }

/** The contract's limit for the text of a query. */
export const longestText = 100_000

/** All of a text as chips and words. One that does not parse stays a text to be mended. */
export function boxOf(text: string, nowMs = localNowMs()): SearchBox {
  return finished({ chips: [], draft: text }, nowMs)
}

/** The text of the box as it stands there. */
export function textOfBox({ chips, draft }: SearchBox): string {
  return [...chips.map((chip) => chip.text), draft.trim()].filter((text) => text !== '').join(' ')
}

const readings = new WeakMap<SearchBox, BoxReading>()

/** Read once for each box, because everything that is drawn asks. */
export function readBox(box: SearchBox): BoxReading {
  const known = readings.get(box)
  if (known) return known
  const reading = reads(box, localNowMs())
  readings.set(box, reading)
  return reading
}

function reads(box: SearchBox, nowMs: number): BoxReading {
  const asTyped = textOfBox(box)
  if (asTyped.length > longestText) return { text: asTyped, parts: [], problem: null, isBrowsing: false }
  const next = finished(box, nowMs)
  const text = textOfBox({ ...next, draft: afterChips(next) })
  const parsed = parseQuery(text, nowMs)
  if (parsed.kind === 'problem') return { text, parts: [], problem: parsed, isBrowsing: false }
  const { parts } = parsed
  const isBrowsing = parts.length > 0 && parts.every(({ kind }) => kind === 'filter' || kind === 'sort')
  return { text, parts, problem: null, isBrowsing }
}

/** Turns what was typed into chips and words, unless it does not parse (yet). */
export function finished(box: SearchBox, nowMs = localNowMs()): SearchBox {
  if (box.draft.trim() === '' || box.draft.length > longestText) return box
  const parsed = parseQuery(afterChips(box), nowMs)
  if (parsed.kind === 'problem') return box
  const typed = afterChips(box)
  const chips = parsed.parts.filter(isChip).map((part): Chip => {
    const readFrom = typed.slice(part.span.start, part.span.end)
    const isAlone = isExclusionInWords(typed, part) && chipsIn(readFrom, nowMs) === 1
    return { ...chipOf(part, nowMs), ...(isAlone ? { readFrom } : {}) }
  })
  const words = parsed.parts.filter((part) => !isChip(part))
  // Words alone stay as they were typed.
  const draft = chips.length === 0 ? afterChips(box) : printQuery(words, nowMs)
  return chips.length === 0 && draft === box.draft ? box : { chips: chips.reduce(withChip, box.chips), draft }
}

/**
 * The box with another text behind its chips. A space behind a part that is more than words finishes it; dates and
 * exclusions in words may go on (`june 2019 to may 2020`, `without red cars`), so they wait until something else is finished. `caret`: where in the text it stands.
 */
export function typedInto(box: SearchBox, draft: string, caret: number, nowMs = localNowMs()): SearchBox {
  const typed = { ...box, draft }
  if (draft.length <= box.draft.length || draft.length > longestText || !/\s/u.test(draft[caret - 1] ?? '')) {
    return typed
  }
  const text = afterChips(typed)
  const parsed = parseQuery(text, nowMs)
  if (parsed.kind === 'problem') return typed
  const isFinished = (part: QueryPart) =>
    isChip(part) && /\s/u.test(text[part.span.end] ?? '') && !isInWords(text, part)
  if (!parsed.parts.some(isFinished)) return typed
  const next = finished(typed, nowMs)
  return next.draft === '' ? next : { ...next, draft: `${next.draft} ` }
}

/** A part by its text, as a chip; a text that is no single finished part goes to the words. */
export function withPartAdded(box: SearchBox, text: string, nowMs = localNowMs()): SearchBox {
  const added = boxOf(text, nowMs)
  const draft = [box.draft.trim(), added.draft].filter((words) => words !== '').join(' ')
  return { chips: added.chips.reduce(withChip, box.chips), draft }
}

export function withoutChip(box: SearchBox, index: number): SearchBox {
  const chips = box.chips.filter((_, at) => at !== index)
  return { chips, draft: withoutLeadingPlus(box.draft) }
}

/** Another chip in its place, or none when the text is empty. */
export function withChipText(box: SearchBox, index: number, text: string, nowMs = localNowMs()): SearchBox {
  const [chip] = boxOf(text, nowMs).chips
  if (!chip) return withoutChip(box, index)
  return { ...box, chips: box.chips.map((other, at) => (at === index ? chip : other)) }
}

/** An exclusion that was read from words becomes the words that were typed: they are looked for as they stand. */
export function withChipTakenBack(box: SearchBox, index: number): SearchBox {
  const words = box.chips[index]?.readFrom
  if (words === undefined) return box
  const draft = [words.replaceAll(/(?<!\S)(?=\S)/gu, '\\'), box.draft.trim()]
    .filter((piece) => piece !== '')
    .join(' ')
  return { chips: box.chips.filter((_, at) => at !== index), draft }
}

/** A chip's text goes back to where it can be typed in: before the words, or behind them. */
export function withChipOpened(box: SearchBox, index: number, where: 'before' | 'behind'): SearchBox {
  const text = box.chips[index]?.text ?? ''
  const words = box.draft.trim()
  const draft = (where === 'before' ? [text, words] : [words, text]).filter((piece) => piece !== '').join(' ')
  return { chips: box.chips.filter((_, at) => at !== index), draft }
}

/** There is one order, and a part that is there already is not there twice. */
function withChip(chips: readonly Chip[], chip: Chip): readonly Chip[] {
  if (chip.part.kind === 'sort') return [...chips.filter(({ part }) => part.kind !== 'sort'), chip]
  return chips.some(({ text }) => text === chip.text) ? chips : [...chips, chip]
}

export function chipOf(part: QueryPart, nowMs = localNowMs()): Chip {
  return { text: printPart(part, nowMs), part }
}

const isChip = (part: QueryPart): boolean => part.kind !== 'words' || part.isExcluded || part.weight !== 1

/** What was typed as it is read: behind chips a plus may begin it. */
const afterChips = ({ chips, draft }: SearchBox): string =>
  chips.some(({ part }) => isLookedFor(part)) ? withoutLeadingPlus(draft) : draft

const withoutLeadingPlus = (draft: string): string => draft.replace(/^\s*\+\s*/u, '')

function chipsIn(text: string, nowMs: number): number {
  const parsed = parseQuery(text, nowMs)
  return parsed.kind === 'query' && parsed.parts.every(isChip) ? parsed.parts.length : 0
}

/** Dates (`last summer`) and exclusions (`without people`) that were written as people speak. */
const isInWords = (text: string, part: QueryPart): boolean =>
  isExclusionInWords(text, part) ||
  (part.kind === 'filter' && !/^-?\p{Script=Latin}+:/u.test(text.slice(part.span.start, part.span.end)))

const isExclusionInWords = (text: string, part: QueryPart): boolean =>
  part.kind === 'words' && part.isExcluded && text[part.span.start] !== '-'
