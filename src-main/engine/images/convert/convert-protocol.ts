import type { EmbeddedNotes } from '../embedded-notes.ts'
import type { NeededSize } from '../reduced-side.ts'

/** A picture that sharp cannot read, for the thread that can. */
export interface ConvertRequest {
  readonly taskId: number
  readonly format: 'heic' | 'bmp' | 'jxl' | 'jp2' | 'psd' | 'avif' | 'tiff'
  readonly bytes: Uint8Array<ArrayBuffer>
  /** The smallest picture that serves; null: only what is written about the picture. */
  readonly needed: NeededSize | null
}

export interface ConvertedPicture extends EmbeddedNotes {
  /** An uncompressed TIFF, upright unless `orientation` says otherwise; absent when only notes were asked for. */
  readonly tiff?: Uint8Array<ArrayBuffer> | undefined
  /** The full size of the picture, as the TIFF is turned. */
  readonly width: number
  readonly height: number
}

export type ConvertReply =
  | { readonly taskId: number; readonly kind: 'converted'; readonly picture: ConvertedPicture }
  | { readonly taskId: number; readonly kind: 'failed'; readonly reason: string }
