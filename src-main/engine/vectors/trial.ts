import { setImmediate as nextTurn } from 'node:timers/promises'

/** What an index on trial is compared with and by. Hits are photo ids. */
export interface TrialOptions {
  /** After so many queries the trial is held; 0: the index is believed. */
  readonly queries: number
  /** The true `k` nearest. */
  readonly truth: (query: Float32Array, k: number) => number[]
  readonly found: (query: Float32Array, k: number, breadth: number) => number[]
  /** Photos in the index: following more than all of them is of no use. */
  readonly size: number
  /** Whether it must be quicker than comparing with all photos. */
  readonly mustBeQuicker: boolean
  /** The index takes longer than comparing with all before it finds enough. */
  readonly onFailed: (reason: string) => void
  readonly onPassed: (proof: Proof) => void
}

/** What a trial showed. */
export interface Proof {
  /** Candidates that are followed for each that is fetched. */
  readonly breadth: number
  /** The share of the true first 50 that is found. */
  readonly recall: number
}

/**
 * An index is proved with the person's own queries before it answers any: words lie off the distribution of pictures, and how
 * badly a graph finds its way there is different for every model. Until then all photos are compared.
 */
export interface Trial {
  /** Candidates to follow for each that is fetched; null until that is known. */
  readonly breadth: number | null
  /** A query was answered without the index. Cheap: what there is to compute is done between other work. */
  asked(query: Float32Array): void
  stop(): void
}

/** The share of the true first 50 that an index must find. */
const leastRecall = 0.99
const k = 50

export function createTrial(options: TrialOptions, firstBreadth = 1): Trial {
  const queries: Float32Array[] = []
  let breadth = firstBreadth
  let state: 'open' | 'held' | 'passed' | 'stopped' = options.queries === 0 ? 'passed' : 'open'

  async function hold(): Promise<void> {
    const truths: (readonly number[])[] = []
    const scanMs = await timed((query) => truths.push(options.truth(query, k)))
    for (; state === 'held'; breadth *= 2) {
      let recall = 0
      const graphMs = await timed((query, at) => {
        recall += shareOf(truths[at] ?? [], options.found(query, k, breadth)) / queries.length
      })
      if (state !== 'held') return
      if (options.mustBeQuicker && graphMs > scanMs) {
        state = 'stopped'
        return options.onFailed(
          `it finds ${(100 * recall).toFixed(1)} % in ${graphMs.toFixed(1)} ms, comparing with all photos takes ${scanMs.toFixed(1)} ms`,
        )
      }
      if (recall < leastRecall && breadth * k < options.size) continue
      state = 'passed'
      return options.onPassed({ breadth, recall })
    }
  }

  /** Milliseconds for a query, on average. */
  async function timed(work: (query: Float32Array, at: number) => void): Promise<number> {
    let tookMs = 0
    for (const [at, query] of queries.entries()) {
      await nextTurn()
      if (state !== 'held') break
      const startedAtMs = performance.now()
      work(query, at)
      tookMs += performance.now() - startedAtMs
    }
    return tookMs / queries.length
  }

  return {
    get breadth() {
      return state === 'passed' ? breadth : null
    },
    asked: (query) => {
      if (state !== 'open') return
      queries.push(query.slice())
      if (queries.length < options.queries) return
      state = 'held'
      void hold()
    },
    stop: () => void (state = 'stopped'),
  }
}

function shareOf(truth: readonly number[], found: readonly number[]): number {
  const all = new Set(found)
  return truth.length === 0 ? 1 : truth.filter((photoId) => all.has(photoId)).length / truth.length
}
