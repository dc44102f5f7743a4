import type { Machine } from '../machine.ts'
import type { Latency } from '../timing.ts'

/** Everything that `sightline bench search` measures, and what `--json` prints. */
export interface SearchReport {
  readonly machine: Machine
  /** Programs that were waiting for a core before it began: above 0.5, times say little. */
  readonly loadBefore: number
  /** Null when there are no captioned photos. */
  readonly recall: RecallFigures | null
  /** Null when it was left out. */
  readonly scans: ScanFigures | null
  readonly libraries: readonly LibraryFigures[]
  /** Libraries that were not measured, and why: sentences. */
  readonly skipped: readonly string[]
}

/** Captions as queries over real embeddings of parts of the photos. */
export interface RecallFigures {
  readonly photos: number
  readonly embeddings: number
  readonly dim: number
  readonly queries: number
  /** Bytes in memory, true values for the best: the share of the true first 50. */
  readonly bytes: number
  readonly goal: number
  /** Null when hnswlib-node is not installed. */
  readonly hnsw: HnswRecall | null
}

export interface HnswRecall {
  readonly recall: number
  /** Candidates that are followed for each that is fetched, as its trial found it. */
  readonly breadth: number
  /** With the breadth that a trial begins with. */
  readonly recallAtFirst: number
  readonly query: Latency
}

/** The 50 nearest of made-up vectors, one query after another in one process. */
export interface ScanFigures {
  readonly vectors: number
  readonly dim: number
  readonly bytes: Latency
  /** With the true values of the best read from the catalog. */
  readonly bytesRanked: Latency
  readonly float32: Latency
  readonly hnsw:
    (Latency & { readonly buildMs: number; readonly breadth: number; readonly recall: number }) | null
  /** Sentences where a library is not there to compare with. */
  readonly faiss: PeerFigures | string
  readonly sqliteVec: PeerFigures | string
}

export interface PeerFigures extends Latency {
  readonly version: string
  /** The share of our exact 50 that it gives: 1 when both are right. */
  readonly agreement: number
}

/** Words in, page of results out, through an engine in a process of its own. */
export interface LibraryFigures {
  readonly photos: number
  readonly dim: number
  readonly catalogBytes: number
  /** From its start until the engine answers. */
  readonly startMs: number
  readonly index: 'exact' | 'hnsw'
  readonly kinds: readonly { readonly name: string; readonly example: string; readonly query: Latency }[]
  readonly goalP95Ms: number
  /** Of the engine's process alone, after the queries. */
  readonly rssBytes: number
  readonly peakRssBytes: number
  readonly goalRssBytes: number | null
}
