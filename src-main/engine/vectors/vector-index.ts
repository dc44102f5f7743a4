import type { Catalog } from '../catalog/catalog.ts'
import type { Log, WorkerProcess } from '../ports.ts'
import { createComparing, type Comparison } from './comparing.ts'
import { exactSearch } from './exact.ts'
import { followCatalog } from './following.ts'
import { loadHnsw, type HnswLibrary } from './hnsw.ts'
import { createIndexKeeper } from './index-keeper.ts'
import { createProvedGraph } from './proved-graph.ts'
import { bestOf, nearestOf } from './ranking.ts'
import { createSample } from './sampling.ts'
import { createScanTime } from './scan-time.ts'
import type { Hit } from './top-k.ts'
import type { Proof } from './trial.ts'
import { createTruth } from './truth.ts'

export type { Comparison } from './comparing.ts'

export interface VectorIndexOptions {
  readonly catalog: Catalog
  readonly modelId: string
  /** Values of an embedding. */
  readonly dim: number
  /** Where index files lie; made when needed. */
  readonly dir: string
  /** From this many photos on an index is built and used; Infinity never. By default where a scan takes over 30 ms. */
  readonly hnswFrom?: number | undefined
  /** What an index may take in memory. */
  readonly mostIndexBytes?: number
  /** An index answers after so many queries have shown what it finds. */
  readonly trialQueries?: number
  readonly spawnBuilder: () => WorkerProcess
  readonly log: Log
  /** How long no embedding must have come before an index is built: not one after another during indexing. */
  readonly quietMs?: number
  readonly loadLibrary?: () => Promise<HnswLibrary | null>
}

export interface SearchOptions {
  readonly k: number
  /** Photos that may be answered. Asked only about those that would be among the best. */
  readonly allow?: (photoId: number) => boolean
}

/** The embeddings of all photos and which are nearest to a query. A cache: everything in it comes from the catalog. */
export interface VectorIndex {
  readonly size: number
  readonly kind: 'exact' | 'hnsw'
  /** What the index in use was seen to find; null when there is none, or none was asked for. */
  readonly proof: Proof | null
  /** `vector` is of unit length, and in the catalog already. For one photo the embedding with the higher id counts. */
  put(embeddingId: number, photoId: number, vector: Float32Array): void
  remove(photoId: number): void
  has(photoId: number): boolean
  /** A copy, from the catalog. */
  vectorOf(photoId: number): Float32Array | undefined
  /**
   * With every photo, in the order of rows. At 512 values about 4 ms for 100,000 photos; queries are compared in pairs, and the
   * second of a pair costs little.
   */
  compare(queries: readonly Float32Array[]): Comparison
  /** With these photos, in this order; those without an embedding are left out. */
  compareAmong(queries: readonly Float32Array[], photoIds: ArrayLike<number>): Comparison
  /**
   * True cosines, from the catalog: for each query, parallel to the ids; NaN for photos without an embedding. About 6 µs a
   * photo.
   */
  cosines(queries: readonly Float32Array[], photoIds: ArrayLike<number>): Float32Array[]
  /** A random choice of up to 20,000 photos, the same while the library is about the same. Some may be gone by now. */
  sample(): Int32Array
  /** About the `k` nearest photos, best first, from an index; null when none is in use or comparing with all is as quick. */
  nearest(query: Float32Array, k: number): number[] | null
  /** Best first, ties by id; the scores are true. */
  search(query: Float32Array, options: SearchOptions): Hit[]
  /** Compares with every photo in full precision: slow, the oracle that everything else is measured against. */
  exactSearch(query: Float32Array, options: SearchOptions): Hit[]
  /** Follows the catalog: loads what is new there, drops what is gone. */
  refresh(): void
  /** Settles when an index that is due is in use, or could not be built. Does not wait for a quiet moment. */
  whenBuilt(): Promise<void>
  stop(): Promise<void>
}

/**
 * Up to where a scan answers in this time nothing else is used: it is always exact, and every filter and combination of terms
 * costs the same.
 */
const quickScanMs = 30
/**
 * hnswlib keeps float32 values of its own beside its links, so at a million photos of 512 values it would take 2.2 GB. There a
 * scan of bytes still answers in about 45 ms.
 */
const mostIndexBytes = 2 ** 30
const linkBytes = 150
const trialQueries = 24

