import type { Strictness } from '../../../../src-preload/contract/index.ts'
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

/** A photo may lack a part of what was asked for by so many standard deviations and still be likely. */
const slack = 0.5
/** No sum of cosines is as low. */
const belowAll = -1e6

/**
 * Where each term's likely photos begin: found among all photos, or a choice of them at random, and true of any that are
 * scored with it.
 */
export function cutsOf(
  terms: readonly LookTerm[],
  calibration: Calibration,
  strictness: Strictness = 'balanced',
): readonly Cut[] {
  return terms.map((term) => cutOf(term, calibration, strictness))
}

/**
 * What photos score for all terms together. All terms have as many scores; there is at least one term, and a cut for each.
 * Cosines of words and of pictures lie on different scales, so each is counted in standard deviations of its own modality.
 */
export function combineTerms(terms: readonly LookTerm[], cuts: readonly Cut[]): CombinedScores {
  const [only] = terms
  if (terms.length === 1 && only && !only.isExcluded) {
    return { scores: only.scores, likelyFrom: cuts[0]?.from ?? Infinity }
  }
  const wanted = pairs(terms, cuts, false)
  // The sums are kept in 32 bits: the border too, or rounding could put a photo on the wrong side of it.
  const border = isOpen(wanted) ? belowAll : Math.fround(wanted.reduce((sum, pair) => sum + share(pair), 0))
  const scores = new Float32Array(only?.scores.length ?? 0)
  for (const pair of wanted) add(scores, pair)
  for (const pair of wanted) holdBack(scores, pair, border)
  for (const pair of pairs(terms, cuts, true)) takeOff(scores, pair, border)
  const isMissing = wanted.some(({ cut }) => cut.from === Infinity)
  return { scores, likelyFrom: isMissing ? Infinity : border }
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

function cutOf(term: LookTerm, calibration: Calibration, strictness: Strictness): Cut {
  const background = backgroundOf(term.background)
  if (term.modality === 'picture') return pictureCut(background, calibration)
  // A sample of the library may have missed the best photo.
  const best =
    term.scores === term.background ? background.best : Math.max(background.best, highest(term.scores))
  return textCut(background, best, calibration, term.evidence ?? null, strictness, term.isExcluded)
}

function highest(values: Float32Array): number {
  let best = -Infinity
  for (let at = 0; at < values.length; at += 1) if ((values[at] as number) > best) best = values[at] as number
  return best
}

/** Nothing is known that could speak against a photo. */
function isOpen(wanted: readonly Pair[]): boolean {
  return wanted.length > 0 && wanted.every(({ cut }) => cut.from === -Infinity)
}

/** What a term adds to the border: also one whose thing is in no photo, so that a minus has something to push below. */
function share({ term, cut: { from, middle, unit } }: Pair): number {
  if (from === -Infinity) return 0
  return term.weight * (from === Infinity ? 3 : (from - middle) / unit)
}

function add(sums: Float32Array, { term, cut }: Pair): void {
  const cosines = term.scores
  const factor = term.weight / cut.unit
  const offset = cut.middle * factor
  for (let at = 0; at < sums.length; at += 1) {
    sums[at] = (sums[at] as number) + (cosines[at] as number) * factor - offset
  }
}

/** A photo that clearly lacks one part is not carried over the border by the others; below it their sum decides alone. */
function holdBack(sums: Float32Array, { term, cut }: Pair, border: number): void {
  if (!Number.isFinite(cut.from)) return
  const cosines = term.scores
  const needed = cut.from - slack * cut.unit
  const factor = Math.min(1, term.weight) / cut.unit
  for (let at = 0; at < sums.length; at += 1) {
    if ((sums[at] as number) < border) continue
    const cosine = cosines[at] as number
    if (cosine < needed) sums[at] = border - (cut.from - cosine) * factor
  }
}

/** A minus bites only where the photo likely shows what is not wanted; then the photo is below the border, however good. */
function takeOff(sums: Float32Array, { term, cut }: Pair, border: number): void {
  if (!Number.isFinite(cut.from)) return
  const cosines = term.scores
  const { from, unit } = cut
  for (let at = 0; at < sums.length; at += 1) {
    const cosine = cosines[at] as number
    if (cosine < from) continue
    const sum = sums[at] as number
    sums[at] = (sum < border ? sum : border) - term.weight * (1 + (cosine - from) / unit)
  }
}
