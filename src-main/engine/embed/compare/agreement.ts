/** How alike two models' embeddings of the same things are. */
export interface Spread {
  readonly least: number
  /** A hundredth of all are below. */
  readonly p1: number
  readonly median: number
  readonly mean: number
}

/** What a model must reach to stand in for another. */
export interface Bound {
  readonly median: number
  readonly least: number
}

/**
 * A sound quantization turns a CLIP embedding by a few degrees: cosines of 0.98 and more, at which the neighbours of a
 * photo hardly change their order. Broken ones fall far below for all photos or for some, so the least is bounded too;
 * at 0.95, 18 degrees, a photo is still nearer to itself than to nearly every other one.
 */
export const agreementBound: Bound = { median: 0.98, least: 0.95 }

export function spreadOf(cosines: readonly number[]): Spread {
  const sorted = cosines.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  const sum = sorted.reduce((total, cosine) => total + cosine, 0)
  return { least: at(0), p1: at(0.01), median: at(0.5), mean: sorted.length > 0 ? sum / sorted.length : 0 }
}

export function isWithin(bound: Bound, { least, median }: Spread): boolean {
  return median >= bound.median && least >= bound.least
}

/** Of embeddings of unit length. */
export function cosineOf(a: Float32Array, b: Float32Array): number {
  let dot = 0
  for (let at = 0; at < a.length; at++) dot += (a[at] ?? 0) * (b[at] ?? 0)
  return dot
}

/** How well two models agree on which photos are alike. */
export interface RankingAgreement {
  /** How many of the nearest were compared: 10, or fewer among few photos. */
  readonly neighbours: number
  /** The share of them that both name. */
  readonly share: number
}

const mostNeighbours = 10
/** Every photo is compared with all: beyond so many questions the answer no longer changes. */
const mostQuestions = 500

/** Null where there are too few photos for neighbours to mean anything. */
export function rankingAgreement(
  first: readonly Float32Array[],
  second: readonly Float32Array[],
): RankingAgreement | null {
  const neighbours = Math.min(mostNeighbours, Math.floor((first.length - 1) / 2))
  if (neighbours < 1) return null
  const questions = Math.min(first.length, mostQuestions)
  let shared = 0
  for (let at = 0; at < questions; at++) {
    const theirs = new Set(nearest(second, at, neighbours))
    shared += nearest(first, at, neighbours).filter((one) => theirs.has(one)).length
  }
  return { neighbours, share: shared / (questions * neighbours) }
}

function nearest(all: readonly Float32Array[], at: number, count: number): number[] {
  const self = all[at]
  if (!self) return []
  const scores = all.map((other, n) => ({ n, score: n === at ? -Infinity : cosineOf(self, other) }))
  return scores
    .sort((a, b) => b.score - a.score)
    .slice(0, count)
    .map(({ n }) => n)
}
