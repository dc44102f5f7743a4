import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Catalog } from '../catalog/catalog.ts'
import type { Log } from '../ports.ts'
import { createIdTable } from './id-table.ts'
import { createMatrix, type Matrix } from './matrix.ts'

/** What the catalog has, in memory. */
export interface Following {
  readonly matrix: Matrix
  /** Loads all in slices that do not hold the process up. */
  begin(): Promise<void>
  /** Loads what is new in the catalog, drops what is gone. */
  refresh(): void
  put(embeddingId: number, photoId: number, vector: Float32Array): void
  remove(photoId: number): void
}

export interface FollowingOptions {
  readonly catalog: Catalog
  readonly modelId: string
  readonly dim: number
  readonly log: Log
  readonly onAdded: (embeddingId: number) => void
  readonly onRemoved: (embeddingId: number) => void
}

const slice = 500
/** So many give the centre well enough. */
const centreRows = 1_000

export function followCatalog(options: FollowingOptions): Following {
  const { catalog, modelId, dim, log } = options
  const scratch = new Float32Array(dim)
  const matrix = createMatrix(dim, centreOf())
  let loadedUpTo = 0

  function* embeddingsAfter(afterId: number) {
    for (const row of catalog.embeddings.all(modelId, afterId)) {
      const isWhole = row.vector.length === dim * 4
      if (isWhole) new Uint8Array(scratch.buffer).set(row.vector)
      yield { ...row, isWhole }
    }
  }

  /** Of the first photos. Where there are none yet, rows are only a little less fine until the next start. */
  function centreOf(): Float32Array {
    const centre = new Float32Array(dim)
    let count = 0
    for (const { isWhole } of embeddingsAfter(0)) {
      if (!isWhole || !scratch.every(Number.isFinite)) continue
      for (let at = 0; at < dim; at += 1) centre[at] = (centre[at] as number) + (scratch[at] as number)
      count += 1
      if (count === centreRows) break
    }
    return centre.map((sum) => sum / Math.max(1, count))
  }

  /** True when `limit` was reached and there may be more. */
  function load(limit: number): boolean {
    let left = limit
    for (const { id, photoId, vector, isWhole } of embeddingsAfter(loadedUpTo)) {
      loadedUpTo = id
      if (isWhole) put(id, photoId, scratch)
      else
        log(
          'warn',
          `photo ${photoId}: an embedding of ${vector.length} bytes instead of ${dim * 4} was left out`,
        )
      left -= 1
      if (left === 0) return true
    }
    return false
  }

  function put(embeddingId: number, photoId: number, vector: Float32Array): void {
    const former = matrix.embeddingOf(photoId)
    // Read from the catalog after it was put here, or overtaken by a later one.
    if (former !== undefined && former >= embeddingId) return
    matrix.put(embeddingId, photoId, vector)
    if (former !== undefined) options.onRemoved(former)
    options.onAdded(embeddingId)
  }

  function remove(photoId: number): void {
    const embeddingId = matrix.remove(photoId)
    if (embeddingId !== undefined) options.onRemoved(embeddingId)
  }

  function dropGone(): void {
    if (catalog.embeddings.count(modelId) === matrix.size) return
    const there = createIdTable()
    for (const photoId of catalog.embeddings.photoIds(modelId)) there.set(photoId, 1)
    // A copy: rows move while others are removed.
    const known = matrix.photoIds.slice(0, matrix.size)
    for (const photoId of known) if (there.get(photoId) < 0) remove(photoId)
  }

  return {
    matrix,
    begin: async () => {
      while (load(slice)) await nextTurn()
    },
    refresh: () => {
      while (load(slice)) continue
      dropGone()
    },
    put,
    remove,
  }
}
