import { foldText } from './fold-text.ts'

/** The texts of a photo in which words are looked for. */
export interface PhotoTexts {
  readonly name: string
  readonly title: string
  readonly keywords: string
  readonly tags: string
  readonly caption: string
  readonly folder: string
  readonly root: string
}

/** What it says about a photo that a word stands there: a title is about this one picture, a folder about hundreds. */
const weights: Readonly<Record<keyof PhotoTexts, number>> = {
  title: 5,
  tags: 5,
  keywords: 4,
  name: 3,
  caption: 2,
  folder: 1,
  root: 0.5,
}
const fields = Object.keys(weights) as (keyof PhotoTexts)[]

/** Scripts that put no spaces between words. */
const unspaced = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u

/** Words of letters are found as whole words (no "car" in "Oscar"), others as parts: `1234` in `IMG_1234.jpg`. */
export function wordTest(folded: string): (foldedText: string) => boolean {
  if (!/^\p{L}+$/u.test(folded) || unspaced.test(folded)) return (text) => text.includes(folded)
  const whole = new RegExp(`(?<!\\p{L})${folded}(?!\\p{L})`, 'u')
  return (text) => text.includes(folded) && whole.test(text)
}

/** How well all of the words stand in the texts; 0 when one of them does not. */
export function scoreOf(texts: PhotoTexts, words: readonly ((foldedText: string) => boolean)[]): number {
  const folded = fields.map((field) => [foldText(texts[field]), weights[field]] as const)
  let sum = 0
  for (const isIn of words) {
    let best = 0
    for (const [text, weight] of folded) if (weight > best && text !== '' && isIn(text)) best = weight
    if (best === 0) return 0
    sum += best
  }
  return sum
}

/**
 * The words that a photo must have. Very short ones ("a", "on") say nothing beside others, but in scripts in which a
 * character is a word.
 */
export function wordsThatCount(words: readonly string[]): string[] {
  const all = [...new Set(words.map((word) => foldText(word.trim())).filter((word) => word !== ''))]
  const telling = all.filter((word) => [...word].length >= 3 || unspaced.test(word))
  return telling.length > 0 ? telling : all
}
