import type { PlainError } from '../../../../src-preload/contract/index.ts'
import type { PictureProblem } from '../../images/problem.ts'
import type { PhotoMetadata } from '../../images/metadata/photo-metadata.ts'
import type { PhotoFacts } from './prepare-photo.ts'

export type { PhotoMetadata } from '../../images/metadata/photo-metadata.ts'

/** A photo's facts with its embedding, of unit length. */
export interface IndexedPhoto extends PhotoFacts {
  readonly kind: 'indexed'
  readonly embedding: Float32Array
}

/** What was to be read again of a photo whose pixels are known, and the hash by which to make sure of that. */
export interface RereadPhoto {
  readonly kind: 'metadata'
  readonly contentHash: Uint8Array
  readonly metadata: PhotoMetadata
}

/** Another model's embedding of a photo that is known, and the hash by which to make sure of that. */
export interface EmbeddedPhoto {
  readonly kind: 'embedded'
  readonly contentHash: Uint8Array
  readonly embedding: Float32Array
}

/** What became of a photo in a worker. */
export type WorkerOutcome = IndexedPhoto | RereadPhoto | EmbeddedPhoto | PictureProblem

/** What became of a photo. `unavailable`: nothing could be done with any photo, which is not this photo's fault. */
export type PhotoOutcome = WorkerOutcome | { readonly kind: 'unavailable'; readonly error: PlainError }
