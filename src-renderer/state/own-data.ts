import { create } from 'zustand'
import type { Collection, Tag } from '../../src-preload/contract/library.ts'
import { client } from '../api/index.ts'

/** What the person gave their photos, as lists for the side bar and for completing. */
export interface OwnData {
  readonly tags: readonly Tag[]
  readonly collections: readonly Collection[]
  /** Grows with every change, so that details on screen are read again. */
  readonly revision: number
}

export const useOwnData = create<OwnData>(() => ({ tags: [], collections: [], revision: 0 }))

export async function readOwnData(): Promise<void> {
  const [tags, collections] = await Promise.all([
    client.request('tags.list', {}),
    client.request('collections.list', {}),
  ])
  useOwnData.setState(({ revision }) => ({ tags, collections, revision: revision + 1 }))
}

/** Runs with every change of what the person gave their photos; gives the way to stop. */
export function onOwnDataChange(run: () => void): () => void {
  return useOwnData.subscribe((now, before) => {
    if (now.revision !== before.revision) run()
  })
}

export function collectionName(collections: readonly Collection[], collectionId: number): string {
  return collections.find(({ id }) => id === collectionId)?.name ?? ''
}
