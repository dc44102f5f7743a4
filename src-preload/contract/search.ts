import type { PhotoColumns } from './photos.ts'

export type Query =
  | { readonly kind: 'words'; readonly text: string }
  | { readonly kind: 'photo'; readonly photoId: number }
  /** A picture from outside the library, handed in before by `search.picture-from-…`. */
  | { readonly kind: 'picture'; readonly pictureId: string }

export interface SearchPage {
  /** How many photos the query was compared with. */
  readonly total: number
  readonly offset: number
  readonly photos: PhotoColumns
  /** Cosine similarity of each photo to the query, best first. */
  readonly scores: readonly number[]
  readonly tookMs: number
  /** Words of the query that the model has never seen. */
  readonly unknownWords: readonly string[]
}

/** A query picture that the engine has decoded and embedded. */
export interface QueryPicture {
  readonly pictureId: string
  readonly name: string
  /** A small WebP for the search box, as a data: URL. */
  readonly previewUrl: string
}
