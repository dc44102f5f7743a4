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

/** Fewer cosines say nothing of how they spread. */
const fewest = 20
/**
 * `belowTop`: so many standard deviations below the best photos still is the same thing. Texts
 * without their common part spread wider and are ahead of everyday words by more; each was measured with its own kind.
 */
const asEncoded = { belowTop: 1.25, leastEvidence: 3 }
const withoutCommon = { belowTop: 1.1, leastEvidence: 3.3 }
/** A single photo that stands out counts for the best ones, less so much. */
const lonelyBest = 0.5
/**
 * What makes believe that a thing is in the library: how far its best photos are ahead of everyday words and how alike they
 * are, both in standard deviations of what does not belong together (`leastEvidence`); or, where the model was not measured for
 * photos, the former alone; or a single photo far ahead, for a thing that is there but once.
 */
const leastAhead = 1.8
const leastAheadAlone = 3.2
/** Without everyday words to compare with: above what texts that do not belong to a photo reach on average. */
const leastTop = 0.65
/** From here on two photos are relatives. */
const relative = 1.8

/**
 * For words. Their cosines tell what is like the best photos, but not how good those are: one word's best lie where
 * another's noise does. So the cut hangs below the best by a measure of the model, not above the middle by a measure of the
 * library: that holds when nearly all photos show the thing, and when hardly any does. `best` is the highest cosine of all.
 */
export function textCut(
  background: Background,
  best: number,
  calibration: Calibration,
  evidence: Evidence | null,
): Cut {
  const noise = calibration.textToImage ?? ownNoise(background)
  if (!noise) return { from: -Infinity, middle: background.middle, unit: 1 }
  const { belowTop, leastEvidence } = (calibration.commonTextPart ?? 0) > 0 ? withoutCommon : asEncoded
  const middle = background.count >= fewest ? background.middle : noise.mean
  const top = Math.max(background.top, best - lonelyBest * noise.std)
  const isThere = evidence
    ? isBelieved(evidence, leastEvidence, noise, calibration.imageToImage)
    : top >= noise.mean + leastTop * noise.std
  return { from: isThere ? top - belowTop * noise.std : Infinity, middle, unit: noise.std }
}

function isBelieved(
  { ahead, aheadOnBest, alike }: Evidence,
  leastEvidence: number,
  noise: Spread,
  photos: Spread | null,
): boolean {
  if (aheadOnBest >= leastAheadAlone * noise.std) return true
  if (alike === null || !photos) return ahead >= leastAhead * noise.std
  return ahead / noise.std + (alike - photos.mean) / photos.std >= leastEvidence
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
