import type { Database } from 'better-sqlite3'
import { underName } from '../own-names.ts'
import { keptWords, type PhotoChange } from './kept-words.ts'

export type Side = 'before' | 'after'

interface NamedChange {
  readonly what: 'collection' | 'search'
  readonly name: string
  /** JSON; null: it shall not be there. */
  readonly value: string | null
}

interface Named {
  readonly name: string
  readonly text?: string
  readonly createdAtMs: number
}

/** Rows of a step that are in the memory at once. */
const pageSize = 10_000

/**
 * Puts everything that a step changed to what it was `before` or `after` it. Gives how many of its photos are not in the
 * library now. Within a transaction. Throws `bad-arguments` when a name that comes back is taken.
 */
export function stepApplier(db: Database): (step: AppliedStep, side: Side) => number {
  const kept = keptWords(db)
  const sides = { before: reading(db, 'before'), after: reading(db, 'after') }
  const put = writing(db)
  const absent = db.prepare<[number], { id: number; hash: Uint8Array | null }>(
    `SELECT DISTINCT photo_id AS id, content_hash AS hash FROM undo_changes c
     WHERE step_id = ? AND photo_id > 0 AND NOT EXISTS (SELECT 1 FROM photos WHERE photos.id = c.photo_id)`,
  )
  // The first that came with this content took over what was kept of it.
  const returned = db
    .prepare<[Uint8Array, number], number>(
      'SELECT id FROM photos WHERE content_hash = ? AND id > ? ORDER BY id LIMIT 1',
    )
    .pluck()
  const sweepTags = db.prepare('DELETE FROM tags WHERE id NOT IN (SELECT tag_id FROM photo_tags)')

  return (step, side) => {
    const { named, page } = sides[side]
    const elsewhere = new Map(
      absent
        .all(step.id)
        .map(({ id, hash }) => [
          id,
          hash ? (returned.get(hash, step.lastPhotoId) as number | undefined) : undefined,
        ]),
    )
    const applyTo = (change: PhotoChange): void => {
      const photoId = elsewhere.has(change.photoId) ? elsewhere.get(change.photoId) : change.photoId
      if (photoId !== undefined) put.photo(photoId, change)
      else if (change.hash) kept(change.hash, change)
    }
    const applyPhotos = (isGiven: 0 | 1): void => {
      let last: PhotoChange | undefined
      do {
        const rows = page.all(step.id, isGiven, last?.what ?? '', last?.name ?? '', last?.photoId ?? 0)
        rows.forEach(applyTo)
        last = rows.length === pageSize ? rows.at(-1) : undefined
      } while (last)
    }
    // What goes makes room first, for names that may come back in another spelling.
    for (const change of named.all(step.id, 0)) put.drop(change)
    applyPhotos(0)
    sweepTags.run()
    for (const change of named.all(step.id, 1)) put.named(change)
    applyPhotos(1)
    return [...elsewhere.values()].filter((id) => id === undefined).length
  }
}

export interface AppliedStep {
  readonly id: number
  readonly lastPhotoId: number
}

function reading(db: Database, side: Side) {
  return {
    named: db.prepare<[number, 0 | 1], NamedChange>(
      `SELECT what, name, ${side} AS value FROM undo_changes
       WHERE step_id = ? AND what IN ('collection', 'search') AND (${side} IS NOT NULL) = ?`,
    ),
    page: db.prepare<[number, 0 | 1, string, string, number], PhotoChange>(
      `SELECT what, name, photo_id AS photoId, content_hash AS hash, ${side} AS value FROM undo_changes
       WHERE step_id = ? AND photo_id > 0 AND (${side} IS NOT NULL) = ? AND (what, name, photo_id) > (?, ?, ?)
       ORDER BY what, name, photo_id LIMIT ${pageSize}`,
    ),
  }
}

function writing(db: Database) {
  const set = (column: string) =>
    db.prepare<[number | null, number]>(`UPDATE photos SET ${column} = ? WHERE id = ?`)
  const columns = {
    favourite: set('favourite_at_ms'),
    rating: set('rating'),
    hidden: set('hidden_at_ms'),
  }
  const makeTag = db.prepare<[string]>('INSERT OR IGNORE INTO tags (name) VALUES (?)')
  const tag = db.prepare<[number, string]>(
    'INSERT OR IGNORE INTO photo_tags (photo_id, tag_id) SELECT ?, id FROM tags WHERE name = ?',
  )
  const untag = db.prepare<[number, string]>(
    'DELETE FROM photo_tags WHERE photo_id = ? AND tag_id = (SELECT id FROM tags WHERE name = ?)',
  )
  const join = db.prepare<[number, number, string]>(
    `INSERT INTO collection_photos (photo_id, added_at_ms, collection_id) SELECT ?, ?, id FROM collections WHERE id = ?
     ON CONFLICT DO UPDATE SET added_at_ms = excluded.added_at_ms`,
  )
  const leave = db.prepare<[number, string]>(
    'DELETE FROM collection_photos WHERE photo_id = ? AND collection_id = ?',
  )
  const tables = { collection: collectionRow(db), search: searchRow(db) }

  return {
    photo(photoId: number, { what, name, value }: PhotoChange): void {
      if (what === 'tag') {
        if (value === null) return void untag.run(photoId, name)
        makeTag.run(name)
        tag.run(photoId, name)
      } else if (what === 'member') {
        if (value === null) leave.run(photoId, name)
        else join.run(photoId, value, name)
      } else columns[what].run(value, photoId)
    },
    drop: ({ what, name }: NamedChange) => void tables[what].drop.run(name),
    named({ what, name: id, value }: NamedChange): void {
      const row = JSON.parse(value ?? '{}') as Named
      const { title, put } = tables[what]
      underName(title, row.name, () => put.run({ text: '', ...row, id: Number(id) }))
    },
  }
}

/** An id that was there is there again, so that whatever names it (a photo that is forgotten, say) finds it. */
function collectionRow(db: Database) {
  return {
    title: 'collection',
    drop: db.prepare<[string]>('DELETE FROM collections WHERE id = ?'),
    put: db.prepare<[Named & { id: number }]>(
      `INSERT INTO collections (id, name, created_at_ms) VALUES (@id, @name, @createdAtMs)
       ON CONFLICT (id) DO UPDATE SET name = excluded.name`,
    ),
  }
}

function searchRow(db: Database) {
  return {
    title: 'saved search',
    drop: db.prepare<[string]>('DELETE FROM saved_searches WHERE id = ?'),
    put: db.prepare<[Named & { id: number }]>(
      `INSERT INTO saved_searches (id, name, text, created_at_ms) VALUES (@id, @name, @text, @createdAtMs)
       ON CONFLICT (id) DO UPDATE SET name = excluded.name, text = excluded.text`,
    ),
  }
}
