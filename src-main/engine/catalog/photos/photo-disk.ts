import type { Database } from 'better-sqlite3'
import { leftOutAsFound } from './photo-left-out.ts'
import type { FoundFile, KnownFile, SameSizeRow } from '../rows.ts'

/** How scans tell the catalog what the disk holds. */
export interface PhotoDisk {
  /** All rows of a root, or of one folder in it (`under`, relative, and everything below). */
  knownInRoot(rootId: number, under?: string): KnownFile[]
  /** The same in order of path, `limit` rows after the path `after` at a time: large roots are read without a pause. */
  knownPage(rootId: number, under: string, after: string, limit: number): KnownFile[]
  /** `companionOf`: the photo that this file belongs to; such a row is never read. */
  addPending(rootId: number, file: FoundFile, companionOf?: number | null): number
  /** The content may differ: to be read again. What is known of the old version answers until then. */
  setChanged(id: number, file: FoundFile): void
  /** Same content, other times. */
  setTouched(id: number, file: FoundFile): void
  /** Notes what the disk says of when anything of a file changed, and no more. */
  setStamp(id: number, ctimeMs: number): void
  /**
   * Its content was compared because the disk says that something of it changed. `same`: that is noted; `other`: it waits
   * to be read again; `gone`: the photo is another file by now, or waits already.
   */
  setCompared(id: number, rootId: number, file: FoundFile, contentHash: Uint8Array): 'same' | 'other' | 'gone'
  setMissing(ids: readonly number[], atMs: number): void
  /** The same for rows that are still where the scan looked for them. Gives how many. */
  setGone(rootId: number, rows: readonly KnownFile[], atMs: number): number
  /** Those of these rows that are where the scan looked for them. */
  stillAt(rootId: number, rows: readonly KnownFile[]): KnownFile[]
  setFound(ids: readonly number[]): void
  sameSize(sizeBytes: number): SameSizeRow[]
}

