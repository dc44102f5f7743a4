import type { ParsedQuery, QueryProblem } from './query-parts.ts'
import { readQuery } from './read-query.ts'

/**
 * What a text in the search box means, or what is wrong with it; never throws, in time that grows with the text's length
 * alone. `nowMs`: local time read as if it were UTC (`localNowMs`), from which “last summer” is counted.
 *
 * Bare words between two pluses are one concept, also when filters, pictures or exclusions stand among them. Its span
 * reaches from its first word to its last; parts come in the order in which they begin.
 */
export function parseQuery(text: string, nowMs: number): ParsedQuery | QueryProblem {
  const read = readQuery(text, nowMs)
  return 'kind' in read ? read : { kind: 'query', parts: read.map(({ part }) => part) }
}
