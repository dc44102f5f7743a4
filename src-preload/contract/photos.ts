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
}

export type PhotoView =
  { readonly kind: 'all' } | { readonly kind: 'root'; readonly rootId: number } | { readonly kind: 'hidden' }

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
  /** Where `takenAtMs` comes from: the camera's own record, or the file's modification time. */
  readonly takenFrom: 'camera' | 'file'
  readonly camera: string | null
  readonly lens: string | null
  readonly exposure: string | null
  readonly latitude: number | null
  readonly longitude: number | null
  readonly hidden: boolean
  /** False when the file was not there when the engine last looked. */
  readonly fileThere: boolean
}

/** What the person chose in a photo's menu. */
export type PhotoAction = 'open' | 'reveal' | 'copy-path' | 'similar' | 'hide' | 'unhide'