const fileColumns = `id, relative_path AS relativePath, size_bytes AS sizeBytes, mtime_ms AS mtimeMs, inode, status,
  missing_since_ms AS missingSinceMs, left_out AS leftOut, companion_of AS companionOf, companions, sidecar,
  sidecar_mtime_ms AS sidecarMtimeMs, sidecar_size_bytes AS sidecarSizeBytes, ctime_ms AS ctimeMs,
  sidecar_ctime_ms AS sidecarCtimeMs`

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
  const add = db.prepare<[Record<string, string | number | null>], { id: number }>(
    `INSERT INTO photos (root_id, relative_path, size_bytes, mtime_ms, inode, status, reason, attempted_at_ms, sort_at_ms,
       companion_of, sidecar, sidecar_mtime_ms, sidecar_size_bytes, ctime_ms, sidecar_ctime_ms)
     VALUES (@rootId, @relativePath, @sizeBytes, @mtimeMs, @inode, @status, @problem, @attemptedAtMs, @sortAtMs,
       @companionOf, @sidecar, @sidecarMtimeMs, @sidecarSizeBytes, @ctimeMs, @sidecarCtimeMs)
     ON CONFLICT (root_id, relative_path) DO UPDATE SET size_bytes = excluded.size_bytes, mtime_ms = excluded.mtime_ms,
       inode = excluded.inode, status = excluded.status, reason = excluded.reason, reread = NULL,
       missing_since_ms = NULL, companion_of = excluded.companion_of, sidecar = excluded.sidecar,
       sidecar_mtime_ms = excluded.sidecar_mtime_ms, sidecar_size_bytes = excluded.sidecar_size_bytes,
       ctime_ms = excluded.ctime_ms, sidecar_ctime_ms = excluded.sidecar_ctime_ms
     RETURNING id`,
  )
  const changed = db.prepare<[number, number, number, number | null, number]>(
    `UPDATE photos SET size_bytes = ?, mtime_ms = ?, inode = ?, ctime_ms = ?, status = 'pending', reason = NULL, reread = NULL,
       missing_since_ms = NULL, left_out = NULL WHERE id = ?`,
  )
  const touched = db.prepare<[number, number, number, number | null, number]>(
    `UPDATE photos SET size_bytes = ?, mtime_ms = ?, inode = ?, ctime_ms = ?, missing_since_ms = NULL, left_out = ${leftOutAsFound}
     WHERE id = ?`,
  )
  const stamp = db.prepare<[number, number]>('UPDATE photos SET ctime_ms = ? WHERE id = ?')
  const comparable = `id = @id AND root_id = @rootId AND relative_path = @relativePath AND size_bytes = @sizeBytes
    AND mtime_ms = @mtimeMs AND missing_since_ms IS NULL`
  const same = db.prepare<[object]>(
    `UPDATE photos SET ctime_ms = @ctimeMs WHERE ${comparable} AND content_hash = @contentHash
       AND (status = 'indexed' OR reread = 'metadata')`,
  )
  const other = db.prepare<[object]>(
    `UPDATE photos SET ctime_ms = @ctimeMs, status = 'pending', reason = NULL, reread = NULL WHERE ${comparable}`,
  )
  const missing = db.prepare<[number, number]>('UPDATE photos SET missing_since_ms = ? WHERE id = ?')
  // A rule has nothing to say about a file that is gone.
  const gone = db.prepare<[number, number, number, string]>(
    `UPDATE photos SET missing_since_ms = ?, left_out = ${leftOutAsFound}
     WHERE id = ? AND root_id = ? AND relative_path = ?`,
  )
  const found = db.prepare<[number]>(
    `UPDATE photos SET missing_since_ms = NULL, left_out = ${leftOutAsFound} WHERE id = ?`,
  )
  const isAt = db
    .prepare<[number, number, string], number>(
      'SELECT 1 FROM photos WHERE id = ? AND root_id = ? AND relative_path = ? AND missing_since_ms IS NULL',
    )
    .pluck()
  // The hash of a row whose content is to be read again is that of its former content.
  const sameSize = db.prepare<[number], SameSizeRaw>(
    `SELECT id, root_id AS rootId, relative_path AS relativePath, mtime_ms AS mtimeMs, inode,
       missing_since_ms IS NOT NULL AS missing,
       CASE WHEN status = 'indexed' OR reread = 'metadata' THEN content_hash END AS contentHash
     FROM photos WHERE size_bytes = ?`,
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
    addPending: (rootId, { problem = null, xmp, ...file }, companionOf = null) => {
      const row = add.get({
        rootId,
        relativePath: file.relativePath,
        sizeBytes: file.sizeBytes,
        mtimeMs: file.mtimeMs,
        inode: file.inode,
        status: problem === null ? 'pending' : 'failed',
        problem,
        attemptedAtMs: problem === null ? null : Date.now(),
        sortAtMs: Math.round(file.mtimeMs),
        companionOf,
        sidecar: xmp?.name ?? null,
        sidecarMtimeMs: xmp?.mtimeMs ?? null,
        sidecarSizeBytes: xmp?.sizeBytes ?? null,
        ctimeMs: file.ctimeMs ?? null,
        sidecarCtimeMs: xmp?.ctimeMs ?? null,
      }) as { id: number }
      return row.id
    },
    setChanged: (id, file) =>
      void changed.run(file.sizeBytes, file.mtimeMs, file.inode, file.ctimeMs ?? null, id),
    setTouched: (id, file) =>
      void touched.run(file.sizeBytes, file.mtimeMs, file.inode, file.ctimeMs ?? null, id),
    setStamp: (id, ctimeMs) => void stamp.run(ctimeMs, id),
    setCompared: (id, rootId, { relativePath, sizeBytes, mtimeMs, ctimeMs = null }, contentHash) => {
      const values = {
        id,
        rootId,
        relativePath,
        sizeBytes,
        mtimeMs,
        ctimeMs,
        contentHash: Buffer.from(contentHash),
      }
      if (same.run(values).changes > 0) return 'same'
      return other.run(values).changes > 0 ? 'other' : 'gone'
    },
    setMissing: (ids, atMs) => each(ids, (id) => missing.run(Math.round(atMs), id)),
    setGone: db.transaction((rootId: number, rows: readonly KnownFile[], atMs: number) =>
      rows.reduce(
        (sum, row) => sum + gone.run(Math.round(atMs), row.id, rootId, row.relativePath).changes,
        0,
      ),
    ),
    stillAt: (rootId, rows) => rows.filter((row) => isAt.get(row.id, rootId, row.relativePath) !== undefined),
    setFound: (ids) => each(ids, (id) => found.run(id)),
    sameSize: (sizeBytes) => sameSize.all(sizeBytes).map((row) => ({ ...row, missing: row.missing !== 0 })),
  }
}
