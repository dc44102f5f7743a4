import type { Formats } from '../lib/format.ts'

/** The English sentences about what the person gives their photos: favourites, ratings, tags, collections. */
export function createEnglishOwn(format: Formats) {
  const n = (value: number) => format.count(value)
  const many = (value: number, one: string, other: string) => (format.plural(value) === 'one' ? one : other)
  const photos = (value: number) => `${n(value)} ${many(value, 'photo', 'photos')}`
  const stars = (value: number) => `${n(value)} ${many(value, 'star', 'stars')}`

  return {
    marks: {
      favourite: 'Add to favourites',
      unfavourite: 'Remove from favourites',
      isFavourite: 'Favourite',
      favourited: (count: number) => `${photos(count)} added to favourites.`,
      unfavourited: (count: number) => `${photos(count)} removed from favourites.`,
      rating: 'Rating',
      ratingAll: 'Rate all',
      stars,
      rateStars: (value: number) => `Rate ${stars(value)}`,
      unrated: 'Not rated',
      fromFile: 'From the file, until you give your own',
      fromPerson: 'Yours. 0 takes it away',
      rated: (count: number, rating: number) =>
        rating === 0 ? `${photos(count)} rated without a star.` : `${photos(count)} rated ${stars(rating)}.`,
      ratingTaken: (count: number) =>
        `Your rating of ${photos(count)} was taken away. A rating written in the file counts again.`,
    },
    tags: {
      title: 'Tags',
      add: 'Add a tag',
      addAll: 'Add a tag to all',
      suggestions: 'Tags that you use',
      remove: (name: string) => `Remove tag ${name}`,
      removeFrom: (name: string, count: number) => `Remove tag ${name} from ${photos(count)}`,
      show: (name: string) => `Show photos tagged ${name}`,
      inSidebar: (name: string, count: number) => `Tag ${name}, ${photos(count)}`,
      more: (count: number) => `${n(count)} more`,
      fewer: 'Fewer',
      firstOnly: (count: number) => `Tags of the first ${photos(count)} of the selection`,
      heading: (name: string) => `Tagged “${name}”`,
      added: (count: number, names: readonly string[]) =>
        `${photos(count)} tagged ${format.allOf(names.map((name) => `“${name}”`))}.`,
      removed: (count: number, name: string) => `Tag “${name}” removed from ${photos(count)}.`,
      emptyTitle: (name: string) => `No photo is tagged “${name}”`,
      emptyText: 'Select photos and press T to tag them.',
    },
    collections: {
      title: 'Collections',
      create: 'New collection',
      createFrom: 'New collection…',
      createTitle: 'New collection',
      name: 'Name',
      createButton: 'Create',
      withPhotos: (count: number) =>
        count === 0 ? 'It begins empty.' : `It begins with the ${photos(count)} that you selected.`,
      created: (name: string, count: number) => `“${name}” was made, with ${photos(count)} in it.`,
      show: 'Show',
      addTo: 'Add to collection…',
      addToTitle: (count: number) => `Add ${photos(count)} to a collection`,
      list: 'Your collections',
      none: 'You have no collections yet.',
      isIn: 'Already in it',
      added: (added: number, there: number, name: string) =>
        added === 0
          ? `${photos(there)} ${many(there, 'is', 'are')} in “${name}” already.`
          : `${photos(added)} added to “${name}”.`,
      take: 'Take out of collection',
      takeFrom: (name: string) => `Take out of ${name}`,
      taken: (count: number, name: string) =>
        `${photos(count)} taken out of “${name}”. The ${many(count, 'photo stays', 'photos stay')} in your library.`,
      rename: 'Rename…',
      renamed: (name: string, to: string) => `“${name}” is called “${to}” now.`,
      renameTitle: (name: string) => `Rename “${name}”`,
      renameButton: 'Rename',
      remove: 'Remove collection…',
      removeTitle: (name: string) => `Remove the collection “${name}”?`,
      removeText: (count: number) =>
        count === 0
          ? 'It is empty.'
          : `Its ${photos(count)} stay in your library and on disk; only the collection goes. This can be undone.`,
      removeButton: 'Remove collection',
      removed: (name: string) => `The collection “${name}” was removed. Its photos stay in your library.`,
      emptyTitle: 'Nothing in this collection yet',
      emptyText: 'Select photos and press C, or drag them onto the collection’s name.',
      dragged: (count: number) => photos(count),
    },
    favourites: {
      title: 'Favourites',
      emptyTitle: 'No favourites yet',
      emptyText: 'Press F on a photo, or click the heart in its corner.',
    },
  }
}
