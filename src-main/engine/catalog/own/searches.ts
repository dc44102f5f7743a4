import type { Database } from 'better-sqlite3'
import { CodedError, type RecentSearch, type SavedSearch } from '../../../../src-preload/contract/index.ts'
import { underName } from './own-names.ts'
import { ownTransaction } from './own-transaction.ts'

export type SavedSearchRow = Omit<SavedSearch, 'photos'>

/** A picture from outside the library that stands in a kept search. */
export interface KeptPicture {
  readonly id: string
  readonly name: string
  /** A small WebP. */
  readonly preview: Uint8Array
}

/** Searches that the person made lately, and those that they gave a name. */
export interface SearchRows {
  /** Newest first. */
  recent(): RecentSearch[]
  /** Puts it at the head. Texts that differ in case and spacing are one search; the newest 50 are kept. */
  remember(text: string, atMs: number): void
  /** Without a text: all. */
  forget(text?: string): void
  /** By name. */
  saved(): SavedSearchRow[]
  /** Throws `bad-arguments` when the name is taken. */
  save(name: string, text: string): SavedSearchRow
  /** Throws `not-found`, and `bad-arguments` when the name is taken. */
  rename(id: number, name: string): SavedSearchRow
  /** Throws `not-found`. */
  remove(id: number): void
  /** Keeps a picture as long as a kept search has `picture:ID` in it. */
  keepPicture(picture: KeptPicture): void
  pictureOf(id: string): KeptPicture | undefined
}

const mostRecent = 50

export function searchRows(db: Database): SearchRows {
  const recent = db.prepare<[], RecentSearch>(
    'SELECT text, at_ms AS atMs FROM recent_searches ORDER BY at_ms DESC, rowid DESC',
  )
  const drop = db.prepare<[string]>('DELETE FROM recent_searches WHERE key = ?')
  const put = db.prepare<[string, string, number]>(
    'INSERT INTO recent_searches (key, text, at_ms) VALUES (?, ?, ?)',
  )
  const trim = db.prepare<[number]>(
    `DELETE FROM recent_searches WHERE rowid NOT IN
       (SELECT rowid FROM recent_searches ORDER BY at_ms DESC, rowid DESC LIMIT ?)`,
  )
  const clear = db.prepare('DELETE FROM recent_searches')
  const saved = db.prepare<[], SavedSearchRow>(
    'SELECT id, name, text FROM saved_searches ORDER BY name COLLATE NOCASE',
  )
  const byId = db.prepare<[number], SavedSearchRow>('SELECT id, name, text FROM saved_searches WHERE id = ?')
  const insert = db.prepare<[string, string, number]>(
    'INSERT INTO saved_searches (name, text, created_at_ms) VALUES (?, ?, ?)',
  )
  const rename = db.prepare<[string, number]>('UPDATE saved_searches SET name = ? WHERE id = ?')
  const remove = db.prepare<[number]>('DELETE FROM saved_searches WHERE id = ?')
  const keep = db.prepare<[string, string, Buffer, number]>(
    'INSERT OR IGNORE INTO query_pictures (id, name, preview, at_ms) VALUES (?, ?, ?, ?)',
  )
  const picture = db.prepare<[string], KeptPicture>(
    'SELECT id, name, preview FROM query_pictures WHERE id = ?',
  )
  const sweep = db.prepare(
    `DELETE FROM query_pictures WHERE NOT EXISTS (
       SELECT 1 FROM (SELECT text FROM recent_searches UNION ALL SELECT text FROM saved_searches
         -- those that undoing or redoing would bring back, and the one that a step is being written for
         UNION ALL SELECT coalesce(c.before, c.after) FROM undo_steps s
           JOIN undo_changes c ON c.step_id = s.id AND c.what = 'search'
         UNION ALL SELECT before FROM temp.own_changes WHERE what = 'search')
       WHERE instr(text, 'picture:' || query_pictures.id))`,
  )

  function wanted(id: number): SavedSearchRow {
    const found = byId.get(id)
    if (!found) throw new CodedError('not-found', 'This saved search is not there any more.')
    return found
  }

  return {
    recent: () => recent.all(),
    remember: (text, atMs) =>
      ownTransaction(db, () => {
        const key = keyOf(text)
        drop.run(key)
        put.run(key, text.trim(), Math.round(atMs))
        trim.run(mostRecent)
        sweep.run()
      }),
    forget: (text) =>
      ownTransaction(db, () => {
        if (text === undefined) clear.run()
        else drop.run(keyOf(text))
        sweep.run()
      }),
    saved: () => saved.all(),
    save: (name, text) =>
      ownTransaction(db, () =>
        wanted(
          underName('saved search', name, () =>
            Number(insert.run(name, text.trim(), Date.now()).lastInsertRowid),
          ),
        ),
      ),
    rename: (id, name) =>
      ownTransaction(db, () => {
        wanted(id)
        underName('saved search', name, () => rename.run(name, id))
        return wanted(id)
      }),
    remove: (id) =>
      ownTransaction(db, () => {
        wanted(id)
        remove.run(id)
        sweep.run()
      }),
    keepPicture: ({ id, name, preview }) => void keep.run(id, name, Buffer.from(preview), Date.now()),
    pictureOf: (id) => picture.get(id),
  }
}

/** What two texts have in common that ask the same. */
function keyOf(text: string): string {
  return text.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim()
}
