import type { Background } from './background.ts'
import { dot, meanOf, moments } from './numbers.ts'

/** What the model says of everyday words, by itself and with the photos of a library: the yardstick for any text. */
export interface Yardstick {
  /** Embeddings of everyday words, of unit length. */
  readonly words: readonly Float32Array[]
  /** How near a word is to the five words nearest to it, over all of them. */
  readonly company: Spread
  /** Cosines of everyday words with photos of the library. */
  readonly withPhotos: Spread
  /** From this cosine on two photos show the same scene: copies and bursts count once. */
  readonly sameScene: number
}

export interface Spread {
  readonly mean: number
  readonly std: number
}

/** What speaks for a text being about something that the library has. */
export interface Evidence {
  /** Log-odds. Above 0 rather than not; what has to be reached is a matter of how strict one is. */
  readonly belief: number
  /** The mean cosine of its three best photos that are not of one scene. */
  readonly top: number
  /** Of everyday words' cosines with the library's photos: the unit in which a distance from the top is told. */
  readonly unit: number
}

/** So many of a text's best photos are compared with everyday words, one of each scene. */
export const bestLookedAt = 10
const fewest = 5
const inTop = 3
/** A word that is as near to another is the same thing: it says nothing against the text. */
const sameThing = 0.85
const sameText = 0.97
const nearestWords = 5
/** A photo supports a text that is ahead of all words but these. */
const supports = 0.02

/**
 * Rules that were learned, not thought of: logistic regressions over texts that were in libraries and texts that were not, of
 * the same kinds (animals, foods, scenes, things), in libraries of 20 to 20,000 photos; `models/starter/README.md` has the
 * figures. All they look at is counted in the model's own units, so that they hold for another model. Values outside what was
 * learned from count as the nearest inside.
 */
interface Rule {
  readonly bias: number
  readonly of: { readonly [Name in keyof Values]?: { weight: number; from: number; to: number } }
}

interface Values {
  /** How far the text is ahead of the five words that describe its best photos best, in spreads of words on a photo. */
  readonly ahead: number
  /** The skewness of its cosines: found photos make a long upper end. */
  readonly skew: number
  /** How near everyday words are to it: what is far from them is seldom in a photo. */
  readonly company: number
  /** The share of its best photos that no more than a few words describe better. */
  readonly support: number
  /** Whether the library as a whole is nearer to it than to a word. */
  readonly about: number
  /** The natural logarithm of the number of photos: the best of many is near to anything. */
  readonly photos: number
}

const forWords: Rule = {
  bias: 2.485,
  of: {
    ahead: { weight: 1.99, from: -2.7, to: 3.8 },
    skew: { weight: 1.5, from: -0.77, to: 1.5 },
    company: { weight: 0.952, from: -3.9, to: 2.7 },
    support: { weight: 0.345, from: 0, to: 1 },
    about: { weight: 3.66, from: -1, to: 0.61 },
    photos: { weight: -0.413, from: 3, to: 9.9 },
  },
}
/** A sentence is far from any single word, which says nothing of what it tells. */
const forSentences: Rule = {
  bias: 3.84,
  of: {
    ahead: { weight: 2.49, from: -2.3, to: 4 },
    skew: { weight: 1.58, from: -0.45, to: 1.6 },
    photos: { weight: -0.729, from: 3.9, to: 9.4 },
  },
}
const names = ['ahead', 'skew', 'company', 'support', 'about', 'photos'] as const
const wordsOfSentence = 3

/** Whether a text is judged as one that tells of something, not as a name of it. */
export function isSentence(text: string): boolean {
  return (text.match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu)?.length ?? 0) >= wordsOfSentence
}

/**
 * `best` are the embeddings of its best photos, the best one first, one of each scene; `background` is how its cosines with
 * the library lie. Null when there is nothing to compare.
 */
export function evidenceOf(
  text: Float32Array,
  best: readonly Float32Array[],
  background: Background,
  photos: number,
  { words, company, withPhotos }: Yardstick,
  isOfSentence = false,
): Evidence | null {
  const cosines = words.map((word) => dot(word, text))
  const rivals = words.filter((_, at) => (cosines[at] as number) < sameThing)
  if (best.length === 0 || rivals.length < nearestWords || withPhotos.std === 0) return null
  const compared = best.map((photo) => against(text, photo, rivals))
  const values: Values = {
    ahead: meanOf(compared.slice(0, fewest).map(({ ahead }) => ahead)),
    skew: background.skew,
    company: (companyOf(cosines) - company.mean) / (company.std || 1),
    support: compared.filter(({ beatenBy }) => beatenBy < supports).length / compared.length,
    about: (background.mean - withPhotos.mean) / withPhotos.std,
    photos: Math.log(photos),
  }
  const rule = isOfSentence ? forSentences : forWords
  const belief = names.reduce((sum, name) => {
    const part = rule.of[name]
    return part ? sum + part.weight * Math.min(part.to, Math.max(part.from, values[name])) : sum
  }, rule.bias)
  return { belief, top: meanOf(best.slice(0, inTop).map((photo) => dot(text, photo))), unit: withPhotos.std }
}

/** The mean cosine of the nearest words, given the cosines with all; the text itself is left out where it is one of them. */
export function companyOf(cosines: readonly number[]): number {
  const nearest = cosines.filter((cosine) => cosine < sameText).toSorted((a, b) => b - a)
  return meanOf(nearest.slice(0, nearestWords))
}

function against(text: Float32Array, photo: Float32Array, rivals: readonly Float32Array[]) {
  const own = dot(text, photo)
  const cosines = rivals.map((word) => dot(word, photo))
  const strongest = meanOf(cosines.toSorted((a, b) => b - a).slice(0, nearestWords))
  return {
    ahead: (own - strongest) / (moments(cosines).std || 1),
    beatenBy: cosines.filter((cosine) => cosine > own).length / cosines.length,
  }
}
