import { hashFile } from '../library/hash.ts'
import { graph, type Hnsw, type HnswLibrary } from './hnsw.ts'
import type { Matrix } from './matrix.ts'
import { deleteIndex, readStamp, stampFits, type IndexFiles, type IndexStamp } from './stamp.ts'

/**
 * An index file in use. It covers the embeddings of one moment: newer ones are the tail, which is scanned; those that
 * are no more are dead, and dropped from what the index answers.
 */
export interface GraphIndex {
  /** Embeddings that came after the index was built. */
  readonly tail: ReadonlySet<number>
  readonly dead: number
  readonly count: number
  added(embeddingId: number): void
  removed(embeddingId: number): void
  /**
   * Photos that the nearest are among: about `fetch` of those that the index covers (those that went are left out), and the
   * whole tail. `breadth` is the number of candidates that are followed for each that is fetched.
   */
  candidates(query: Float32Array, fetch: number, breadth: number): number[]
}

/**
 * Words lie off the distribution of pictures, where a graph finds its way less well: more candidates than asked for
 * are fetched, then ranked by their true scores.
 */
const overFetch = 2
const leastCandidates = 400

/** How many to fetch in order to find the `k` nearest. */
export function fetchFor(k: number): number {
  return Math.max(k * overFetch, leastCandidates)
}

/** Loads the index file if it is whole and belongs to this catalog and model; otherwise deletes it and gives null. */
export async function loadGraphIndex(
  library: HnswLibrary,
  files: IndexFiles,
  matrix: Matrix,
  expected: Pick<IndexStamp, 'catalogId' | 'modelId' | 'dim'>,
): Promise<GraphIndex | null> {
  const stamp = await readStamp(files.stamp)
  if (stamp && stampFits(stamp, { ...expected, ...graph })) {
    const hash = await hashFile(files.index).catch(() => null)
    if (hash && Buffer.from(hash).toString('hex') === stamp.sha256) {
      const index = await library.read(files.index, matrix.dim).catch(() => null)
      if (index?.count === stamp.count) return createGraphIndex(index, stamp, matrix)
    }
  }
  await deleteIndex(files)
  return null
}

function createGraphIndex(index: Hnsw, stamp: IndexStamp, matrix: Matrix): GraphIndex {
  const tail = new Set<number>()
  let live = 0
  for (const id of matrix.embeddingIds()) {
    if (id > stamp.maxEmbeddingId) tail.add(id)
    else live += 1
  }

  return {
    tail,
    count: stamp.count,
    get dead() {
      return Math.max(0, stamp.count - live)
    },
    added: (embeddingId) => void (embeddingId > stamp.maxEmbeddingId && tail.add(embeddingId)),
    removed: (embeddingId) => {
      if (!tail.delete(embeddingId)) live -= 1
    },
    candidates: (query, fetch, breadth) => {
      const dead = Math.max(0, stamp.count - live)
      const wanted = fetch + Math.min(dead, fetch)
      const found: number[] = []
      const take = (embeddingId: number): void => {
        const row = matrix.rowOfEmbedding(embeddingId)
        if (row >= 0) found.push(matrix.photoIdAt(row))
      }
      for (const embeddingId of index.nearest(query, wanted, breadth * wanted)) take(embeddingId)
      for (const embeddingId of tail) take(embeddingId)
      return found
    },
  }
}
