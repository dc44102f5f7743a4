import type { Database } from 'better-sqlite3'
import { CodedError, type Collection } from '../../../../src-preload/contract/index.ts'
import { findable } from '../findable-sql.ts'
import { underName } from './own-names.ts'
import { ownTransaction } from './own-transaction.ts'

/** Photos that the person put together under a name. */
export interface CollectionRows {
  list(): Collection[]
  /** Ids of the collections that a photo is in. */
  of(photoId: number): number[]
  nameOf(id: number): string | undefined
  /** Throws `bad-arguments` when the name is taken. */
  create(name: string, photoIds: readonly number[]): Collection
  /** Throws `not-found`, and `bad-arguments` when the name is taken. */
  rename(id: number, name: string): Collection
  /** The photos stay. Throws `not-found`. */
  remove(id: number): void
  /** Gives how many photos came or went. Throws `not-found`. */
  change(id: number, add: readonly number[], remove: readonly number[]): number
}

export function collectionRows(db: Database): CollectionRows {
  const select = `SELECT c.id, c.name, count(p.id) AS photos FROM collections c
     LEFT JOIN collection_photos cp ON cp.collection_id = c.id
     LEFT JOIN (SELECT id FROM photos WHERE ${findable}) p ON p.id = cp.photo_id`
  const list = db.prepare<[], Collection>(`${select} GROUP BY c.id ORDER BY c.name COLLATE NOCASE`)
  const byId = db.prepare<[number], Collection>(`${select} WHERE c.id = ? GROUP BY c.id`)
  const of = db
    .prepare<[number], number>('SELECT collection_id FROM collection_photos WHERE photo_id = ?')
    .pluck()
  const insert = db.prepare<[string, number]>('INSERT INTO collections (name, created_at_ms) VALUES (?, ?)')
  const rename = db.prepare<[string, number]>('UPDATE collections SET name = ? WHERE id = ?')
  const remove = db.prepare<[number]>('DELETE FROM collections WHERE id = ?')
  const put = db.prepare<[number, number, number]>(
    `INSERT OR IGNORE INTO collection_photos (collection_id, photo_id, added_at_ms)
     SELECT ?, id, ? FROM photos WHERE id = ?`,
  )
  const take = db.prepare<[number, number]>(
    'DELETE FROM collection_photos WHERE collection_id = ? AND photo_id = ?',
  )

  function wanted(id: number): Collection {
    const found = byId.get(id)
    if (!found) throw new CodedError('not-found', 'This collection is not there any more.')
    return found
  }

  const add = (id: number, photoIds: readonly number[]) =>
    photoIds.reduce((sum, photoId) => sum + put.run(id, Date.now(), photoId).changes, 0)

  return {
    list: () => list.all(),
    of: (photoId) => of.all(photoId) as number[],
    nameOf: (id) => byId.get(id)?.name,
    create: (name, photoIds) =>
      ownTransaction(db, () => {
        const id = underName('collection', name, () => Number(insert.run(name, Date.now()).lastInsertRowid))
        add(id, photoIds)
        return wanted(id)
      }),
    rename: (id, name) =>
      ownTransaction(db, () => {
        wanted(id)
        underName('collection', name, () => rename.run(name, id))
        return wanted(id)
      }),
    remove: (id) =>
      ownTransaction(db, () => {
        wanted(id)
        remove.run(id)
      }),
    change: (id, come, go) =>
      ownTransaction(db, () => {
        wanted(id)
        return add(id, come) + go.reduce((sum, photoId) => sum + take.run(id, photoId).changes, 0)
      }),
  }
}
