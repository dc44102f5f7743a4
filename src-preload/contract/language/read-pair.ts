import { dateText, longestPhrase, longestWord } from './date-phrases.ts'
import { readPhotoValue, readPictureValue } from './picture-values.ts'
import type { QueryPart, SortOrder } from './query-parts.ts'
import { readDate } from './read-date.ts'
import { one, readFilter, readName } from './read-filter.ts'
import type { Term, TermValue } from './terms.ts'
import { isWrong, wrong, type Wrong } from './wrong.ts'

type PairTerm = Extract<Term, { kind: 'pair' }>

/** What `key:value` stands for, and how many terms it takes: `on:last summer` takes two. */
export function readPair(
  term: PairTerm,
  terms: readonly Term[],
  at: number,
  nowMs: number,
): { part: QueryPart; used: number } | Wrong {
  const { key, values, isExcluded, span } = term
  const unfit = values.find((value) => !value.isClosed || value.text.trim() === '')
  if (unfit) return unfit.isClosed ? noValue(term, unfit) : wrong(notClosed, unfit.span)
  switch (key) {
    case 'sort': {
      if (isExcluded) return wrong('An order cannot be excluded: expected such as sort:newest.')
      const order = one(key, values, (value) => readName(key, value))
      return isWrong(order) ? order : { part: { kind: 'sort', order: order as SortOrder, span }, used: 1 }
    }
    case 'similar': {
      const read = one(key, values, ({ text }) => readPhotoValue(text))
      if (isWrong(read)) return read
      const { photoId, region, weight } = read
      return { part: { kind: 'photo', photoId, region, isExcluded, weight, span }, used: 1 }
    }
    case 'picture': {
      const read = one(key, values, ({ text }) => readPictureValue(text))
      if (isWrong(read)) return read
      const { id: pictureId, region, weight } = read
      return { part: { kind: 'picture', pictureId, region, isExcluded, weight, span }, used: 1 }
    }
    default: {
      const dated = datesInWords(term, terms, at, nowMs)
      const filter = readFilter(key, dated?.values ?? values, nowMs)
      if (isWrong(filter)) return filter
      const end = dated?.values[0]?.span.end ?? span.end
      return {
        part: { kind: 'filter', filter, isExcluded, span: { start: span.start, end } },
        used: dated?.used ?? 1,
      }
    }
  }
}

const notClosed = 'The text in quotes does not end: a closing quotation mark is expected.'

function noValue({ key, values }: PairTerm, { span }: TermValue): Wrong {
  const where = values.length > 1 ? 'on both sides of |' : `directly after “${key}:”`
  return wrong(`A value is expected ${where}, such as ${examples[key]}.`, span)
}

const examples: Readonly<Record<PairTerm['key'], string>> = {
  in: 'in:Holidays/2019',
  before: 'before:2019-06',
  after: 'after:2019-06',
  on: 'on:2020',
  month: 'month:12',
  camera: 'camera:Canon',
  lens: 'lens:"50mm"',
  type: 'type:raw|jpeg',
  is: 'is:landscape',
  has: 'has:gps',
  rating: 'rating:>=4',
  tag: 'tag:"New York"',
  collection: 'collection:Best',
  place: 'place:Paris',
  near: 'near:48.137,11.575,5',
  size: 'size:>12mp',
  sort: 'sort:newest',
  similar: 'similar:12',
  picture: 'picture:1',
}

/**
 * A date in several words needs no quotes: `before:last summer`. Only where the first word alone is none, so that
 * `on:2019 to the beach` stays what it looks like.
 */
function datesInWords({ key, values }: PairTerm, terms: readonly Term[], at: number, nowMs: number) {
  const [value] = values
  const isDate = key === 'before' || key === 'after' || key === 'on'
  if (!isDate || !value || values.length > 1 || value.isQuoted || !isWrong(readDate(value.text, nowMs)))
    return null
  if (value.text.length > longestWord) return null
  const words = [value.text]
  const ends = [value.span.end]
  for (let next = at + 1; next < at + longestPhrase; next++) {
    const term = terms[next]
    if (
      term?.kind !== 'word' ||
      term.isExcluded ||
      term.isLiteral ||
      term.weight !== null ||
      term.text.length > longestWord
    )
      break
    words.push(term.text)
    ends.push(term.span.end)
  }
  for (let used = words.length; used > 1; used--) {
    const text = dateText(words.slice(0, used))
    if (isWrong(readDate(text, nowMs))) continue
    return { values: [{ ...value, text, span: { start: value.span.start, end: ends[used - 1] ?? 0 } }], used }
  }
  return null
}
