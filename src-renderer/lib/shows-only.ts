import { localNowMs, parseQuery } from '../../src-preload/contract/language/index.ts'
import type { QueryPart } from '../../src-preload/contract/language/index.ts'
import type { Question } from './query-state.ts'

/** Photos that are kept out of all other lists, and need words and acts of their own. */
export type Apart = 'missing' | 'hidden'

const read = new Map<string, readonly Filter[]>()
const mostRead = 50

type Filter = Extract<QueryPart, { kind: 'filter' }>

/** Whether a question is for missing, or hidden, photos alone: their place in the side bar, or `is:missing` in the box. */
export function showsOnly(question: Question | undefined, apart: Apart): boolean {
  if (question?.kind === 'browse') return question.view.kind === apart
  return isNarrowedTo(question, apart)
}

/** Whether what is no favourite is no answer: the place in the side bar, or `is:favourite` in the box. */
export function showsFavourites(question: Question | undefined): boolean {
  if (question?.kind === 'browse') return question.view.kind === 'favourites'
  return isNarrowedTo(question, 'favourite')
}

/** Whether what a person says of photos decides which of them a search finds. */
export function isSearchByMarks(question: Question | undefined): boolean {
  return filtersOf(question).some(({ filter }) => {
    switch (filter.key) {
      case 'rating':
      case 'tag':
      case 'collection':
        return true
      case 'is':
        return filter.any.includes('favourite')
      case 'has':
        return filter.any.includes('tags') || filter.any.includes('rating')
      default:
        return false
    }
  })
}

function isNarrowedTo(question: Question | undefined, one: Apart | 'favourite'): boolean {
  return filtersOf(question).some(
    ({ filter, isExcluded }) =>
      filter.key === 'is' && !isExcluded && filter.any.length === 1 && filter.any[0] === one,
  )
}

/** Asked by every key and every row, so that a text is parsed once. */
function filtersOf(question: Question | undefined): readonly Filter[] {
  if (question?.kind !== 'search' || question.query.kind !== 'words') return []
  const { text } = question.query
  const known = read.get(text)
  if (known) return known
  const parsed = parseQuery(text, localNowMs())
  const filters = parsed.kind === 'query' ? parsed.parts.filter((part) => part.kind === 'filter') : []
  if (read.size >= mostRead) read.clear()
  read.set(text, filters)
  return filters
}
