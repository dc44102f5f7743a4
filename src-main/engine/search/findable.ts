import type { Catalog } from '../catalog/catalog.ts'

/**
 * The ids of photos that may be shown, in memory: a search asks for each candidate. Single photos are added as they
 * are indexed; after anything larger (a scan, hiding, a removed root) the whole set is read again when next needed.
 */
export interface FindableSet {
  readonly size: number
  readonly revision: number
  /** How many of them are also what `is` says. */
  count(is: (photoId: number) => boolean): number
  has(photoId: number): boolean
  add(photoId: number): void
  invalidate(): void
}

export function findableSet(catalog: Catalog): FindableSet {
  let ids = new Set<number>()
  let stale = true
  let revision = 0
  const fresh = () => {
    if (stale) {
      ids = new Set(catalog.photos.findableIds())
      stale = false
    }
    return ids
  }
  return {
    get size() {
      return fresh().size
    },
    get revision() {
      return revision
    },
    count: (is) => {
      let count = 0
      for (const photoId of fresh()) if (is(photoId)) count += 1
      return count
    },
    has: (photoId) => fresh().has(photoId),
    add: (photoId) => {
      revision += 1
      if (!stale && catalog.photos.isFindable(photoId)) ids.add(photoId)
    },
    invalidate: () => {
      revision += 1
      stale = true
    },
  }
}
