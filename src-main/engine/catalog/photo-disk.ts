import type { Database } from 'better-sqlite3'
import type { FoundFile, KnownFile, SameSizeRow } from './rows.ts'

/** How scans tell the catalog what the disk holds. */
export interface PhotoDisk {
  /** All rows of a root, or of one folder in it (`under`, relative, and everything below). */
  knownInRoot(rootId: number, under?: string): KnownFile[]
  /** The same in order of path, `limit` rows after the path `after` at a time: large roots are read without a pause. */
  knownPage(rootId: number, under: string, after: string, limit: number): KnownFile[]
  addPending(rootId: number, file: FoundFile): number
  /** The content may differ: to be read again. What is known of the old version answers until then. */
  setChanged(id: number, file: FoundFile): void
  /** Same content, other times. */
  setTouched(id: number, file: FoundFile): void
  setMissing(ids: readonly number[], atMs: number): void
  setFound(ids: readonly number[]): void
  /** Same content at another place: id, embedding and everything stay. */
  setMoved(id: number, rootId: number, file: FoundFile): void
  /** A file with the content of an indexed photo: shares what is known of it. Gives the new photo's id. */
  addCopy(ofId: number, rootId: number, file: FoundFile): number
  sameSize(sizeBytes: number): SameSizeRow[]
}

const fileColumns = `id, relative_path AS relativePath, size_bytes AS sizeBytes, mtime_ms AS mtimeMs, inode, status,
  missing_since_ms AS missingSinceMs`

/** Metadata columns that a copy shares with its original. */
const sharedColumns = `status, indexed_at_ms, content_hash, width, height, format, colour, taken_at_ms, camera, lens,
  exposure, latitude, longitude, sort_at_ms, taken_offset_min, taken_from, title, caption, keywords, file_rating, left_out`

interface SameSizeRaw extends Omit<SameSizeRow, 'missing'> {
  readonly missing: number
}

export function photoDisk(db: Database): PhotoDisk {
  const known = db.prepare<[number], KnownFile>(`SELECT ${fileColumns} FROM photos WHERE root_id = ?`)
  // '0' is the character after '/', so the range holds exactly what lies below the folder.
  const knownUnder = db.prepare<[number, string, string], KnownFile>(
    `SELECT ${fileColumns} FROM photos WHERE root_id = ? AND relative_path > ? || '/' AND relative_path < ? || '0'`,
  )
  const knownPage = db.prepare<[number, string, string, number], KnownFile>(
    `SELECT ${fileColumns} FROM photos WHERE root_id = ? AND relative_path > ? AND relative_path < ?
     ORDER BY relative_path LIMIT ?`,
  )
  const add = db.prepare<
    [number, string, number, number, number, string, string | null, number | null, number]
  >(
    `INSERT INTO photos (root_id, relative_path, size_bytes, mtime_ms, inode, status, reason, attempted_at_ms, sort_at_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (root_id, relative_path) DO UPDATE SET size_bytes = excluded.size_bytes, mtime_ms = excluded.mtime_ms,
       inode = excluded.inode, status = excluded.status, reason = excluded.reason, missing_since_ms = NULL
     RETURNING id`,
  )
  const changed = db.prepare<[number, number, number, number]>(
    `UPDATE photos SET size_bytes = ?, mtime_ms = ?, inode = ?, status = 'pending', reason = NULL, reread = NULL,
       missing_since_ms = NULL WHERE id = ?`,
  )
  const touched = db.prepare<[number, number, number, number]>(
    'UPDATE photos SET size_bytes = ?, mtime_ms = ?, inode = ?, missing_since_ms = NULL WHERE id = ?',
  )
  const missing = db.prepare<[number, number]>('UPDATE photos SET missing_since_ms = ? WHERE id = ?')
  const found = db.prepare<[number]>('UPDATE photos SET missing_since_ms = NULL WHERE id = ?')
  const vacate = db.prepare<[number, string, number]>(
    'DELETE FROM photos WHERE root_id = ? AND relative_path = ? AND id <> ?',
  )
  const moved = db.prepare<[number, string, number, number, number, number]>(
    `UPDATE photos SET root_id = ?, relative_path = ?, size_bytes = ?, mtime_ms = ?, inode = ?, missing_since_ms = NULL
     WHERE id = ?`,
  )
  const copyRow = db.prepare<[number, string, number, number, number, number], { id: number }>(
    `INSERT INTO photos (root_id, relative_path, size_bytes, mtime_ms, inode, ${sharedColumns})
     SELECT ?, ?, ?, ?, ?, ${sharedColumns} FROM photos WHERE id = ? RETURNING id`,
  )
  const copyEmbeddings = db.prepare<[number, number]>(
    'INSERT INTO embeddings (photo_id, model_id, vector) SELECT ?, model_id, vector FROM embeddings WHERE photo_id = ?',
  )
  const sameSize = db.prepare<[number], SameSizeRaw>(
    `SELECT id, root_id AS rootId, relative_path AS relativePath, missing_since_ms IS NOT NULL AS missing,
       content_hash AS contentHash, status FROM photos WHERE size_bytes = ?`,
  )
  const each = (ids: readonly number[], act: (id: number) => void) =>
    db.transaction(() => ids.forEach((id) => act(id)))()

  return {
    knownInRoot: (rootId, under = '') =>
      under === '' ? known.all(rootId) : knownUnder.all(rootId, under, under),
    knownPage: (rootId, under, after, limit) => {
      const first = under === '' ? '' : `${under}/`
      const end = under === '' ? '\u{10ffff}' : `${under}0`
      return knownPage.all(rootId, after === '' ? first : after, end, limit)
    },
    addPending: (rootId, file) => {
      const status = file.problem === undefined ? 'pending' : 'failed'
      const row = add.get(
        rootId,
        file.relativePath,
        file.sizeBytes,
        file.mtimeMs,
        file.inode,
        status,
        file.problem ?? null,
        file.problem === undefined ? null : Date.now(),
        Math.round(file.mtimeMs),
      ) as { id: number }
      return row.id
    },
    setChanged: (id, file) => void changed.run(file.sizeBytes, file.mtimeMs, file.inode, id),
    setTouched: (id, file) => void touched.run(file.sizeBytes, file.mtimeMs, file.inode, id),
    setMissing: (ids, atMs) => each(ids, (id) => missing.run(Math.round(atMs), id)),
    setFound: (ids) => each(ids, (id) => found.run(id)),
    setMoved: db.transaction((id: number, rootId: number, file: FoundFile) => {
      vacate.run(rootId, file.relativePath, id)
      moved.run(rootId, file.relativePath, file.sizeBytes, file.mtimeMs, file.inode, id)
    }),
    addCopy: db.transaction((ofId: number, rootId: number, file: FoundFile) => {
      vacate.run(rootId, file.relativePath, ofId)
      const row = copyRow.get(rootId, file.relativePath, file.sizeBytes, file.mtimeMs, file.inode, ofId)
      if (!row) throw new Error(`photo ${ofId} is not there to be copied`)
      copyEmbeddings.run(row.id, ofId)
      return row.id
    }),
    sameSize: (sizeBytes) => sameSize.all(sizeBytes).map((row) => ({ ...row, missing: row.missing !== 0 })),
  }
}
