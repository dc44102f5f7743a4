import { backgroundOf } from './background.ts'
import type { Calibration } from './calibration.ts'
import { pictureCut, textCut, type Cut } from './likely-from.ts'
import type { LookTerm } from './term.ts'

export interface CombinedScores {
  /**
   * One for each photo, higher is better. With one thing to look for its cosine (the very array that was given); with
   * several a weighted sum of standard deviations.
   */
  readonly scores: Float32Array
  /** The photos whose score is at least this are likely what was meant. Infinity: none is. */
  readonly likelyFrom: number
}

/** A photo may lack a part of what was asked for by so many standard deviations, before the other parts stop counting. */
const slack = 0.5

/**
 * What photos score for all terms together. All terms have as many scores; there is at least one term. Cosines of words
 * and of pictures lie on different scales, so each is counted in standard deviations of its own modality.
 */
export function combineTerms(terms: readonly LookTerm[], calibration: Calibration): CombinedScores {
  const cuts = terms.map((term) => cutOf(term, calibration))
  const [only] = terms
  if (terms.length === 1 && only && !only.isExcluded) {
    return { scores: only.scores, likelyFrom: cuts[0]?.from ?? Infinity }
  }
  const wanted = pairs(terms, cuts, false)
  const border = wanted.reduce(
    (sum, { term, cut }) => sum + (term.weight * (reachable(cut) - cut.middle)) / cut.unit,
    0,
  )
  const scores = new Float32Array(only?.scores.length ?? 0)
  for (const pair of wanted) add(scores, pair)
  for (const pair of wanted) holdBack(scores, pair, border)
  for (const pair of pairs(terms, cuts, true)) takeOff(scores, pair, border)
  const isMissing = wanted.some(({ cut }) => cut.from === Infinity)
  // The sums are kept in 32 bits: the border too, or rounding could put a photo on the wrong side of it.
  return { scores, likelyFrom: isMissing ? Infinity : Math.fround(border) }
}

interface Pair {
  readonly term: LookTerm
  readonly cut: Cut
}

function pairs(terms: readonly LookTerm[], cuts: readonly Cut[], isExcluded: boolean): Pair[] {
  return terms.flatMap((term, at) => {
    const cut = cuts[at]
    return cut && term.isExcluded === isExcluded ? [{ term, cut }] : []
  })
}

function cutOf(term: LookTerm, calibration: Calibration): Cut {
  const background = backgroundOf(term.background)
  if (term.modality === 'picture') return pictureCut(background, calibration)
  // A sample of the library may have missed the best photo.
  const best =
    term.scores === term.background ? background.best : Math.max(background.best, highest(term.scores))
  return textCut(background, best, calibration, term.evidence ?? null)
}

function highest(values: Float32Array): number {
  let best = -Infinity
  for (let at = 0; at < values.length; at += 1) if ((values[at] as number) > best) best = values[at] as number
  return best
}

/** A place on the scale for cuts that have none. */
function reachable({ from, middle, unit }: Cut): number {
  if (from === Infinity) return middle + 3 * unit
  return from === -Infinity ? middle : from
}

function add(scores: Float32Array, { term, cut }: Pair): void {
  const factor = term.weight / cut.unit
  for (let at = 0; at < scores.length; at += 1) {
    scores[at] = (scores[at] as number) + ((term.scores[at] as number) - cut.middle) * factor
  }
}

/** A photo that clearly lacks one part cannot be carried over the border by the others. */
function holdBack(scores: Float32Array, { term, cut }: Pair, border: number): void {
  const needed = reachable(cut) - slack * cut.unit
  if (cut.from === -Infinity) return
  for (let at = 0; at < scores.length; at += 1) {
    const lack = (needed - (term.scores[at] as number)) / cut.unit
    if (lack > 0) scores[at] = Math.min(scores[at] as number, border - lack * Math.min(1, term.weight))
  }
}

/** A minus bites only where the photo likely shows what is not wanted; then the photo is below the border, however good. */
function takeOff(scores: Float32Array, { term, cut }: Pair, border: number): void {
  if (!Number.isFinite(cut.from)) return
  for (let at = 0; at < scores.length; at += 1) {
    const excess = ((term.scores[at] as number) - cut.from) / cut.unit
    if (excess >= 0) scores[at] = Math.min(scores[at] as number, border) - term.weight * (1 + excess)
  }
}
