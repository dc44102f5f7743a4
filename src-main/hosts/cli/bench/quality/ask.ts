import { basename } from 'node:path'
import type { SearchPage } from '../../../../../src-preload/contract/index.ts'
import type { Engine } from '../../../../engine/engine.ts'
import { plainWords } from '../plain-words.ts'

export interface AskedPhotos {
  /** File names, best first. */
  readonly names: readonly string[]
  /** So many of them, the first ones, are likely. */
  readonly likely: number
}

/** Asks for words as a person would who types nothing but words. */
export type Ask = (words: string, limit: number) => Promise<AskedPhotos>

/** Through the very handler that the window asks. */
export async function asking(engine: Engine): Promise<Ask> {
  const { ids } = await engine.handlers['photos.list']({ view: { kind: 'all' } })
  const names = new Map<number, string>()
  for (const photoId of ids) {
    names.set(photoId, basename((await engine.handlers['photos.details']({ photoId })).path))
  }
  return async (words, limit) => {
    const query = { kind: 'words', text: plainWords(words) } as const
    const page: SearchPage = await engine.handlers['search.run']({ query, offset: 0, limit })
    const first = page.likely.indexOf(false)
    return {
      names: Array.from(page.photos.ids, (id) => names.get(id) ?? ''),
      likely: first === -1 ? page.likely.length : first,
    }
  }
}
