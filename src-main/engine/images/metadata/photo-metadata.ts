/** What a photo's file, its sidecar and its name say of it. Null where they say nothing, or nothing that can be true. */
export interface PhotoMetadata {
  /** The clock on the wall where the photo was taken, in ms since 1970 read as if it were UTC. */
  readonly takenAtMs: number | null
  /** Of that clock, east positive. */
  readonly takenOffsetMinutes: number | null
  /** Who says so; null: nobody, and the file's own time stands in. */
  readonly takenFrom: 'camera' | 'sidecar' | 'file-name' | null
  readonly camera: string | null
  readonly lens: string | null
  /** Time, aperture, sensitivity and focal length: "1/250 s · f/2.8 · ISO 100 · 35 mm". */
  readonly exposure: string | null
  /** Degrees, north and east positive. Both or neither. */
  readonly latitude: number | null
  readonly longitude: number | null
  readonly title: string | null
  readonly caption: string | null
  readonly keywords: readonly string[]
  /** 0 to 5 */
  readonly fileRating: number | null
}

export const noMetadata: PhotoMetadata = {
  takenAtMs: null,
  takenOffsetMinutes: null,
  takenFrom: null,
  camera: null,
  lens: null,
  exposure: null,
  latitude: null,
  longitude: null,
  title: null,
  caption: null,
  keywords: [],
  fileRating: null,
}
