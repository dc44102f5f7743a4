import { createByteRows, type ByteRows } from './byte-rows.ts'
import { createIdTable } from './id-table.ts'

/**
 * The embeddings of all photos in memory, a row of bytes each: near enough to rank with, while their true values stay in the
 * catalog. Rows move when others are removed: outside this room photos are named by their ids only.
 */
export interface Matrix {
  readonly dim: number
  readonly size: number
  readonly rows: Pick<ByteRows, 'scan' | 'scanAmong' | 'deviation' | 'sizeBytes'>
  /** By row; valid to `size`, until the next change. */
  readonly photoIds: Int32Array
  photoIdAt(row: number): number
  /** -1 when there is none. */
  rowOfPhoto(photoId: number): number
  /** -1 when there is none. */
  rowOfEmbedding(embeddingId: number): number
  embeddingOf(photoId: number): number | undefined
  /** Adds a photo or replaces its embedding. `values` holds `dim` float32 values. */
  put(embeddingId: number, photoId: number, values: Float32Array): void
  /** Gives the id of the embedding that was removed. The last row takes its place. */
  remove(photoId: number): number | undefined
  embeddingIds(): Iterable<number>
}

/** Photo ids are SQLite's, which begin at 1 and go up by 1: 2,147,483,647 of them have room. */
export function createMatrix(dim: number, centre?: Float32Array): Matrix {
  const rows = createByteRows(dim, centre)
  const rowOfPhoto = createIdTable()
  const rowOfEmbedding = createIdTable()
  let size = 0
  let photoIds = new Int32Array(1_024)
  let embeddingIds = new Float64Array(1_024)

  function name(at: number, embeddingId: number, photoId: number): void {
    photoIds[at] = photoId
    embeddingIds[at] = embeddingId
    rowOfPhoto.set(photoId, at)
    rowOfEmbedding.set(embeddingId, at)
  }

  function grow(): void {
    const capacity = Math.ceil(size * 1.25)
    photoIds = enlarged(photoIds, new Int32Array(capacity))
    embeddingIds = enlarged(embeddingIds, new Float64Array(capacity))
  }

  return {
    dim,
    rows,
    get size() {
      return size
    },
    get photoIds() {
      return photoIds
    },
    photoIdAt: (at) => photoIds[at] as number,
    rowOfPhoto: rowOfPhoto.get,
    rowOfEmbedding: rowOfEmbedding.get,
    embeddingOf: (photoId) => {
      const at = rowOfPhoto.get(photoId)
      return at < 0 ? undefined : embeddingIds[at]
    },
    put: (embeddingId, photoId, values) => {
      const known = rowOfPhoto.get(photoId)
      const at = known < 0 ? size : known
      rows.write(at, values)
      if (known >= 0) rowOfEmbedding.delete(embeddingIds[at] as number)
      else {
        if (size === photoIds.length) grow()
        size += 1
      }
      name(at, embeddingId, photoId)
    },
    remove: (photoId) => {
      const at = rowOfPhoto.get(photoId)
      if (at < 0) return undefined
      const embeddingId = embeddingIds[at] as number
      const last = size - 1
      rowOfPhoto.delete(photoId)
      rowOfEmbedding.delete(embeddingId)
      if (at !== last) {
        rows.copy(last, at)
        name(at, embeddingIds[last] as number, photoIds[last] as number)
      }
      size = last
      return embeddingId
    },
    embeddingIds: function* () {
      for (let at = 0; at < size; at += 1) yield embeddingIds[at] as number
    },
  }
}

function enlarged<T extends Int32Array | Float64Array>(from: T, to: T): T {
  to.set(from)
  return to
}
