import type { MarkCounts, StepLabel } from '../../src-preload/contract/steps.ts'
import type { Formats } from '../lib/format.ts'

/** The English sentences about undoing, and what is asked before many photos change. */
export function createEnglishSteps(format: Formats) {
  const n = (value: number) => format.count(value)
  const many = (value: number, one: string, other: string) => (format.plural(value) === 'one' ? one : other)
  const photos = (value: number) => `${n(value)} ${many(value, 'photo', 'photos')}`
  const stars = (value: number) => (value === 0 ? 'no star' : `${n(value)} ${many(value, 'star', 'stars')}`)
  const quoted = (names: readonly string[]) => format.allOf(names.map((name) => `“${name}”`))
  const are = (value: number) => many(value, 'is', 'are')
  const canBeUndone = 'This can be undone.'

  return {
    steps: {
      undo: 'Undo',
      redo: 'Redo',
      undone: (label: StepLabel, count: number, absent: number) =>
        `Undone: ${done(label, count)}.${notHere(absent)}`,
      redone: (label: StepLabel, count: number, absent: number) =>
        `Done again: ${done(label, count)}.${notHere(absent)}`,
    },
    questions: {
      favourite: (count: number, favourite: boolean) => (counts: MarkCounts) => {
        const { favourites } = counts
        if (favourites === (favourite ? counts.photos : 0)) return null
        const before = `${n(favourites)} of them ${are(favourites)} ${many(favourites, 'a favourite', 'favourites')} now.`
        return favourite
          ? {
              title: `Add ${photos(count)} to favourites?`,
              text: `${favourites === 0 ? 'None of them is a favourite now.' : before} ${canBeUndone}`,
              action: 'Add to favourites',
            }
          : {
              title: `Remove ${photos(count)} from favourites?`,
              text: `${before} ${canBeUndone}`,
              action: 'Remove from favourites',
            }
      },
      rate: (count: number, rating: number | null) => (counts: MarkCounts) => {
        const rated = counts.ratings.reduce((sum, value) => sum + value, 0)
        if (rating === null) {
          if (rated === 0) return null
          return {
            title: `Take your rating from ${photos(count)}?`,
            text: `${n(rated)} of them ${are(rated)} rated by you. A rating written in the file counts again. ${canBeUndone}`,
            action: 'Take rating away',
          }
        }
        const same = counts.ratings[rating] ?? 0
        if (same === counts.photos) return null
        const others = rated - same
        const replaced =
          others === 0
            ? 'None of them has another rating of yours.'
            : `${n(others)} of them ${many(others, 'has', 'have')} another rating, which is replaced.`
        return {
          title: `Rate ${photos(count)} with ${stars(rating)}?`,
          text: `${replaced} ${canBeUndone}`,
          action: `Rate with ${stars(rating)}`,
        }
      },
      tag: (count: number, names: readonly string[]) => (counts: MarkCounts) => {
        if (counts.tagged.every((value) => value === counts.photos)) return null
        const [there = 0] = counts.tagged
        const text =
          names.length === 1 && there > 0
            ? `${n(there)} of them ${many(there, 'has', 'have')} it already.`
            : 'Tags that they have stay.'
        return {
          title: `Tag ${photos(count)} ${quoted(names)}?`,
          text: `${text} ${canBeUndone}`,
          action: `Tag ${photos(count)}`,
        }
      },
      untag: (count: number, name: string) => (counts: MarkCounts) => {
        const [bearers = 0] = counts.tagged
        if (bearers === 0) return null
        return {
          title: `Remove the tag “${name}” from ${photos(count)}?`,
          text: `${n(bearers)} of them ${many(bearers, 'has', 'have')} it. ${canBeUndone}`,
          action: 'Remove tag',
        }
      },
      hide: (count: number, isHidden: boolean) => (counts: MarkCounts) => {
        if (counts.hidden === (isHidden ? counts.photos : 0)) return null
        return isHidden
          ? {
              title: `Remove ${photos(count)} from results?`,
              text: `They are kept under Hidden, and their files are untouched. ${canBeUndone}`,
              action: 'Remove from results',
            }
          : {
              title: `Show ${photos(count)} in results again?`,
              text: `They are under Hidden now. ${canBeUndone}`,
              action: 'Show again',
            }
      },
      collect: (count: number, name: string) => (counts: MarkCounts) => {
        const { collected } = counts
        if (collected === counts.photos) return null
        return {
          title: `Add ${photos(count)} to “${name}”?`,
          text: `${collected === 0 ? 'None' : n(collected)} of them ${collected === 0 ? 'is' : are(collected)} in it already. ${canBeUndone}`,
          action: 'Add to collection',
        }
      },
      takeOut: (count: number, name: string) => (counts: MarkCounts) => {
        if (counts.collected === 0) return null
        return {
          title: `Take ${photos(count)} out of “${name}”?`,
          text: `They stay in your library and on disk. ${canBeUndone}`,
          action: 'Take out',
        }
      },
      clearSearches: (count: number) => ({
        title: `Clear ${n(count)} recent ${many(count, 'search', 'searches')}?`,
        text: 'Saved searches stay. This cannot be undone: what is cleared is kept nowhere.',
        action: 'Clear recent searches',
      }),
    },
  }

  function notHere(absent: number): string {
    if (absent === 0) return ''
    return ` ${photos(absent)} of them ${are(absent)} not in your library now and ${many(absent, 'follows', 'follow')} when ${many(absent, 'it comes', 'they come')} back.`
  }

  function done(label: StepLabel, count: number): string {
    switch (label.kind) {
      case 'favourite':
        return `${photos(count)} added to favourites`
      case 'unfavourite':
        return `${photos(count)} removed from favourites`
      case 'rate':
        return `${photos(count)} rated ${stars(label.rating)}`
      case 'unrate':
        return `your rating of ${photos(count)} taken away`
      case 'mark':
        return `${photos(count)} marked`
      case 'hide':
        return `${photos(count)} removed from results`
      case 'unhide':
        return `${photos(count)} shown in results again`
      case 'tag':
        return `${photos(count)} tagged ${quoted(label.names)}`
      case 'untag':
        return `${many(label.names.length, 'tag', 'tags')} ${quoted(label.names)} removed from ${photos(count)}`
      case 'retag':
        return `the tags of ${photos(count)} changed`
      case 'create-collection':
        return `the collection “${label.name}” made`
      case 'remove-collection':
        return `the collection “${label.name}” removed`
      case 'collect':
        return `${photos(count)} added to “${label.name}”`
      case 'take-out':
        return `${photos(count)} taken out of “${label.name}”`
      case 'change-collection':
        return `the photos of “${label.name}” changed`
      case 'save-search':
        return `the search “${label.name}” saved`
      case 'remove-search':
        return `the saved search “${label.name}” removed`
      case 'rename-collection':
      case 'rename-search':
        return `“${label.name}” renamed to “${label.to}”`
    }
  }
}
