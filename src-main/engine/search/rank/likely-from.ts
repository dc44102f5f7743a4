import type { Strictness } from '../../../../src-preload/contract/index.ts'
import type { Background } from './background.ts'
import type { Calibration, Spread } from './calibration.ts'
import type { Evidence } from './evidence.ts'

/** Where a term's likely photos begin, and in which unit the distance from there is told. */
export interface Cut {
  /** A cosine. Infinity: the thing is probably in none of the photos. -Infinity: nothing speaks against any. */
  readonly from: number
  /** A cosine that many photos have which do not show the thing. */
  readonly middle: number
  /** Of one standard deviation; above 0. */
  readonly unit: number
}

interface Bounds {
  readonly belief: number
  readonly belowTop: number
}

/** Fewer cosines say nothing of how they spread. */
const fewest = 20
/**
 * `belief`: the log-odds from which on a thing is held to be in the library (60 % for balanced). `belowTop`: so far below the
 * best photos still is the same thing, in spreads of everyday words' cosines. Measured with the starter model: see its card.
 */
const asked: Record<Strictness, Bounds> = {
  fewer: { belief: 1.1, belowTop: 0.8 },
  balanced: { belief: 0.4, belowTop: 1.2 },
  more: { belief: -0.6, belowTop: 1.7 },
}
/**
 * For what shall not be in the photos, the other way round: the stricter, the more of them go. One that shows it after all is
 * worse than one that is left out among many, so more go than would be found (of 124 dogs among 500 photos 90 %, not 65).
 */
const unwanted: Record<Strictness, Bounds> = {
  fewer: { belief: -0.6, belowTop: 1.7 },
  balanced: { belief: 0.4, belowTop: 1.7 },
  more: { belief: 1.1, belowTop: 1.2 },
}
/** Where no everyday words can be compared with: above what texts that do not belong to a photo reach on average. */
const leastTop = 0.65
/** A single photo that stands out counts for the best ones, less so much. */
const lonelyBest = 0.5
/** From here on two photos are relatives. */
const relative = 1.8

/**
 * For words. Their cosines tell what is like the best photos, but not how good those are: one word's best lie where
 * another's noise does. So the cut hangs below the best by a measure of the model, not above the middle by a measure of the
 * library: that holds when nearly all photos show the thing, and when hardly any does. `best` is the highest cosine of all.
 * `isExcluded`: the words are of what shall not be in the photos.
 */
export function textCut(
  background: Background,
  best: number,
  calibration: Calibration,
  evidence: Evidence | null,
  strictness: Strictness = 'balanced',
  isExcluded = false,
): Cut {
  const { belief, belowTop } = (isExcluded ? unwanted : asked)[strictness]
  const noise = calibration.textToImage ?? ownNoise(background)
  if (evidence) {
    const { top, unit } = evidence
    const middle = background.count >= fewest ? background.middle : (noise?.mean ?? background.middle)
    return { from: evidence.belief >= belief ? top - belowTop * unit : Infinity, middle, unit }
  }
  if (!noise) return { from: -Infinity, middle: background.middle, unit: 1 }
  const middle = background.count >= fewest ? background.middle : noise.mean
  const top = Math.max(background.top, best - lonelyBest * noise.std)
  const isThere = top >= noise.mean + leastTop * noise.std
  return { from: isThere ? top - belowTop * noise.std : Infinity, middle, unit: noise.std }
}

/** For pictures: what is as near as two photos of one thing. */
export function pictureCut(background: Background, { imageToImage }: Calibration): Cut {
  const noise = imageToImage ?? ownNoise(background)
  if (!noise) return { from: -Infinity, middle: background.middle, unit: 1 }
  // A wide spread must not ask for more than two takes of one scene reach.
  const from = Math.min(noise.mean + relative * noise.std, noise.mean + 0.75 * (1 - noise.mean))
  return { from, middle: noise.mean, unit: noise.std }
}

function ownNoise({ count, middle, spread }: Background): Spread | null {
  return count >= fewest && spread > 0 ? { mean: middle, std: spread } : null
}
