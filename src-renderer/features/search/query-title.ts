import { localNowMs, parseQuery } from '../../../src-preload/contract/language/index.ts'
import { t } from '../../strings/index.ts'
import { labelOfPart } from './part-label.ts'
import type { FolderNames } from './part-label.ts'

const mostParts = 6
const longestTitle = 120

/** A search as a title: “two dogs” alone in quotes, else its parts one after another. */
export function titleOfSearch(text: string, names: FolderNames): string {
  const parsed = parseQuery(text, localNowMs())
  if (parsed.kind === 'problem') return t.section.results(short(text))
  const parts = parsed.parts.filter(({ kind }) => kind !== 'sort')
  const [first] = parts
  if (first && parts.length === 1) {
    const isPlain = first.kind === 'words' && !first.isExcluded && first.weight === 1
    if (isPlain) return t.section.results(short(first.text))
    if ((first.kind === 'photo' || first.kind === 'picture') && !first.isExcluded) return t.section.similar
  }
  if (parts.length === 0) return t.sidebar.all
  const labels = parts.slice(0, mostParts).map((part) => labelOfPart(part, names))
  return short([...labels, ...(parts.length > mostParts ? ['…'] : [])].join(' · '))
}

const short = (text: string): string =>
  text.length > longestTitle ? `${text.slice(0, longestTitle).trimEnd()}…` : text
