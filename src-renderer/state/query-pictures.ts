import { create } from 'zustand'
import type { QueryPicture } from '../../src-preload/contract/search.ts'
import { client } from '../api/index.ts'

/** Pictures from outside the library that stand in searches, by their ids. null: no longer at hand. */
export const useQueryPictures = create<{ readonly known: Readonly<Record<string, QueryPicture | null>> }>(
  () => ({ known: {} }),
)

export function keepPicture(picture: QueryPicture): void {
  keep(picture.pictureId, picture)
}

const asked = new Set<string>()

/** Asks for a picture that stands in a remembered search, once. */
export async function askForPicture(pictureId: string): Promise<void> {
  if (asked.has(pictureId) || pictureId in useQueryPictures.getState().known) return
  asked.add(pictureId)
  try {
    keepPicture(await client.request('search.picture', { pictureId }))
  } catch {
    // The answer to the search says in a sentence what could not be used.
    if (!useQueryPictures.getState().known[pictureId]) keep(pictureId, null)
  } finally {
    asked.delete(pictureId)
  }
}

function keep(pictureId: string, picture: QueryPicture | null): void {
  useQueryPictures.setState(({ known }) => ({ known: { ...known, [pictureId]: picture } }))
}
