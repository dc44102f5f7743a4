import type { HierarchicalNSW } from 'hnswlib-node'

/** Links of a node and breadth of the search for them while building: hnswlib's own advice for recall above 0.95. */
export const graph = { m: 16, efConstruction: 200 } as const

/** A graph over embeddings, each under its id. Distances are 1 - dot product, so vectors must be of unit length. */
export interface Hnsw {
  readonly count: number
  add(embeddingId: number, vector: Float32Array): void
  /** Ids of about the `k` nearest embeddings, nearest first. `breadth` is the number of candidates that are followed. */
  nearest(query: Float32Array, k: number, breadth: number): number[]
  write(file: string): Promise<void>
}

export interface HnswLibrary {
  create(dim: number, capacity: number): Hnsw
  /** Rejects when the file is not an index of this kind. */
  read(file: string, dim: number): Promise<Hnsw>
}

/** The package is optional: it is compiled on installation, which not every machine can do. Null where it is absent. */
export async function loadHnsw(): Promise<HnswLibrary | null> {
  try {
    const { default: library } = await import('hnswlib-node')
    return {
      create: (dim, capacity) => {
        const index = new library.HierarchicalNSW('ip', dim)
        index.initIndex(Math.max(1, capacity), graph.m, graph.efConstruction)
        return wrap(index)
      },
      read: async (file, dim) => {
        const index = new library.HierarchicalNSW('ip', dim)
        await index.readIndex(file)
        return wrap(index)
      },
    }
  } catch {
    return null
  }
}

function wrap(index: HierarchicalNSW): Hnsw {
  return {
    get count() {
      return index.getCurrentCount()
    },
    // The binding takes plain arrays only.
    add: (embeddingId, vector) => index.addPoint(Array.from(vector), embeddingId),
    nearest: (query, k, breadth) => {
      const wanted = Math.min(k, index.getCurrentCount())
      if (wanted === 0) return []
      index.setEf(Math.max(breadth, wanted))
      return index.searchKnn(Array.from(query), wanted).neighbors
    },
    write: async (file) => void (await index.writeIndex(file)),
  }
}
