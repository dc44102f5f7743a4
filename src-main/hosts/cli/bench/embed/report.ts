import type { Machine } from '../machine.ts'
import type { BoundFigures } from '../report.ts'
import type { Latency } from '../timing.ts'

/** Everything that `sightline bench embed` measures, and what `--json` prints. Rates are pictures a second. */
export interface EmbedReport {
  readonly machine: Machine
  /** Programs that wanted a core when the benchmark began, on average over a minute: figures are the machine's at 0. */
  readonly loadBefore: number
  readonly pictures: { readonly count: number; readonly megapixels: number; readonly fileBytes: number }
  readonly models: readonly ModelFigures[]
  /** Cosines of what both precisions make of the same pictures. */
  readonly agreement: { readonly least: number; readonly median: number }
}

/** Of one precision of the same weights. */
export interface ModelFigures {
  readonly precision: 'int8' | 'float32'
  readonly visionBytes: number
  readonly textBytes: number
  readonly bound: EmbedBound
  readonly indexing: PoolFigures
  readonly peer: PeerFigures | MissingPeer
  /** How many times the peer's rate the pool reached; null without the peer. */
  readonly ratio: number | null
  readonly ratioGoal: number
  readonly text: TextFigures
}

export interface EmbedBound extends BoundFigures {
  /** With which inference alone was the quickest. */
  readonly inferenceWay: InferenceWay
  /** What a picture costs, of one core's time: whatever else the machine does hardly changes it. */
  readonly decodeCoreMs: number
  readonly inferenceCoreMs: number
}

export interface InferenceWay {
  readonly processes: number
  readonly threads: number
}

/** Through the app's own photo pool: read, hash, decode, thumbnail, metadata, embedding. */
export interface PoolFigures {
  readonly pictures: number
  readonly failed: number
  readonly workers: number
  /** Of each worker, as measured before; null where that failed and the usual ones were taken. */
  readonly threads: number | null
  readonly batchSize: number | null
  readonly tookMs: number
  readonly picturesPerSecond: number
  /** What a picture costs, of one core's time; null where the system does not tell. */
  readonly coreMsEach: number | null
  /** The most that one worker had in memory; null where the system does not tell. */
  readonly workerRssBytes: number | null
}

/** The same files and the same vision tower, one picture at a time, by @huggingface/transformers. */
export interface PeerFigures {
  readonly pictures: number
  readonly picturesPerSecond: number
  /** Milliseconds of one picture in its three steps. */
  readonly readMs: number
  readonly processMs: number
  readonly inferMs: number
  /** The least cosine between its embeddings and the pool's, of the same files. */
  readonly agreement: number
}

export interface MissingPeer {
  readonly missing: string
}

export interface TextFigures {
  readonly alone: Latency
  readonly whileIndexing: Latency
  readonly goalP95Ms: number
  /** From a question until its answer, when the model had left the memory: the slowest of a few. */
  readonly comeBackMs: number
  readonly goalComeBackMs: number
}
