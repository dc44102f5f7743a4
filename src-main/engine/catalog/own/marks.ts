import type { Database } from 'better-sqlite3'
import { ownTransaction } from './own-transaction.ts'

/** What the person thinks of photos. */
export interface MarkRows {
  /** Gives how many photos were not marked so before. */
  setFavourite(ids: readonly number[], favourite: boolean): number
  /** 0 to 5; null takes the person's rating away. Gives how many changed. */
  setRating(ids: readonly number[], rating: number | null): number
}

export function markRows(db: Database): MarkRows {
  const mark = db.prepare<[number, number]>(
    'UPDATE photos SET favourite_at_ms = ? WHERE id = ? AND favourite_at_ms IS NULL',
  )
  const unmark = db.prepare<[number]>(
    'UPDATE photos SET favourite_at_ms = NULL WHERE id = ? AND favourite_at_ms IS NOT NULL',
  )
  const rate = db.prepare<[number | null, number, number | null]>(
    'UPDATE photos SET rating = ? WHERE id = ? AND rating IS NOT ?',
  )
  return {
    setFavourite: (ids, favourite) =>
      ownTransaction(db, () =>
        ids.reduce((sum, id) => sum + (favourite ? mark.run(Date.now(), id) : unmark.run(id)).changes, 0),
      ),
    setRating: (ids, rating) =>
      ownTransaction(db, () => ids.reduce((sum, id) => sum + rate.run(rating, id, rating).changes, 0)),
  }
}
