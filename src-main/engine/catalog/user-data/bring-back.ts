import type { Database } from 'better-sqlite3'
import { ownTransaction } from '../own/own-transaction.ts'
import { bringBackCollections, bringBackRoots, bringBackSettings, tagFinder } from './bring-back-names.ts'
import { bringBackPhotos } from './bring-back-photos.ts'
import { bringBackSearches } from './bring-back-searches.ts'
import type { UserData } from './user-data.ts'

/** How a copy and a catalog are brought together. Rows bear the ids that they bear in the copy; new ones get them. */
export interface Manner {
  /**
   * `exact`: the catalog is of the same time or older, so all is as the copy says, what was taken away included. `prefer`:
   * nobody can tell; the copy is right where they differ, and nothing is taken away. `fill`: the catalog is newer; the
   * copy gives only what the catalog has lost.
   */
  readonly kind: 'exact' | 'prefer' | 'fill'
  /** The copy was made of the catalog as it is: rows of the same id are the same, and what differs in one has flipped. */
  readonly isSameMoment: boolean
  /** Tables of the catalog that damage has taken rows from. */
  readonly incomplete: ReadonlySet<string>
  /** Folders that the person has removed since. */
  readonly removedRoots: ReadonlySet<string>
}

/** What changed in the catalog by that. */
export interface Changed {
  photos: number
  roots: number
  tags: number
  collections: number
  searches: number
  settings: number
}

/** Brings what a copy says back into a catalog, all of it or nothing. Throws what the disk says. */
export function bringBack(db: Database, data: UserData, manner: Manner): Changed {
  return ownTransaction(db, () => {
    const changed: Changed = { photos: 0, roots: 0, tags: 0, collections: 0, searches: 0, settings: 0 }
    const roots = bringBackRoots(db, data, manner, changed)
    bringBackSettings(db, data, manner, changed)
    const collections = bringBackCollections(db, data, manner, changed)
    bringBackSearches(db, data, manner, changed)
    const tags = tagFinder(db, data, manner, changed)
    bringBackPhotos(db, data, manner, { roots, collections, tags }, changed)
    db.exec('DELETE FROM tags WHERE id NOT IN (SELECT tag_id FROM photo_tags)')
    return changed
  })
}

export function isNothing(changed: Changed): boolean {
  return Object.values(changed).every((count: number) => count === 0)
}
