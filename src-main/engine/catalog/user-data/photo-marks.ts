import type { Database } from 'better-sqlite3'
import type { Manner } from './bring-back.ts'
import type { Names } from './bring-back-photos.ts'
import { markedSql } from './said-table.ts'
import type { PhotoLine } from './user-data.ts'

export interface MarkWriter {
  /** Gives 1 when something of the photo changed. */
  give(id: number, line: PhotoLine): number
  /** Takes away what is said of all other photos. Gives how many. */
  clearAllBut(ids: ReadonlySet<number>): number
}

export function markWriter(db: Database, manner: Manner, names: Names): MarkWriter {
  const isExact = manner.kind === 'exact'
  const columns = ['hidden_at_ms', 'favourite_at_ms', 'rating'] as const
  const values = ['@hiddenAtMs', '@favouriteAtMs', '@rating']
  // What the copy does not say stays, unless the copy is known to be right.
  const wanted = columns.map((name, at) => (isExact ? values[at] : `coalesce(${values[at]}, ${name})`))
  const set = db.prepare(
    `UPDATE photos SET ${columns.map((name, at) => `${name} = ${wanted[at]}`).join(', ')}
     WHERE id = @id AND (${columns.map((name, at) => `${name} IS NOT ${wanted[at]}`).join(' OR ')})`,
  )
  const makeTag = db.prepare('INSERT OR IGNORE INTO tags (name) VALUES (?)')
  const tagOf = db.prepare<[string], number>('SELECT id FROM tags WHERE name = ?').pluck()
  const tag = db.prepare('INSERT OR IGNORE INTO photo_tags (photo_id, tag_id) VALUES (?, ?)')
  const put = db.prepare(
    'INSERT OR IGNORE INTO collection_photos (photo_id, collection_id, added_at_ms) VALUES (?, ?, ?)',
  )
  const date = db.prepare(
    `UPDATE collection_photos SET added_at_ms = @atMs WHERE photo_id = @id AND collection_id = @collectionId
       AND added_at_ms IS NOT @atMs AND (@isExact OR added_at_ms = 0)`,
  )
  const untag = db.prepare(
    'DELETE FROM photo_tags WHERE photo_id = ? AND tag_id NOT IN (SELECT value FROM json_each(?))',
  )
  const take = db.prepare(
    'DELETE FROM collection_photos WHERE photo_id = ? AND collection_id NOT IN (SELECT value FROM json_each(?))',
  )
  const marked = db.prepare<[], number>(
    `SELECT id FROM photos WHERE ${markedSql} UNION SELECT photo_id FROM photo_tags UNION SELECT photo_id FROM collection_photos`,
  )
  const clear = db.prepare(
    'UPDATE photos SET hidden_at_ms = NULL, favourite_at_ms = NULL, rating = NULL WHERE id = ?',
  )
  const isLost = (table: string) => manner.kind !== 'fill' || manner.incomplete.has(table)

  function tags(id: number, line: PhotoLine): number {
    if (!isLost('photo_tags') && !isLost('tags')) return 0
    const ids = line.said.tags.flatMap((copyId) => {
      const name = names.tags(copyId)
      if (name === undefined) return []
      makeTag.run(name)
      return [tagOf.get(name) as number]
    })
    const given = ids.reduce((sum, tagId) => sum + tag.run(id, tagId).changes, 0)
    return given + (isExact ? untag.run(id, JSON.stringify(ids)).changes : 0)
  }

  function collections(id: number, line: PhotoLine): number {
    if (!isLost('collection_photos') && !isLost('collections')) return 0
    const ids: number[] = []
    let changes = 0
    for (const [copyId, atMs] of line.said.collections) {
      const collectionId = names.collections(copyId)
      if (collectionId === undefined) continue
      ids.push(collectionId)
      changes += put.run(id, collectionId, atMs).changes
      changes += date.run({ id, collectionId, atMs, isExact: isExact ? 1 : 0 }).changes
    }
    return changes + (isExact ? take.run(id, JSON.stringify(ids)).changes : 0)
  }

  return {
    give: (id, line) => {
      const { hiddenAtMs, favouriteAtMs, rating } = line.said
      // A row that could be read says itself what is said of its photo now.
      const own = manner.kind === 'fill' ? 0 : set.run({ id, hiddenAtMs, favouriteAtMs, rating }).changes
      return own + tags(id, line) + collections(id, line) > 0 ? 1 : 0
    },
    clearAllBut: (ids) => {
      const others = (marked.pluck().all() as unknown as number[]).filter((id) => !ids.has(id))
      for (const id of others) {
        clear.run(id)
        untag.run(id, '[]')
        take.run(id, '[]')
      }
      return others.length
    },
  }
}
