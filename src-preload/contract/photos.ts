/**
 * Many photos as parallel columns, index i being one photo. Columns keep 100,000 photos at about 3 MB of JSON
 * and need no parsing per photo.
 */
export interface PhotoColumns {
  readonly ids: readonly number[]
  /** Pixels after orientation. */
  readonly widths: readonly number[]
  readonly heights: readonly number[]
  /** Average colour, 0xRRGGBB. */
  readonly colours: readonly number[]
  /** Local time at the place of the photo, in ms since 1970 read as if it were UTC. */
  readonly takenAtMs: readonly number[]
  readonly rootIds: readonly number[]
  /** Sums of `photoFlags`. */
  readonly flags: readonly number[]
}

/** What a tile shows beside the picture. */
export const photoFlags = {
  favourite: 1,
  /** A RAW file of the same name lies beside it. */
  raw: 2,
  /** A Live Photo: its video lies beside it. */
  video: 4,
} as const

export type PhotoView =
  | { readonly kind: 'all' }
  | { readonly kind: 'root'; readonly rootId: number }
  | { readonly kind: 'favourites' }
  | { readonly kind: 'collection'; readonly collectionId: number }
  | { readonly kind: 'tag'; readonly tag: string }
  | { readonly kind: 'hidden' }
  /** Photos whose files are gone: kept for 30 days. */
  | { readonly kind: 'missing' }

/** One of the files of a photo. */
export interface PhotoFile {
  readonly path: string
  readonly fileName: string
  readonly role: 'main' | 'raw' | 'video' | 'sidecar'
  /** null when the file is not there now. */
  readonly sizeBytes: number | null
}

export interface PhotoDetails {
  readonly id: number
  readonly path: string
  readonly fileName: string
  readonly folder: string
  readonly rootId: number
  readonly sizeBytes: number
  readonly modifiedAtMs: number
  readonly width: number
  readonly height: number
  readonly format: string
  readonly takenAtMs: number
  /** Where `takenAtMs` comes from; `file`: the modification time. */
  readonly takenFrom: 'camera' | 'sidecar' | 'file-name' | 'file'
  /** Of the camera's clock, east positive. */
  readonly takenOffsetMinutes: number | null
  readonly camera: string | null
  readonly lens: string | null
  readonly exposure: string | null
  readonly latitude: number | null
  readonly longitude: number | null
  readonly title: string | null
  readonly caption: string | null
  /** Written in the file or its sidecar. */
  readonly keywords: readonly string[]
  /** The person's, or else the file's own; 0 to 5. */
  readonly rating: number | null
  readonly ratingFrom: 'person' | 'file' | null
  readonly favourite: boolean
  /** The person's. */
  readonly tags: readonly string[]
  readonly collectionIds: readonly number[]
  /** The main file first. */
  readonly files: readonly PhotoFile[]
  readonly hidden: boolean
  /** False when the file was not there when the engine last looked. */
  readonly fileThere: boolean
  /** `away`: its folder cannot be reached now; `missing`: its file is gone from a folder that can. */
  readonly whereabouts: 'there' | 'away' | 'missing'
}

/** Where a photo was taken, in words. */
export interface PhotoPlace {
  /** `city`: in it or near it; `area`: in this region and country, as far as the nearest city tells. */
  readonly kind: 'city' | 'area'
  /** `Lisbon, Portugal`: as the filter `place:` understands it and finds the photo by. */
  readonly text: string
}

/** What the person chose in a photo's menu. */
export type PhotoAction =
  | 'open'
  | 'reveal'
  | 'copy-path'
  | 'similar'
  /** A rectangle on it is drawn first. */
  | 'search-part'
  | 'add-to-search'
  | 'less-like'
  | 'read-again'
  | 'favourite'
  | 'unfavourite'
  | 'hide'
  | 'unhide'
