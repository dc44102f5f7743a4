import type { QueryEncoder } from '../embed/queries/query-encoder.ts'
import type { LoadedModel } from '../models/model-info.ts'
import type { VectorIndex } from '../vectors/vector-index.ts'

/** The model that answers, with the embeddings of its space. */
export interface SearchBrain {
  readonly model: LoadedModel
  readonly space: string
  readonly vectors: VectorIndex
  encoder(): QueryEncoder
}
