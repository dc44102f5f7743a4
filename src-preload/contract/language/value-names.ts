import { hasValues, isValues, sortOrders } from './query-parts.ts'

/** The formats by the names that the catalog has for them. */
export const photoTypes = [
  'jpeg',
  'heic',
  'raw',
  'png',
  'webp',
  'gif',
  'tiff',
  'avif',
  'svg',
  'bmp',
  'jxl',
  'jp2',
  'psd',
] as const

/** Values that are names out of a list: the list, what else a value is called, and what it is when it is none of them. */
export const namedValues = {
  type: {
    names: photoTypes as readonly string[],
    others: { jpg: 'jpeg', jpe: 'jpeg', heif: 'heic', hif: 'heic', tif: 'tiff' },
    noun: 'type of photo',
  },
  is: {
    names: isValues as readonly string[],
    others: {
      favourites: 'favourite',
      favorite: 'favourite',
      favorites: 'favourite',
      fav: 'favourite',
      screenshots: 'screenshot',
    },
    noun: 'property of a photo',
  },
  has: {
    names: hasValues as readonly string[],
    others: { location: 'gps', keyword: 'keywords', tag: 'tags' },
    noun: 'thing that a photo can have',
  },
  sort: {
    names: sortOrders as readonly string[],
    others: {},
    noun: 'order',
  },
} as const

/** The name in the list that a typed value stands for; null: none. */
export function valueNamed(key: keyof typeof namedValues, typed: string): string | null {
  const { names, others } = namedValues[key]
  const lower = typed.trim().toLowerCase()
  return names.find((name) => name === lower) ?? new Map(Object.entries(others)).get(lower) ?? null
}
