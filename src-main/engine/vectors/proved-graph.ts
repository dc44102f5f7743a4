import { fetchFor, type GraphIndex } from './graph-index.ts'
import { createTrial, type Proof, type Trial, type TrialOptions } from './trial.ts'

export interface ProvedGraphOptions extends Omit<TrialOptions, 'found' | 'size'> {
  readonly graph: () => GraphIndex | null
  /** The `k` nearest of these photos. */
  readonly nearestOf: (query: Float32Array, k: number, photoIds: readonly number[]) => number[]
}

/** The graph in use, once its trial is passed. */
export interface ProvedGraph {
  readonly isInUse: boolean
  /** Of the trial of the graph in use; null when it had none. */
  readonly proof: Proof | null
  /** Photos that the `k` nearest are among; null when there is no proved graph, or when comparing with all is as quick. */
  candidates(query: Float32Array, k: number): number[] | null
  /** A query was answered without it. */
  asked(query: Float32Array): void
  stop(): void
}

/** Beyond this many answers following a graph is slower than comparing with all. */
const mostFromGraph = 2_000

export function createProvedGraph(options: ProvedGraphOptions): ProvedGraph {
  let tried: { readonly graph: GraphIndex; readonly trial: Trial; proof: Proof | null } | null = null
  let breadth = 1

  /** Each graph has a trial of its own, which begins where the last one ended. */
  function current(): typeof tried {
    const graph = options.graph()
    if (tried?.graph === graph) return tried
    tried?.trial.stop()
    tried = graph && { graph, trial: createTrial(optionsFor(graph), breadth), proof: null }
    return tried
  }

  function optionsFor(graph: GraphIndex): TrialOptions {
    return {
      ...options,
      size: graph.count,
      found: (query, k, width) => options.nearestOf(query, k, graph.candidates(query, fetchFor(k), width)),
      onPassed: (proof) => {
        breadth = proof.breadth
        if (tried?.graph === graph) tried.proof = proof
        options.onPassed(proof)
      },
    }
  }

  return {
    get isInUse() {
      return (current()?.trial.breadth ?? null) !== null
    },
    get proof() {
      return current()?.proof ?? null
    },
    candidates: (query, k) => {
      const known = k <= mostFromGraph ? current() : null
      const width = known?.trial.breadth ?? null
      return known && width !== null ? known.graph.candidates(query, fetchFor(k), width) : null
    },
    asked: (query) => current()?.trial.asked(query),
    stop: () => tried?.trial.stop(),
  }
}
