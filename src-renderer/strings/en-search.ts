import type { HasValue, IsValue, NumberRange, SortOrder } from '../../src-preload/contract/language/index.ts'
import type { Formats } from '../lib/format.ts'

/** The English sentences about searching: the box, its parts, what is offered under it, pictures that are dropped. */
export function createEnglishSearch(format: Formats) {
  const n = (value: number) => format.count(value)
  const many = (value: number, one: string, other: string) => (format.plural(value) === 'one' ? one : other)
  const photos = (value: number) => `${n(value)} ${many(value, 'photo', 'photos')}`
  const orders: Record<SortOrder, string> = {
    relevance: 'best match first',
    newest: 'newest first',
    oldest: 'oldest first',
    name: 'by name',
  }
  const isNames: Record<IsValue, string> = {
    landscape: 'landscape',
    portrait: 'portrait',
    square: 'square',
    favourite: 'favourites',
    screenshot: 'screenshots',
    missing: 'missing',
    hidden: 'hidden',
    live: 'Live Photos',
  }
  const hasNames: Record<HasValue, string> = {
    gps: 'a place',
    title: 'a title',
    caption: 'a caption',
    keywords: 'keywords',
    tags: 'tags',
    rating: 'a rating',
    camera: 'a camera',
  }

  return {
    search: {
      label: 'Search photos',
      placeholder: 'Search: two dogs on a beach',
      placeholderMore: 'Add words',
      clear: 'Clear search',
      parts: 'Parts of the search',
      chipHelp: 'Enter edits, Delete removes',
      remove: (part: string) => `Remove ${part} from the search`,
      leavePlace: (place: string) => `Search all photos, not only ${place}`,
      within: (place: string) => `in ${place}`,
      tooLong: (longest: number) =>
        `This text is longer than ${n(longest)} characters. Shorten it to search for it.`,
    },
    parts: {
      not: (part: string) => `not ${part}`,
      weighted: (words: string, weight: number) => `${words} ×${format.tenths(weight)}`,
      exact: (text: string) => `“${text}”`,
      photo: 'this photo',
      picture: (name: string) => (name === '' ? 'this picture' : name),
      like: (picture: string) => `like ${picture}`,
      partOf: (picture: string) => `part of ${picture}`,
      pictureGone: 'a picture that is gone',
      or: (values: readonly string[]) => format.anyOf(values),
      in: (folder: string) => `in ${folder}`,
      before: (date: string) => `before ${date}`,
      after: (date: string) => `after ${date}`,
      month: (months: string) => `in any ${months}`,
      camera: (names: string) => `camera ${names}`,
      lens: (names: string) => `lens ${names}`,
      is: (value: IsValue) => isNames[value],
      has: (value: HasValue) => hasNames[value],
      with: (things: string) => `with ${things}`,
      without: (things: string) => `without ${things}`,
      rating: (stars: NumberRange) => {
        if (stars.max === 0) return 'not rated'
        return `rated ${range(stars, n)}`
      },
      tag: (names: string) => `tagged ${names}`,
      collection: (names: string) => `in collection ${names}`,
      place: (names: string) => `in ${names}`,
      near: (place: string, km: number) => `within ${format.tenths(km)} km of ${place}`,
      megapixels: (bounds: NumberRange) =>
        range(bounds, (value) => `${format.tenths(value)} ${value === 1 ? 'megapixel' : 'megapixels'}`),
      fileSize: (bounds: NumberRange) => range(bounds, format.bytes),
      sort: (order: SortOrder) => orders[order],
    },
    chipMenu: {
      label: (part: string) => `Menu for ${part}`,
      minus: 'Less like this',
      plus: 'More like this',
      region: 'Only a part…',
      wholePicture: 'The whole picture',
      takeBack: (words: string) => `Look for the words “${words}”`,
      edit: 'Edit',
      remove: 'Remove',
    },
    searchList: {
      label: 'Searches and suggestions',
      forgetShort: 'Remove from the recent searches',
      forget: (text: string) => `Remove ${text} from the recent searches`,
      clear: 'Clear recent searches',
      off: 'Recent searches are not kept. Settings can change that.',
      cleared: 'Recent searches cleared.',
      /** What is to be typed behind a filter's colon. */
      keys: {
        in: 'a folder',
        before: 'a date',
        after: 'a date',
        on: 'a year, a month, a day',
        month: 'a month of any year',
        camera: 'part of its name',
        lens: 'part of its name',
        type: 'JPEG, RAW, HEIC…',
        is: 'landscape, favourite…',
        has: 'what photos have',
        rating: 'stars',
        tag: 'a tag or keyword',
        collection: 'a collection',
        place: 'a city, region or country',
        near: 'latitude, longitude, km',
        size: 'megapixels or bytes',
        sort: 'an order',
        similar: 'a photo of the library',
        picture: 'a picture handed in before',
      } as Readonly<Record<string, string>>,
    },
    saveSearch: {
      button: 'Save this search',
      title: 'Save this search',
      name: 'Name',
      save: 'Save',
      note: 'It stays in the side bar, with the number of photos that it finds.',
      saved: (name: string) => `Saved “${name}”.`,
      isSaved: (name: string) => `Saved as “${name}”`,
    },
    filters: {
      button: 'Filter',
      title: 'Filter',
      picture: 'Search with a picture…',
      years: 'Year',
      types: 'Type',
      is: 'Shape and kind',
      ratings: 'Rating',
      cameras: 'Camera',
      lenses: 'Lens',
      places: 'Place',
      tags: 'Tag',
      gps: 'With a place on the map',
      rating: (stars: number) =>
        stars === 0
          ? 'Not rated'
          : stars === 5
            ? '5 stars'
            : `${n(stars)} ${many(stars, 'star', 'stars')} or more`,
      value: (value: string, count: number) => `${value}, ${photos(count)}`,
      more: (count: number) => `${n(count)} more`,
      fewer: 'Fewer',
      none: 'There is nothing to filter by yet.',
    },
    region: {
      title: 'Search for a part of the picture',
      help: 'Draw a rectangle around what you are looking for. Arrow keys move it, Shift and arrow keys change its size.',
      area: 'The part that is searched for',
      value: (x: number, y: number, width: number, height: number) =>
        `${format.percent(x)} from the left, ${format.percent(y)} from the top, ${format.percent(width)} wide, ${format.percent(height)} high`,
      search: 'Search for this part',
      whole: 'The whole picture',
      unreadable: 'The picture cannot be shown now, so no part of it can be chosen.',
    },
    drop: {
      picture: 'Find photos like this',
      pictureNote: 'Drop the picture anywhere',
      pictureMore: 'Add this picture to the search',
      folder: 'Add this folder',
      folderNote: 'Its photos stay where they are',
      folderNoteInBrowser: 'For a folder, use “Add folder” in the side bar',
      many: 'Find photos like these',
      manyNote: 'Drop the pictures anywhere',
      notPicture: 'This is not a picture, so nothing was searched for. Drop a photo to find others like it.',
      notPictureTitle: 'Not a picture',
      notPictureNote: 'Drop a picture to find photos like it',
      notAllPictures: 'Some of these files are not pictures and were left out.',
      tooMany: (most: number) => `A search takes ${n(most)} pictures at once; the others were left out.`,
      unreadable: (name: string, reason: string) =>
        `${name} could not be searched with, and the rest of the search stays as it was. ${reason}`,
      folderInBrowser: 'The browser does not say where a dropped folder lies. Use “Add folder” instead.',
      noFolderYet: 'There are no photos to find yet. Choose a folder first, then drop the picture again.',
      lookingAt: (names: readonly string[]) =>
        names.length === 1 ? `Looking at ${names[0] ?? ''}` : `Looking at ${n(names.length)} pictures`,
      pasted: 'Pasted picture',
    },
  }
}

/** `shown` says a bound as people read it. */
function range(
  { min, isMinIncluded, max, isMaxIncluded }: NumberRange,
  shown: (value: number) => string,
): string {
  if (min !== null && min === max) return shown(min)
  if (min !== null && max !== null) return `${shown(min)} to ${shown(max)}`
  if (min !== null) return isMinIncluded ? `${shown(min)} or more` : `more than ${shown(min)}`
  return isMaxIncluded ? `${shown(max ?? 0)} or less` : `less than ${shown(max ?? 0)}`
}
