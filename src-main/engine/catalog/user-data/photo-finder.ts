import type { Database } from 'better-sqlite3'
import type { IdOf } from './bring-back-names.ts'
import type { PhotoLine } from './user-data.ts'

export interface PhotoFinder {
  /** The photo of a line: under its id, or at its place. Another of the same content is another photo. */
  rowOf(line: PhotoLine): number | undefined
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

export function photoFinder(db: Database, rootOf: IdOf): PhotoFinder {
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

  return {
    rowOf: (line) => {
      const { id, at } = line
      const rootId = rootOf(at.rootId)
      const row = byId.get(id)
      // An edited photo has another content in the same place.
      if (row && (isSame(row, line) || (row.path === at.path && row.rootId === rootId))) return id
      const there = rootId === undefined ? undefined : byPlace.get(rootId, at.path)
      return there && isSame(there, line) ? there.id : undefined
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