/** Loads all embeddings: 100,000 of 512 in about a second. */
export async function createVectorIndex(options: VectorIndexOptions): Promise<VectorIndex> {
  const { catalog, modelId, dim, log } = options
  const time = createScanTime()
  const following = followCatalog({
    catalog,
    modelId,
    dim,
    log,
    onAdded: (id) => keeper.graph?.added(id),
    onRemoved: (id) => keeper.graph?.removed(id),
  })
  const { matrix } = following
  const truth = createTruth(catalog, modelId, matrix)
  const { compare, compareAmong } = createComparing(matrix, time)
  const sample = createSample()
  let measuredAtSize = 0
  const keeper = createIndexKeeper({
    matrix,
    catalogId: catalog.id,
    order: { kind: 'build', catalogFile: catalog.file, dir: options.dir, modelId, dim },
    hnswFrom: () => options.hnswFrom ?? time.rowsIn(quickScanMs),
    hnswUpTo: (options.mostIndexBytes ?? mostIndexBytes) / (4 * dim + linkBytes),
    deletesUnused: options.hnswFrom === undefined,
    quietMs: options.quietMs ?? 5_000,
    spawnBuilder: options.spawnBuilder,
    loadLibrary: options.loadLibrary ?? loadHnsw,
    log,
  })
  const proved = createProvedGraph({
    graph: () => keeper.graph,
    queries: options.trialQueries ?? trialQueries,
    nearestOf: (query, k, photoIds) =>
      best(query, compareAmong([query], photoIds), { k }).map(({ photoId }) => photoId),
    truth: (query, k) => best(query, compare([query]), { k }).map(({ photoId }) => photoId),
    onFailed: keeper.setAside,
    // An index that was asked for is used, as quick as it is.
    mustBeQuicker: options.hnswFrom === undefined,
    onPassed: ({ breadth, recall }) =>
      log(
        'info',
        `the index is used: it finds ${(100 * recall).toFixed(1)} % of the best (breadth ${breadth})`,
      ),
  })

  await following.begin()
  measureScan()
  await keeper.begin()

  /** Three times: the first is not worth much. Again when the library has grown by half. */
  function measureScan(): void {
    if (options.hnswFrom !== undefined || matrix.size < 1.5 * measuredAtSize) return
    measuredAtSize = matrix.size
    for (let n = 0; n < 3; n += 1) compare([new Float32Array(dim)])
  }

  function changed(): void {
    measureScan()
    keeper.changed()
  }

  function best(query: Float32Array, comparison: Comparison, { k, allow }: SearchOptions): Hit[] {
    return bestOf(comparison, k, matrix.rows.deviation, (ids) => trueScores(query, ids), allow)
  }

  function trueScores(query: Float32Array, photoIds: readonly number[]): Float32Array {
    return truth.cosines([query], photoIds)[0] as Float32Array
  }

  function fromGraph(query: Float32Array, { k, allow }: SearchOptions): Hit[] | null {
    const candidates = proved.candidates(query, k)
    const allowed = allow ? candidates?.filter(allow) : candidates
    if (!candidates || !allowed) return null
    // Too few of them are allowed: only a scan can tell.
    if (allowed.length < k && candidates.length < matrix.size) return null
    return best(query, compareAmong([query], allowed), { k })
  }

  return {
    get size() {
      return matrix.size
    },
    get kind() {
      return proved.isInUse ? 'hnsw' : 'exact'
    },
    get proof() {
      return proved.proof
    },
    put: (embeddingId, photoId, vector) => {
      following.put(embeddingId, photoId, vector)
      changed()
    },
    remove: (photoId) => {
      following.remove(photoId)
      changed()
    },
    has: (photoId) => matrix.rowOfPhoto(photoId) >= 0,
    vectorOf: truth.vectorOf,
    compare,
    compareAmong,
    cosines: truth.cosines,
    sample: () => sample(matrix.photoIds, matrix.size),
    nearest: (query, k) => {
      const candidates = proved.candidates(query, k)
      if (!candidates) {
        proved.asked(query)
        return null
      }
      return nearestOf(compareAmong([query], candidates), k)
    },
    search: (query, asked) => {
      const found = fromGraph(query, asked)
      if (found) return found
      proved.asked(query)
      return best(query, compare([query]), asked)
    },
    exactSearch: (query, { k, allow }) => exactSearch(truth.all(), query, k, allow),
    refresh: () => {
      following.refresh()
      changed()
    },
    whenBuilt: () => keeper.whenBuilt(),
    stop: async () => {
      proved.stop()
      await keeper.stop()
    },
  }
}
