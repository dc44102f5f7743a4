import type { Database } from 'better-sqlite3'
import type { MarkCounts } from '../../../../src-preload/contract/index.ts'
import { ownTransaction } from './own-transaction.ts'

interface Ids {
  /** A JSON array. */
  readonly ids: string
}

/** What the person thinks of photos. */
export interface MarkRows {
  /** Gives how many photos were not marked so before. */
  setFavourite(ids: readonly number[], favourite: boolean): number
  /** 0 to 5; null takes the person's rating away. Gives how many changed. */
  setRating(ids: readonly number[], rating: number | null): number
  /** How many of these photos bear what; 100,000 of them take some 0.2 s. */
  count(ids: readonly number[], tags: readonly string[], collectionId?: number): MarkCounts
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
  const among = 'IN (SELECT value FROM json_each(@ids))'
  const marked = db.prepare<[Ids], Omit<MarkCounts, 'ratings' | 'tagged' | 'collected'>>(
    `SELECT count(*) AS photos, count(favourite_at_ms) AS favourites, count(hidden_at_ms) AS hidden
     FROM photos WHERE id ${among}`,
  )
  const rated = db.prepare<[Ids], { rating: number; photos: number }>(
    `SELECT rating, count(*) AS photos FROM photos WHERE id ${among} AND rating IS NOT NULL GROUP BY rating`,
  )
  const tagged = db
    .prepare<[Ids & { tag: string }], number>(
      `SELECT count(*) FROM photo_tags WHERE tag_id = (SELECT id FROM tags WHERE name = @tag) AND photo_id ${among}`,
    )
    .pluck()
  const collected = db
    .prepare<[Ids & { collectionId: number }], number>(
      `SELECT count(*) FROM collection_photos WHERE collection_id = @collectionId AND photo_id ${among}`,
    )
    .pluck()

  return {
    count(photoIds, tags, collectionId) {
      const ids = JSON.stringify(photoIds)
      const ratings = [0, 0, 0, 0, 0, 0]
      for (const { rating, photos } of rated.all({ ids })) ratings[rating] = photos
      return {
        ...(marked.get({ ids }) as Omit<MarkCounts, 'ratings' | 'tagged' | 'collected'>),
        ratings,
        tagged: tags.map((tag) => tagged.get({ ids, tag }) as number),
        collected: collectionId === undefined ? 0 : (collected.get({ ids, collectionId }) as number),
      }
    },
    setFavourite: (ids, favourite) =>
      ownTransaction(db, () =>
        ids.reduce((sum, id) => sum + (favourite ? mark.run(Date.now(), id) : unmark.run(id)).changes, 0),
      ),
    setRating: (ids, rating) =>
      ownTransaction(db, () => ids.reduce((sum, id) => sum + rate.run(rating, id, rating).changes, 0)),
  }
}
