import { localNowMs, parseQuery } from '../../src-preload/contract/language/index.ts'
import type { Question } from './query-state.ts'

/** Photos that are kept out of all other lists, and need words and acts of their own. */
export type Apart = 'missing' | 'hidden'

const read = new Map<string, ReadonlySet<string>>()
const mostRead = 50

/** Whether a question is for missing, or hidden, photos alone: their place in the side bar, or `is:missing` in the box. */
export function showsOnly(question: Question | undefined, apart: Apart): boolean {
  if (!question) return false
  if (question.kind === 'browse') return question.view.kind === apart
  return question.query.kind === 'words' && apartIn(question.query.text).has(apart)
}

/** Asked by every key and every row, so that a text is parsed once. */
function apartIn(text: string): ReadonlySet<string> {
  const known = read.get(text)
  if (known) return known
  const parsed = parseQuery(text, localNowMs())
  const parts = parsed.kind === 'query' ? parsed.parts : []
  const found = new Set(
    parts.flatMap((part) => {
      if (part.kind !== 'filter' || part.isExcluded || part.filter.key !== 'is') return []
      return part.filter.any.length === 1 ? part.filter.any : []
    }),
  )
  if (read.size >= mostRead) read.clear()
  read.set(text, found)
  return found
}
