/** How well a ranking with a divider answers one query. Shares, 0 to 1. */
export interface AnswerFigures {
  readonly averagePrecision: number
  /** Of what stands above the divider. 0 when nothing does. */
  readonly precision: number
  readonly recall: number
  readonly f1: number
  /** What the best single cut of this ranking reaches, which only hindsight knows. */
  readonly bestF1: number
}

/** `relevant` tells of each result, best first, whether it answers the query; `likely` are the first so many; `total` all that do. */
export function answerFigures(relevant: readonly boolean[], likely: number, total: number): AnswerFigures {
  let [found, precisions, bestF1, foundLikely] = [0, 0, 0, 0]
  for (const [at, isRelevant] of relevant.entries()) {
    if (isRelevant) {
      found += 1
      precisions += found / (at + 1)
    }
    if (at + 1 === likely) foundLikely = found
    bestF1 = Math.max(bestF1, f1Of(found, at + 1, total))
  }
  return {
    averagePrecision: precisions / Math.max(1, total),
    precision: foundLikely / Math.max(1, likely),
    recall: foundLikely / Math.max(1, total),
    f1: f1Of(foundLikely, likely, total),
    bestF1,
  }
}

/** The harmonic mean of precision and recall. */
function f1Of(found: number, shown: number, total: number): number {
  return found === 0 ? 0 : (2 * found) / (shown + total)
}
