import type { Machine } from './machine.ts'
import type { Latency } from './timing.ts'

/** Everything that `sightline bench` measures, and what `--json` prints. Rates are photos a second. */
export interface BenchReport {
  readonly machine: Machine
  readonly photosDir: string
  readonly indexing: IndexingFigures
  readonly bound: BoundFigures
  /** Null when no captions were given. */
  readonly retrieval: RetrievalFigures | null
  /** Words in, page of results out, in the library of these photos; model and caches are warm, each text is new. */
  readonly query: Latency
  /** Of the process that holds engine and catalog, without its workers, after all of the above. */
  readonly engineRssBytes: number
  readonly secondStart: { readonly tookMs: number; readonly embedded: number }
  /** Null when it was left out. */
  readonly synthetic: SyntheticFigures | null
}

export interface IndexingFigures {
  readonly photos: number
  readonly failed: number
  readonly workers: number
  readonly tookMs: number
  readonly photosPerSecond: number
}

/** Decoding and inference each alone, in as many processes, with the same threads and batches, on the same photos. */
export interface BoundFigures {
  readonly decodePerSecond: number
  readonly inferencePerSecond: number
  /** What the two allow when they share the cores: 1 / (1 / decode + 1 / inference). */
  readonly photosPerSecond: number
  /** Of that bound, what the whole pipeline reached. */
  readonly share: number
  readonly goal: number
}

/** The share of captions whose own photo is the first, among the first 5, among the first 10 results. */
export interface Recall {
  readonly r1: number
  readonly r5: number
  readonly r10: number
}

/** Of cosines. */
export interface Spread {
  readonly mean: number
  readonly std: number
}

export interface RetrievalFigures extends Recall {
  readonly captions: number
  /** What the model reached when it was made; null for photos other than those it was measured on. */
  readonly reference: Recall | null
  /** Whether each share is within 0.01 of the reference. */
  readonly matches: boolean | null
  /** Of pairs that do not belong together: a manifest's `scores`. */
  readonly unrelated: { readonly textToImage: Spread; readonly imageToImage: Spread }
}

export interface SyntheticFigures {
  readonly vectors: number
  readonly dim: number
  readonly exact: Latency
  readonly hnsw: HnswFigures | null
  /** Words in, page of results out, in a library of as many synthetic photos with the model's own embedding size. */
  readonly query: Latency & {
    readonly dim: number
    /** What the engine chose here. */
    readonly index: 'exact' | 'hnsw'
    readonly goalP95Ms: number
    readonly engineRssBytes: number
  }
}

export interface HnswFigures extends Latency {
  readonly buildMs: number
  /** The share of the true first ten that it finds, for queries like the photos and for queries off their distribution. */
  readonly recallAt10: { readonly photos: number; readonly words: number }
}
