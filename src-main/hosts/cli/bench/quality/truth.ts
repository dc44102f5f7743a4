import type { Caption } from '../captions.ts'
import type { WordQuery } from './queries.ts'

/** Which photos (by file name) captions say a word is true of. */
export interface Truth {
  of(query: WordQuery): ReadonlySet<string>
}

export function truthOf(captions: readonly Caption[]): Truth {
  const photosWith = new Map<string, Set<string>>()
  for (const { photo, text } of captions) {
    for (const word of text.toLowerCase().match(/\p{L}+/gu) ?? []) {
      const photos = photosWith.get(word) ?? new Set()
      photosWith.set(word, photos.add(photo))
    }
  }
  return { of: ({ means }) => new Set(means.flatMap((word) => [...(photosWith.get(word) ?? [])])) }
}
