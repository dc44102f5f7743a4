import type { Catalog } from '../catalog/catalog.ts'
import { dot, type Embedding } from './exact.ts'
import type { Matrix } from './matrix.ts'

/** The embeddings in full precision, which are in the catalog alone. Only those that the matrix has, too. */
export interface Truth {
  /** A copy. */
  vectorOf(photoId: number): Float32Array | undefined
  /** NaN for photos without an embedding. About 6 µs each while SQLite's pages are in memory. */
  cosines(query: Float32Array, photoIds: ArrayLike<number>): Float32Array
  /** Each vector is valid until the next one. */
  all(): IterableIterator<Embedding>
}

export function createTruth(catalog: Catalog, modelId: string, matrix: Matrix): Truth {
  const { dim } = matrix
  const scratch = new Float32Array(dim)
  const scratchBytes = new Uint8Array(scratch.buffer)

  function read(photoId: number): boolean {
    if (matrix.rowOfPhoto(photoId) < 0) return false
    const vector = catalog.embeddings.vectorOf(photoId, modelId)
    if (vector?.length !== scratchBytes.length) return false
    // Copied: the bytes from SQLite need not begin at a multiple of four.
    scratchBytes.set(vector)
    return true
  }

  return {
    vectorOf: (photoId) => (read(photoId) ? scratch.slice() : undefined),
    cosines: (query, photoIds) =>
      Float32Array.from({ length: photoIds.length }, (_, at) =>
        read(photoIds[at] as number) ? dot(scratch, 0, query, dim) : NaN,
      ),
    all: function* () {
      const vector = new Float32Array(dim)
      const bytes = new Uint8Array(vector.buffer)
      for (const row of catalog.embeddings.all(modelId)) {
        if (row.vector.length !== bytes.length || matrix.embeddingOf(row.photoId) !== row.id) continue
        bytes.set(row.vector)
        yield { photoId: row.photoId, vector }
      }
    },
  }
}
