/** Rows to a block. Blocks are added as rows come: growing by copying would need the memory of both for a while. */
export const blockRows = 4_096

/**
 * The embeddings of all photos in memory, one float32 row each, in blocks. Rows move when others are removed: outside
 * this room photos are named by their ids only.
 */
export interface Matrix {
  readonly dim: number
  readonly size: number
  /** Row r lies in block r / blockRows, from value (r % blockRows) * dim on. The last block may hold unused rows. */
  readonly blocks: readonly Float32Array[]
  photoIdAt(row: number): number
  rowOfPhoto(photoId: number): number | undefined
  rowOfEmbedding(embeddingId: number): number | undefined
  embeddingOf(photoId: number): number | undefined
  /** Adds a photo or replaces its embedding. `values` holds `dim` float32 values. */
  put(embeddingId: number, photoId: number, values: Float32Array): void
  /** Gives the id of the embedding that was removed. The last row takes its place. */
  remove(photoId: number): number | undefined
  /** A view of the row, valid until the next change. */
  row(row: number): Float32Array
  photoIds(): Iterable<number>
  embeddingIds(): Iterable<number>
}

export function createMatrix(dim: number): Matrix {
  const blocks: Float32Array[] = []
  const photoIds: number[] = []
  const embeddingIds: number[] = []
  const rowOfPhoto = new Map<number, number>()
  const rowOfEmbedding = new Map<number, number>()

  function row(at: number): Float32Array {
    const start = (at % blockRows) * dim
    const block = blocks[Math.floor(at / blockRows)]
    if (!block || at >= photoIds.length) throw new RangeError(`row ${at} of ${photoIds.length}`)
    return block.subarray(start, start + dim)
  }

  function name(at: number, embeddingId: number, photoId: number): void {
    photoIds[at] = photoId
    embeddingIds[at] = embeddingId
    rowOfPhoto.set(photoId, at)
    rowOfEmbedding.set(embeddingId, at)
  }

  function embeddingOf(photoId: number): number | undefined {
    const at = rowOfPhoto.get(photoId)
    return at === undefined ? undefined : embeddingIds[at]
  }

  return {
    dim,
    blocks,
    get size() {
      return photoIds.length
    },
    photoIdAt: (at) => photoIds[at] as number,
    rowOfPhoto: (photoId) => rowOfPhoto.get(photoId),
    rowOfEmbedding: (embeddingId) => rowOfEmbedding.get(embeddingId),
    embeddingOf,
    put: (embeddingId, photoId, values) => {
      if (values.length !== dim)
        throw new RangeError(`an embedding of ${values.length} values; ${dim} were expected`)
      const former = embeddingOf(photoId)
      if (former !== undefined) rowOfEmbedding.delete(former)
      const at = rowOfPhoto.get(photoId) ?? photoIds.length
      if (at === blocks.length * blockRows) blocks.push(new Float32Array(blockRows * dim))
      name(at, embeddingId, photoId)
      row(at).set(values)
    },
    remove: (photoId) => {
      const at = rowOfPhoto.get(photoId)
      const embeddingId = embeddingOf(photoId)
      if (at === undefined || embeddingId === undefined) return undefined
      const last = photoIds.length - 1
      rowOfPhoto.delete(photoId)
      rowOfEmbedding.delete(embeddingId)
      if (at !== last) {
        row(at).set(row(last))
        name(at, embeddingIds[last] as number, photoIds[last] as number)
      }
      photoIds.pop()
      embeddingIds.pop()
      if (photoIds.length <= (blocks.length - 1) * blockRows) blocks.pop()
      return embeddingId
    },
    row,
    photoIds: () => rowOfPhoto.keys(),
    embeddingIds: () => rowOfEmbedding.keys(),
  }
}
