import type { Evidence } from './evidence.ts'

/** One thing to look for, or not to be in the photo, compared with photos. */
export interface LookTerm {
  readonly modality: 'text' | 'picture'
  /** Above 0. */
  readonly weight: number
  readonly isExcluded: boolean
  /** Cosine with each of the n photos that may be answered. */
  readonly scores: Float32Array
  /** Cosines with the whole library, or with a random sample of it: filters take nothing out. May be `scores` itself. */
  readonly background: Float32Array
  /**
   * Of texts, what `evidenceOf` tells. Null or left out where it has not been asked: then the height of the best cosines
   * alone says whether the thing is there at all, which errs more often.
   */
  readonly evidence?: Evidence | null
}
