import type { SortOrder } from './language/query-parts.ts'
import type { PhotoColumns } from './photos.ts'

export type Query =
  /** In the language of the search box: words, filters, pictures (`similar:ID`, `picture:ID`), all at once. */
  | { readonly kind: 'words'; readonly text: string }
  | { readonly kind: 'photo'; readonly photoId: number }
  /** A picture from outside the library, handed in before by `search.picture-from-…`. */
  | { readonly kind: 'picture'; readonly pictureId: string }

export interface SearchPage {
  /** How many photos answer the query: those that its filters allow, the less likely ones too. */
  readonly total: number
  readonly offset: number
  readonly photos: PhotoColumns
  /**
   * Best first unless another order was asked for. With one thing to look for its cosine similarity; with several a sum of
   * standard deviations; 0 where nothing was to be looked for; null for photos that are named so.
   */
  readonly scores: readonly (number | null)[]
  /** Whether each is probably what was meant, or named so. All that are come before all that are not. */
  readonly likely: readonly boolean[]
  /** Of all pages. */
  readonly likelyTotal: number
  /** The words stand in the photo's name, texts or tags, and it does not look like them: nothing was judged, so it has no score. */
  readonly named: readonly boolean[]
  /** Of all pages; they count among the likely ones. */
  readonly namedTotal: number
  /** The photo in whose stack of near-duplicates each lies, which comes first of them; its own id when it is alone. */
  readonly stackOf: readonly number[]
  readonly order: SortOrder
  /** The query has nothing to look for: filters, or what shall not be in the photos, which comes last; by date. */
  readonly isBrowsing: boolean
  readonly tookMs: number
  /** Words of the query that the model has never seen. */
  readonly unknownWords: readonly string[]
  /** What of the query could not be used, and why: sentences. */
  readonly notes: readonly string[]
}

/** A query picture that the engine has decoded and embedded. */
export interface QueryPicture {
  readonly pictureId: string
  readonly name: string
  /** A small WebP for the search box, as a data: URL. */
  readonly previewUrl: string
}

/** A value that photos have, and how many. */
export interface Facet {
  /** As it stands behind the filter's colon. */
  readonly value: string
  readonly photos: number
}

/** What the photos that can be found could be filtered by, most photos first (years: newest first). */
export interface SearchFacets {
  readonly years: readonly Facet[]
  readonly types: readonly Facet[]
  readonly cameras: readonly Facet[]
  readonly lenses: readonly Facet[]
  readonly places: readonly Facet[]
  readonly is: readonly Facet[]
  /** `0` to `5`. */
  readonly ratings: readonly Facet[]
  readonly tags: readonly Facet[]
  /** With all below them; the 200 with the most photos, as `in:` finds just these. */
  readonly folders: readonly Facet[]
  /** The 200 with the most photos. */
  readonly collections: readonly Facet[]
  readonly withGps: number
}

export interface RecentSearch {
  readonly text: string
  readonly atMs: number
}

/** A search that the person gave a name. */
export interface SavedSearch {
  readonly id: number
  readonly name: string
  readonly text: string
  /** Photos that are likely what is meant (all, for filters alone), as of now; null while it cannot be told. */
  readonly photos: number | null
}

export interface SearchHistory {
  /** Newest first. Empty when the person does not want searches remembered. */
  readonly recent: readonly RecentSearch[]
}
