/** Plain rows as the rest of the engine sees them. Times are ms since 1970, sizes bytes, paths as on disk. */
export interface RootRow {
  readonly id: number
  readonly path: string
  readonly addedAtMs: number
  readonly lastScanAtMs: number | null
  /** gitignore-style lines: what they match is left out. */
  readonly rules: string
  /** Pictures with a shorter side below this are left out; 0 takes all. */
  readonly minSidePx: number
  /** Files that went all at once and wait for the person's word. */
  readonly vanishedFiles: number
}

/** The XMP file beside a photo, by its name in the same folder. */
export interface Sidecar {
  readonly name: string
  readonly mtimeMs: number
  readonly sizeBytes: number
  readonly ctimeMs?: number
}

/** A file as the scan found it. `relativePath` is below its root, with `/` between the parts. */
export interface FoundFile {
  readonly relativePath: string
  readonly sizeBytes: number
  readonly mtimeMs: number
  readonly inode: number
  /** When anything of it changed last; copies often bear the time of their original. */
  readonly writtenAtMs?: number
  /** When anything of it changed last, its name and its rights too, as its disk says. */
  readonly ctimeMs?: number | null
  /** The XMP file that speaks of it. */
  readonly xmp?: Sidecar
  /** Why it cannot even be tried (a name that is not valid UTF-8, say): one sentence. */
  readonly problem?: string
}

export type PhotoStatus = 'pending' | 'indexed' | 'failed'

export interface KnownFile extends Omit<FoundFile, 'xmp' | 'writtenAtMs' | 'problem' | 'ctimeMs'> {
  readonly id: number
  readonly status: PhotoStatus
  readonly missingSinceMs: number | null
  readonly leftOut: 'rule' | 'small' | null
  /** The photo that this file belongs to as its RAW or its video. */
  readonly companionOf: number | null
  /** What belongs to this photo besides its main file, a sum: 1 RAW, 2 video. */
  readonly companions: number
  readonly sidecar: string | null
  readonly sidecarMtimeMs: number | null
  readonly sidecarSizeBytes: number | null
  /** null: not known, as of photos that an earlier Sightline looked at. */
  readonly ctimeMs: number | null
  readonly sidecarCtimeMs: number | null
}

/** A row that may hold the same content as a new file of the same size. */
export interface SameSizeRow {
  readonly id: number
  readonly rootId: number
  readonly relativePath: string
  readonly mtimeMs: number
  readonly inode: number
  readonly missing: boolean
  /** Of the content that the row's size and time speak of; null when that was not read yet. */
  readonly contentHash: Uint8Array | null
}

/** A photo whose turn it is to be read. */
export interface QueuedPhoto {
  readonly id: number
  readonly rootPath: string
  readonly relativePath: string
  readonly sizeBytes: number
  readonly mtimeMs: number
  readonly ctimeMs?: number | null
  /** The XMP file in the same folder, by name. */
  readonly sidecar: string | null
  /** Only this is to be read again; null: everything. */
  readonly reread: 'metadata' | null
}

/** What a file and its sidecar say about a photo. */
export interface StoredMetadata {
  readonly takenAtMs: number | null
  /** Of the camera's clock, east positive. */
  readonly takenOffsetMinutes: number | null
  /** null: nothing was found, and the file's own time stands in. */
  readonly takenFrom: 'camera' | 'sidecar' | 'file-name' | null
  readonly camera: string | null
  readonly lens: string | null
  readonly exposure: string | null
  readonly latitude: number | null
  readonly longitude: number | null
  readonly title: string | null
  readonly caption: string | null
  readonly keywords: readonly string[]
  /** 0 to 5 */
  readonly fileRating: number | null
}

/** Of a photo about which nothing was written. */
export const noStoredMetadata: StoredMetadata = {
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

/** What one reading of a photo's file gave; stored in one transaction. */
export interface IndexedPhoto extends StoredMetadata {
  readonly contentHash: Uint8Array
  readonly width: number
  readonly height: number
  readonly format: string
  readonly averageColour: number
}

export interface EmbeddingRow {
  readonly id: number
  readonly photoId: number
  /** Little-endian float32 values. */
  readonly vector: Uint8Array
}
