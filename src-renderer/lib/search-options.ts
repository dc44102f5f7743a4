import { completionsAt } from '../../src-preload/contract/language/index.ts'
import type { Completion } from '../../src-preload/contract/language/index.ts'
import type { RecentSearch, SavedSearch, SearchFacets } from '../../src-preload/contract/search.ts'
import { textOfBox } from './search-box.ts'
import type { SearchBox } from './search-box.ts'

/** Something that the list under the box offers. */
export type SearchOption =
  | { readonly kind: 'completion'; readonly completion: Completion }
  | { readonly kind: 'recent'; readonly text: string }
  | { readonly kind: 'saved'; readonly search: SavedSearch }
  | { readonly kind: 'clear' }

export interface Offered {
  readonly recent: readonly RecentSearch[]
  readonly saved: readonly SavedSearch[]
  readonly facets: SearchFacets | null
}

const mostRecent = 8
const mostSaved = 5
/** While one types, suggestions only accompany. */
const mostMatching = 3
/** Nobody completes a text of this length. */
const longestCompleted = 2_000

/** With nothing in the box, what was searched for before; while something is typed, what it may become. */
export function optionsFor(box: SearchBox, caret: number, offered: Offered): readonly SearchOption[] {
  const { recent, saved, facets } = offered
  const typed = box.draft.trim().toLowerCase()
  if (typed === '' && box.chips.length > 0) return []
  if (typed === '') {
    const clear: readonly SearchOption[] = recent.length > 0 ? [{ kind: 'clear' }] : []
    return [...recents(recent, mostRecent), ...saves(saved, mostSaved), ...clear]
  }
  if (box.draft.length > longestCompleted) return []
  const completions = completionsAt(box.draft, caret, facets).map((completion): SearchOption => ({
    kind: 'completion',
    completion,
  }))
  const whole = textOfBox(box).toLowerCase()
  const goesOn = (text: string) => text.toLowerCase().startsWith(whole) && text.toLowerCase() !== whole
  const isCalled = ({ name }: SavedSearch) => name.toLowerCase().includes(whole)
  return [
    ...completions,
    ...saves(
      saved.filter((search) => isCalled(search) || goesOn(search.text)),
      mostMatching,
    ),
    ...recents(
      recent.filter(({ text }) => goesOn(text)),
      mostMatching,
    ),
  ]
}

/** The text with a completion in its place, and where the caret goes: on to its value, or behind it. */
export function completed(draft: string, { insert, replaces }: Completion): { text: string; caret: number } {
  const before = draft.slice(0, replaces.start) + insert
  const rest = draft.slice(replaces.end)
  const isOpen = insert.endsWith(':')
  const space = isOpen || /^\s/u.test(rest) ? '' : ' '
  const caret = before.length + (isOpen ? 0 : 1)
  return { text: before + space + rest, caret }
}

const recents = (recent: readonly RecentSearch[], most: number): SearchOption[] =>
  recent.slice(0, most).map(({ text }) => ({ kind: 'recent', text }))

const saves = (saved: readonly SavedSearch[], most: number): SearchOption[] =>
  saved.slice(0, most).map((search) => ({ kind: 'saved', search }))
