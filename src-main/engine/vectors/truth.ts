import type { Catalog } from '../catalog/catalog.ts'
import { dot, type Embedding } from './exact.ts'
import type { Matrix } from './matrix.ts'

/** The embeddings in full precision, which are in the catalog alone. Only those that the matrix has, too. */
export interface Truth {
  /** A copy. */
  vectorOf(photoId: number): Float32Array | undefined
  /** For each query, parallel to the ids; NaN for photos without an embedding. About 6 µs a photo while SQLite's pages are in memory. */
  cosines(queries: readonly Float32Array[], photoIds: ArrayLike<number>): Float32Array[]
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
    cosines: (queries, photoIds) => {
      const cosines = queries.map(() => new Float32Array(photoIds.length).fill(NaN))
      for (let at = 0; at < photoIds.length; at += 1) {
        if (!read(photoIds[at] as number)) continue
        for (const [n, query] of queries.entries())
          (cosines[n] as Float32Array)[at] = dot(scratch, 0, query, dim)
      }
      return cosines
    },
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
