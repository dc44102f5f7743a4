import type { Database } from 'better-sqlite3'
import type { Tag } from '../../../../src-preload/contract/index.ts'
import { findable } from '../findable-sql.ts'
import { ownTransaction } from './own-transaction.ts'

/** The person's tags. A tag exists as long as a photo bears it; case does not tell two tags apart. */
export interface TagRows {
  list(): Tag[]
  of(photoId: number): string[]
  /** Gives how many photos changed. */
  change(photoIds: readonly number[], add: readonly string[], remove: readonly string[]): number
}

export function tagRows(db: Database): TagRows {
  const list = db.prepare<[], Tag>(
    `SELECT t.name, count(p.id) AS photos FROM tags t
     JOIN photo_tags pt ON pt.tag_id = t.id
     LEFT JOIN (SELECT id FROM photos WHERE ${findable}) p ON p.id = pt.photo_id
     GROUP BY t.id ORDER BY t.name`,
  )
  const of = db
    .prepare<[number], string>(
      'SELECT name FROM tags JOIN photo_tags ON tag_id = tags.id WHERE photo_id = ? ORDER BY name',
    )
    .pluck()
  const make = db.prepare<[string]>('INSERT OR IGNORE INTO tags (name) VALUES (?)')
  const idOf = db.prepare<[string], number>('SELECT id FROM tags WHERE name = ?').pluck()
  const give = db.prepare<[number, number]>(
    `INSERT OR IGNORE INTO photo_tags (photo_id, tag_id) SELECT id, ? FROM photos WHERE id = ?`,
  )
  const take = db.prepare<[number, number]>('DELETE FROM photo_tags WHERE tag_id = ? AND photo_id = ?')
  const sweep = db.prepare('DELETE FROM tags WHERE id NOT IN (SELECT tag_id FROM photo_tags)')

  const idsOf = (names: readonly string[]) =>
    names.map((name) => idOf.get(name) as number | undefined).filter((id) => id !== undefined)

  return {
    list: () => list.all(),
    of: (photoId) => of.all(photoId) as string[],
    change: (photoIds, add, remove) =>
      ownTransaction(db, () => {
        for (const name of add) make.run(name)
        const given = idsOf(add)
        const taken = idsOf(remove)
        const changes = photoIds.map((id) => {
          const added = given.reduce((sum, tag) => sum + give.run(tag, id).changes, 0)
          return added + taken.reduce((sum, tag) => sum + take.run(tag, id).changes, 0)
        })
        sweep.run()
        return changes.filter((count) => count > 0).length
      }),
  }
}
