import type { SortOrder } from '../../src-preload/contract/language/query-parts.ts'
import type { Formats } from '../lib/format.ts'

/** The English sentences about the answers to a search: what is likely, their order, near-duplicates, saved searches. */
export function createEnglishResults(format: Formats) {
  const n = (value: number) => format.count(value)
  const many = (value: number, one: string, other: string) => (format.plural(value) === 'one' ? one : other)
  const photos = (value: number) => `${n(value)} ${many(value, 'photo', 'photos')}`
  const duplicates = (value: number) => `${n(value)} ${many(value, 'near-duplicate', 'near-duplicates')}`

  return {
    likely: {
      likely: 'Likely',
      named: 'Found by name',
      lessLikely: 'Less likely',
      none: 'Nothing likely',
      noneText: 'Nothing here is likely to be what you mean. The nearest photos follow.',
      compared: (total: number) => `${photos(total)} compared`,
      ofTotal: (total: number) => `of ${photos(total)}`,
      announce: (likely: number, total: number, isByName: boolean) => {
        if (likely === 0) return `Nothing likely. ${photos(total)}, the nearest first`
        const said = `${photos(likely)} ${isByName ? 'found by name' : 'likely'}`
        return likely === total ? said : `${said}, of ${n(total)}`
      },
    },
    order: {
      label: 'Order',
      button: (order: string) => `Order: ${order}`,
      names: {
        relevance: 'Relevance',
        newest: 'Newest',
        oldest: 'Oldest',
        name: 'Name',
      } as Record<SortOrder, string>,
    },
    stacks: {
      behind: (count: number) => `and ${duplicates(count)}`,
      first: (count: number) => `first of ${n(count + 1)} near-duplicates`,
      inStack: 'near-duplicate',
      unfold: (count: number) => `Show ${duplicates(count)}`,
      fold: 'Fold near-duplicates',
      notMeant: (count: number) => `without ${duplicates(count)} behind`,
    },
    noMatch: {
      title: (filters: string) => `No photos match ${filters}`,
      text: 'Remove a filter to see more.',
      here: 'No photos match here',
      hereText: 'Search all photos to see more.',
      everywhere: 'Search all photos',
      remove: (filter: string) => `Remove ${filter}`,
    },
    photoSearch: {
      search: 'Search for a part…',
      add: 'Add to search',
      less: 'Less like this',
      find: (value: string) => `Find all photos: ${value}`,
      month: (month: string) => `All of ${month}`,
    },
    savedSearches: {
      title: 'Saved searches',
      rename: 'Rename…',
      remove: 'Remove',
      removed: (name: string) => `The saved search “${name}” was removed.`,
      show: (name: string, text: string) => `${name}: ${text}`,
    },
    strictness: {
      label: 'Photos that count as likely',
      names: { fewer: 'Fewer', balanced: 'Balanced', more: 'More' },
      note: 'Fewer: only photos that are clearly meant. More: also those that may be meant, or may not.',
    },
    searches: {
      title: 'Searches',
      remember: 'Remember recent searches',
      rememberNote:
        'They are offered under the search box and stay on this computer. Turned off, those that were kept are forgotten; saved searches stay.',
    },
  }
}
