import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Catalog } from '../catalog/catalog.ts'
import type { Log, WorkerProcess } from '../ports.ts'
import { exactSearch } from './exact.ts'
import { loadHnsw, type HnswLibrary } from './hnsw.ts'
import { createIndexKeeper } from './index-keeper.ts'
import { createMatrix } from './matrix.ts'
import type { Hit } from './top-k.ts'

export interface VectorIndexOptions {
  readonly catalog: Catalog
  readonly modelId: string
  /** Values of an embedding. */
  readonly dim: number
  /** Where index files lie; made when needed. */
  readonly dir: string
  /** From this many photos on an index is built and used; Infinity never. Comparing with 50,000 takes about 25 ms. */
  readonly hnswFrom?: number
  readonly spawnBuilder: () => WorkerProcess
  readonly log: Log
  /** How long no embedding must have come before an index is built: not one after another during indexing. */
  readonly quietMs?: number
  readonly loadLibrary?: () => Promise<HnswLibrary | null>
}

export interface SearchOptions {
  readonly k: number
  /** Photos that may be answered. Asked for each candidate, so it should be cheap. */
  readonly allow?: (photoId: number) => boolean
}

/** The embeddings of all photos and which are nearest to a query. A cache: everything in it comes from the catalog. */
export interface VectorIndex {
  readonly size: number
  readonly kind: 'exact' | 'hnsw'
  /** `vector` is of unit length. For one photo the embedding with the higher id counts. */
  put(embeddingId: number, photoId: number, vector: Float32Array): void
  remove(photoId: number): void
  has(photoId: number): boolean
  /** A copy. */
  vectorOf(photoId: number): Float32Array | undefined
  /** Best first, ties by id. */
  search(query: Float32Array, options: SearchOptions): Hit[]
  /** Compares with every photo, whatever the size. */
  exactSearch(query: Float32Array, options: SearchOptions): Hit[]
  /** Follows the catalog: loads what is new there, drops what is gone. */
  refresh(): void
  /** Settles when an index that is due is in use, or could not be built. Does not wait for a quiet moment. */
  whenBuilt(): Promise<void>
  stop(): Promise<void>
}

const loadSlice = 500
/** Beyond this many answers following a graph is slower than comparing with all. */
const mostFromGraph = 2_000

/** Loads all embeddings, in slices that do not hold the process up: 100,000 of 512 in about half a second. */
export async function createVectorIndex(options: VectorIndexOptions): Promise<VectorIndex> {
  const { catalog, modelId, dim, log } = options
  const matrix = createMatrix(dim)
  const scratch = new Float32Array(dim)
  let loadedUpTo = 0
  const keeper = createIndexKeeper({
    matrix,
    catalogId: catalog.id,
    order: { kind: 'build', catalogFile: catalog.file, dir: options.dir, modelId, dim },
    hnswFrom: options.hnswFrom ?? 50_000,
    quietMs: options.quietMs ?? 5_000,
    spawnBuilder: options.spawnBuilder,
    loadLibrary: options.loadLibrary ?? loadHnsw,
    log,
  })
  while (load(loadSlice)) await nextTurn()
  await keeper.begin()

  /** Reads embeddings that came since; true when `limit` was reached and there may be more. */
  function load(limit: number): boolean {
    let left = limit
    for (const { id, photoId, vector } of catalog.embeddings.all(modelId, loadedUpTo)) {
      loadedUpTo = id
      if (vector.length === dim * 4) {
        new Uint8Array(scratch.buffer).set(vector)
        put(id, photoId, scratch)
      } else
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
    if (former !== undefined) keeper.graph?.removed(former)
    keeper.graph?.added(embeddingId)
  }

  function remove(photoId: number): void {
    const embeddingId = matrix.remove(photoId)
    if (embeddingId !== undefined) keeper.graph?.removed(embeddingId)
  }

  function dropGone(): void {
    if (catalog.embeddings.count(modelId) === matrix.size) return
    const there = new Set(catalog.embeddings.photoIds(modelId))
    for (const photoId of matrix.photoIds()) if (!there.has(photoId)) remove(photoId)
  }

  return {
    get size() {
      return matrix.size
    },
    get kind() {
      return keeper.graph ? 'hnsw' : 'exact'
    },
    put: (embeddingId, photoId, vector) => {
      put(embeddingId, photoId, vector)
      keeper.changed()
    },
    remove: (photoId) => {
      remove(photoId)
      keeper.changed()
    },
    has: (photoId) => matrix.rowOfPhoto(photoId) !== undefined,
    vectorOf: (photoId) => {
      const row = matrix.rowOfPhoto(photoId)
      return row === undefined ? undefined : matrix.row(row).slice()
    },
    search: (query, { k, allow }) => {
      const found = k <= mostFromGraph ? keeper.graph?.search(query, k, allow) : undefined
      return found ?? exactSearch(matrix, query, k, allow)
    },
    exactSearch: (query, { k, allow }) => exactSearch(matrix, query, k, allow),
    refresh: () => {
      while (load(loadSlice)) continue
      dropGone()
      keeper.changed()
    },
    whenBuilt: () => keeper.whenBuilt(),
    stop: () => keeper.stop(),
  }
}
