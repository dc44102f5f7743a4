import type { TextRows } from '../../catalog/search/text-rows.ts'
import type { PhotoMask } from '../facts/photo-mask.ts'
import type { Wanted } from '../wanted.ts'

/** Photos in whose texts the words of a question stand. */
export interface TextHits {
  /** Their file's name is what was typed. */
  readonly named: readonly number[]
  /** For each concept, best first. */
  readonly ranked: readonly (readonly number[])[]
}

/** Photos that a text stands in are few in most libraries; of more than these the order says nothing. */
const mostHits = 1_000

/** Words are looked for in texts as well as in pictures: nobody should have to know that `IMG_1234` is no subject. */
export function textHitsOf(wanted: Wanted, mask: PhotoMask, texts: TextRows): TextHits {
  const named: number[] = []
  const ranked: number[][] = []
  for (const look of wanted.looks) {
    if (look.kind !== 'words' || look.isExcluded) continue
    const isAllowed = (photoId: number) => mask.has(photoId)
    const words = look.text.match(/[\p{L}\p{M}\p{N}_.-]+/gu) ?? []
    if (words.length === 0 || words.length > mostWords) continue
    for (const name of new Set([look.text, ...words.filter(isNameLike)])) {
      for (const id of texts.named(name)) if (isAllowed(id)) named.push(id)
    }
    const hits = texts.matchingWords(words, mostHits).filter(isAllowed)
    if (hits.length > 0) ranked.push(hits)
  }
  return { named, ranked }
}

/** A word that nobody uses but as a name: `IMG_1234`, `DSC00012.jpg`. */
function isNameLike(word: string): boolean {
  return word.length > 3 && /\d/.test(word) && /[\p{L}_]/u.test(word)
}

/** No text of a photo holds all words of a whole page. */
const mostWords = 32

/** Each once, the named ones first. */
export function photosOf({ named, ranked }: TextHits): Set<number> {
  return new Set([...named, ...ranked.flat()])
}
