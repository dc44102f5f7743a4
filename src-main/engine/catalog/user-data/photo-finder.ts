import type { Database } from 'better-sqlite3'
import { isNearly } from '../flipped.ts'
import type { Manner } from './bring-back.ts'
import type { IdOf } from './bring-back-names.ts'
import type { PhotoLine } from './user-data.ts'

export interface PhotoFinder {
  /** The photo of a line: under its id, or at its place. Another of the same content is another photo. */
  rowOf(line: PhotoLine): number | undefined
  /** The row `id` gets the number, content, folder and path of the line again, in which bits have flipped. */
  putRight(id: number, line: PhotoLine): { readonly id: number; readonly changes: number }
  /** A photo that was never read gets a row that waits for it. Gives 1, or 0 where its folder is not there. */
  addRow(line: PhotoLine): number
}

interface Row {
  readonly id: number
  readonly rootId: number
  readonly path: string
  readonly sizeBytes: number
  readonly hash: Buffer | null
}

export function photoFinder(db: Database, rootOf: IdOf, { isSameMoment }: Manner): PhotoFinder {
  const columns =
    'id, root_id AS rootId, relative_path AS path, size_bytes AS sizeBytes, content_hash AS hash'
  const byId = db.prepare<[number], Row>(`SELECT ${columns} FROM photos WHERE id = ?`)
  const byPlace = db.prepare<[number, string], Row>(
    `SELECT ${columns} FROM photos WHERE root_id = ? AND relative_path = ?`,
  )
  const add = db.prepare(
    `INSERT OR IGNORE INTO photos (root_id, relative_path, size_bytes, mtime_ms, inode, status, sort_at_ms,
       hidden_at_ms, favourite_at_ms, rating)
     VALUES (@rootId, @path, @sizeBytes, @mtimeMs, 0, 'pending', @sortAtMs, @hiddenAtMs, @favouriteAtMs, @rating)`,
  )

  function isSame(row: Row, { at }: PhotoLine): boolean {
    if (row.hash !== null && at.hash !== null) return row.hash.toString('hex') === at.hash
    return row.path === at.path && row.sizeBytes === at.sizeBytes
  }

  // What belongs to a photo names it by its number; a row that is named by both stays what it is.
  const number = db.prepare(
    `UPDATE photos SET id = @wanted WHERE id = @here AND NOT EXISTS (SELECT 1 FROM photos WHERE id = @wanted)
       AND NOT EXISTS (SELECT 1 FROM embeddings WHERE photo_id = @here)
       AND NOT EXISTS (SELECT 1 FROM photo_tags WHERE photo_id = @here)
       AND NOT EXISTS (SELECT 1 FROM collection_photos WHERE photo_id = @here)
       AND NOT EXISTS (SELECT 1 FROM photos WHERE companion_of = @here)`,
  )
  const place = db.prepare(
    `UPDATE photos SET content_hash = @hash, root_id = @rootId, relative_path = @path WHERE id = @id
       AND (content_hash IS NOT @hash OR root_id IS NOT @rootId OR relative_path IS NOT @path)
       AND NOT EXISTS (SELECT 1 FROM photos WHERE root_id = @rootId AND relative_path = @path AND id <> @id)`,
  )

  /** Both content and path have flipped, and no photo is another one. */
  function isFlipped(row: Row, { at }: PhotoLine): boolean {
    return isNearly(row.path, at.path) && isNearly(row.hash?.toString('hex') ?? '', at.hash ?? '')
  }

  return {
    rowOf: (line) => {
      const { id, at } = line
      const rootId = rootOf(at.rootId)
      const row = byId.get(id)
      // An edited photo has another content in the same place.
      if (row && (isSame(row, line) || (row.path === at.path && row.rootId === rootId))) return id
      if (row && isSameMoment && isFlipped(row, line)) return id
      const there = rootId === undefined ? undefined : byPlace.get(rootId, at.path)
      return there && isSame(there, line) ? there.id : undefined
    },
    putRight: (here, { id: wanted, at }) => {
      const numbered = here === wanted ? 0 : number.run({ here, wanted }).changes
      const id = numbered > 0 ? wanted : here
      const rootId = rootOf(at.rootId)
      if (rootId === undefined) return { id, changes: numbered }
      const hash = at.hash === null ? null : Buffer.from(at.hash, 'hex')
      return { id, changes: numbered + place.run({ id, hash, rootId, path: at.path }).changes }
    },
    addRow: ({ said, at }) => {
      const rootId = rootOf(at.rootId)
      if (rootId === undefined) return 0
      const { hiddenAtMs, favouriteAtMs, rating } = said
      const { path, sizeBytes, mtimeMs } = at
      const row = { rootId, path, sizeBytes, mtimeMs, sortAtMs: Math.round(mtimeMs) }
      return add.run({ ...row, hiddenAtMs, favouriteAtMs, rating }).changes
    },
  }
}
