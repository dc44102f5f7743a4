/** A rectangle of a picture as shares of its width and height, from the upper left corner: each 0 to 1. */
export interface Region {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Where a part stands in the text it was read from: offsets of UTF-16 units, the end not included. */
export interface TextSpan {
  readonly start: number
  readonly end: number
}

export const sortOrders = ['relevance', 'newest', 'oldest', 'name'] as const
export type SortOrder = (typeof sortOrders)[number]

/** What a query is put together from, in the order in which it was typed. Each part is a chip in the window. */
export type QueryPart = (
  | {
      /** What the photos should look like, or not: `two dogs on a beach`, `-people`, `-"red car"`. */
      readonly kind: 'words'
      readonly text: string
      readonly isExcluded: boolean
      /** Above 0; 1 unless it was given: `dog:2`. */
      readonly weight: number
      /** `-"red car"`: photos in whose texts the very words occur are left out too. */
      readonly isQuoted: boolean
    }
  /** `"IMG_1234"`: occurs in file name, folder, title, caption, keywords or tags. */
  | { readonly kind: 'exact'; readonly text: string }
  /** `similar:12`, `similar:12@0.1,0.2,0.5,0.4:2`: looks like a photo of the library, or like a part of it. */
  | {
      readonly kind: 'photo'
      readonly photoId: number
      readonly region: Region | null
      readonly isExcluded: boolean
      readonly weight: number
    }
  /** `picture:ID`: looks like a picture from outside the library that was handed in before. */
  | {
      readonly kind: 'picture'
      readonly pictureId: string
      readonly region: Region | null
      readonly isExcluded: boolean
      readonly weight: number
    }
  | { readonly kind: 'filter'; readonly filter: QueryFilter; readonly isExcluded: boolean }
  | { readonly kind: 'sort'; readonly order: SortOrder }
) & { readonly span: TextSpan }

/** From `fromMs` to before `toMs`, local time read as if it were UTC, like a photo's own. */
export interface DateSpan {
  readonly fromMs: number
  readonly toMs: number
}

export const isValues = [
  'landscape',
  'portrait',
  'square',
  'favourite',
  'screenshot',
  'missing',
  'hidden',
  'live',
] as const
export type IsValue = (typeof isValues)[number]

export const hasValues = ['gps', 'title', 'caption', 'keywords', 'tags', 'rating', 'camera'] as const
export type HasValue = (typeof hasValues)[number]

/** Bounds of a number; null: none. */
export interface NumberRange {
  readonly min: number | null
  readonly isMinIncluded: boolean
  readonly max: number | null
  readonly isMaxIncluded: boolean
}

/**
 * A condition that a photo meets or not. `any`: one of the values is enough (`type:raw|jpeg`); texts are kept as typed and
 * compared without regard to case. `text` is the value as typed, for dates that a person named in words.
 */
export type QueryFilter =
  /** A folder and all below it: the last parts of its path (`Holidays/2019`), or an absolute path. */
  | { readonly key: 'in'; readonly any: readonly string[] }
  /** Taken before the beginning of the span. */
  | { readonly key: 'before'; readonly span: DateSpan; readonly text: string }
  /** Taken after the end of the span. */
  | { readonly key: 'after'; readonly span: DateSpan; readonly text: string }
  | { readonly key: 'on'; readonly span: DateSpan; readonly text: string }
  /** 1 to 12, of whatever year. */
  | { readonly key: 'month'; readonly any: readonly number[] }
  /** Part of the name. */
  | { readonly key: 'camera'; readonly any: readonly string[] }
  | { readonly key: 'lens'; readonly any: readonly string[] }
  /** Canonical names: `jpeg`, `heic`, `raw`, `png`, ... `raw` also holds for photos with a RAW file beside them. */
  | { readonly key: 'type'; readonly any: readonly string[] }
  | { readonly key: 'is'; readonly any: readonly IsValue[] }
  /** The person's rating, or else the file's own; a photo without one has none of 1 to 5, but 0. */
  | { readonly key: 'rating'; readonly range: NumberRange }
  /** The person's tags and the file's keywords, whole. */
  | { readonly key: 'tag'; readonly any: readonly string[] }
  | { readonly key: 'collection'; readonly any: readonly string[] }
  | { readonly key: 'near'; readonly latitude: number; readonly longitude: number; readonly km: number }
  /** A city, region or country. */
  | { readonly key: 'place'; readonly any: readonly string[] }
  | { readonly key: 'size'; readonly range: NumberRange; readonly unit: 'megapixels' | 'bytes' }
  | { readonly key: 'has'; readonly any: readonly HasValue[] }

export type FilterKey = QueryFilter['key']

export interface ParsedQuery {
  readonly kind: 'query'
  readonly parts: readonly QueryPart[]
}

/** What is wrong with a text, and where: one sentence for people, with what was expected. */
export interface QueryProblem {
  readonly kind: 'problem'
  readonly message: string
  readonly span: TextSpan
}
