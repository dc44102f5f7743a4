import { localNowMs, parseQuery } from '../../../src-preload/contract/language/index.ts'
import type { QueryPart } from '../../../src-preload/contract/language/index.ts'
import { t } from '../../strings/index.ts'
import { labelOfPart } from './part-label.ts'
import type { FolderNames } from './part-label.ts'

const mostParts = 6
const longestTitle = 120

/** A search as a title: “two dogs” alone in quotes, else its parts one after another. */
export function titleOfSearch(text: string, names: FolderNames): string {
  const parsed = parseQuery(text, localNowMs())
  if (parsed.kind === 'problem') return t.section.results(short(text))
  const parts = titled(parsed.parts)
  const [first] = parts
  if (first && parts.length === 1) {
    if (isPlain(first)) return t.section.results(short(first.text))
    if ((first.kind === 'photo' || first.kind === 'picture') && !first.isExcluded) return t.section.similar
  }
  return named(parts, names)
}

/** A search as it is listed: its parts one after another, without quotes around plain words. */
export function nameOfSearch(text: string, names: FolderNames): string {
  const parsed = parseQuery(text, localNowMs())
  return parsed.kind === 'problem' ? short(text) : named(titled(parsed.parts), names)
}

/** Words first, because they say most. */
function titled(parts: readonly QueryPart[]): readonly QueryPart[] {
  const shown = parts.filter(({ kind }) => kind !== 'sort')
  return [...shown.filter(isPlain), ...shown.filter((part) => !isPlain(part))]
}

function named(parts: readonly QueryPart[], names: FolderNames): string {
  if (parts.length === 0) return t.sidebar.all
  const labels = parts.slice(0, mostParts).map((part) => labelOfPart(part, names))
  return short([...labels, ...(parts.length > mostParts ? ['…'] : [])].join(' · '))
}

const isPlain = (part: QueryPart): part is Extract<QueryPart, { kind: 'words' }> =>
  part.kind === 'words' && !part.isExcluded && part.weight === 1

const short = (text: string): string =>
  text.length > longestTitle ? `${text.slice(0, longestTitle).trimEnd()}…` : text
