import {
  CodedError,
  localNowMs,
  parseQuery,
  type Query,
  type QueryFilter,
  type QueryPart,
  type SortOrder,
} from '../../../src-preload/contract/index.ts'
import { withAllPeople } from './unwanted-people.ts'

/** Something that photos should look like, or not. */
export type Look = Extract<QueryPart, { kind: 'words' | 'photo' | 'picture' }>

export interface WantedFilter {
  readonly filter: QueryFilter
  readonly isExcluded: boolean
}

/** A question, sorted by who answers what. */
export interface Wanted {
  readonly looks: readonly Look[]
  /** Texts that must occur. */
  readonly exacts: readonly string[]
  /** Texts that must not. */
  readonly withoutTexts: readonly string[]
  readonly filters: readonly WantedFilter[]
  readonly order: SortOrder | null
  /** The person asked for one photo or picture by its id, and wants to be told when it is not there. */
  readonly isByOneId: boolean
}

/** Throws `query-not-understood` with the position and what was expected. */
export function wantedOf(query: Query): Wanted {
  if (query.kind !== 'words') return { ...nothing, looks: [lookOf(query)], isByOneId: true }
  const parsed = parseQuery(query.text, localNowMs())
  if (parsed.kind === 'problem') {
    const { message, span } = parsed
    throw new CodedError('query-not-understood', `At character ${span.start + 1}: ${message}`)
  }
  return sorted(parsed.parts)
}

function sorted(parts: readonly QueryPart[]): Wanted {
  const looks: Look[] = []
  const exacts: string[] = []
  const filters: WantedFilter[] = []
  let order: SortOrder | null = null
  for (const part of parts) {
    if (part.kind === 'exact') exacts.push(part.text)
    else if (part.kind === 'filter') filters.push(part)
    else if (part.kind === 'sort') ({ order } = part)
    else looks.push(...withAllPeople(part))
  }
  const withoutTexts = looks.flatMap((look) =>
    look.kind === 'words' && look.isExcluded && look.isQuoted ? [look.text] : [],
  )
  return { looks, exacts, withoutTexts, filters, order, isByOneId: false }
}

function lookOf(query: Exclude<Query, { kind: 'words' }>): Look {
  return { ...query, region: null, isExcluded: false, weight: 1, span: { start: 0, end: 0 } }
}

const nothing: Wanted = {
  looks: [],
  exacts: [],
  withoutTexts: [],
  filters: [],
  order: null,
  isByOneId: false,
}
