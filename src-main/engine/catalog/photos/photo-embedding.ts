import type { Database } from 'better-sqlite3'
import { counted } from '../findable-sql.ts'

/** A photo that is known and has no embedding in some space. */
export interface PhotoToEmbed {
  readonly id: number
  readonly rootId: number
  readonly rootPath: string
  readonly relativePath: string
  readonly sizeBytes: number
  readonly mtimeMs: number
  readonly contentHash: Uint8Array
}

/** How far a walk through the photos, newest first, has come. */
export interface WalkPoint {
  readonly sortAtMs: number
  readonly id: number
}

export interface Coverage {
  readonly total: number
  readonly done: number
}

/** Photos on their way from one space of embeddings to another. */
export interface PhotoEmbedding {
  /**
   * Walks on from `after` over `limit` photos, newest first, and gives those without an embedding in this space; `end` is
   * null when that was the last of them. In slices, so that nothing waits while 100,000 are looked at.
   */
  walkToEmbed(
    space: string,
    after: WalkPoint | null,
    limit: number,
  ): { readonly photos: PhotoToEmbed[]; readonly end: WalkPoint | null }
  /** Photos that can be found, hidden ones included, and how many of them have an embedding in this space. */
  coverage(space: string): Coverage
  /** The same of `limit` photos after `afterId`; `lastId` is null when those were the last. */
  coverageSlice(space: string, afterId: number, limit: number): Coverage & { readonly lastId: number | null }
  /** Photos that the model of this space finds, hidden ones included: they were read, if not all in their latest version. */
  searchable(space: string): number
  /** Whether it is still the photo whose content this is. */
  isOfContent(id: number, contentHash: Uint8Array): boolean
  /** Its content is not what the row says: it waits to be read whole. False when a scan has seen to that already. */
  setOtherContent(photo: PhotoToEmbed): boolean
}

const known = `status = 'indexed' AND indexed_at_ms IS NOT NULL AND ${counted}`
const has = 'EXISTS (SELECT 1 FROM embeddings e WHERE e.photo_id = photos.id AND e.model_id = @space)'

export function photoEmbedding(db: Database): PhotoEmbedding {
  // The index photos_by_date holds all of this: rows are read of those alone that lack an embedding.
  const walk = db.prepare<[object], WalkPoint & { readonly isDone: number }>(
    `SELECT id, sort_at_ms AS sortAtMs, ${has} AS isDone FROM photos
     WHERE indexed_at_ms IS NOT NULL AND ${counted} AND (sort_at_ms, id) < (@sortAtMs, @id)
     ORDER BY sort_at_ms DESC, id DESC LIMIT @limit`,
  )
  const one = db.prepare<[number], PhotoToEmbed>(
    `SELECT p.id, root_id AS rootId, r.path AS rootPath, relative_path AS relativePath, size_bytes AS sizeBytes,
       mtime_ms AS mtimeMs, content_hash AS contentHash
     FROM photos p JOIN roots r ON r.id = root_id WHERE p.id = ? AND status = 'indexed'`,
  )
  const coverage = db.prepare<[object], Coverage>(
    `SELECT count(*) AS total, coalesce(sum(${has}), 0) AS done FROM photos WHERE ${known}`,
  )
  const slice = db.prepare<[object], Coverage & { rows: number; lastId: number }>(
    `SELECT count(*) AS rows, coalesce(max(id), 0) AS lastId, coalesce(sum(isKnown), 0) AS total,
       coalesce(sum(isKnown AND ${has.replace('photos.id', 'slice.id')}), 0) AS done
     FROM (SELECT id, ${known} AS isKnown FROM photos WHERE id > @afterId ORDER BY id LIMIT @limit) slice`,
  )
  const searchable = db
    .prepare<[object], number>(
      `SELECT count(*) FROM photos WHERE indexed_at_ms IS NOT NULL AND ${counted} AND ${has}`,
    )
    .pluck()
  const isOfContent = db
    .prepare<[number, Uint8Array], number>(
      `SELECT 1 FROM photos WHERE id = ? AND content_hash = ? AND status = 'indexed'`,
    )
    .pluck()
  const other = db.prepare<[object]>(
    `UPDATE photos SET status = 'pending', reread = NULL
     WHERE id = @id AND size_bytes = @sizeBytes AND mtime_ms = @mtimeMs AND status = 'indexed'`,
  )
  return {
    walkToEmbed: (space, after, limit) => {
      const from = after ?? { sortAtMs: Number.MAX_SAFE_INTEGER, id: 0 }
      const rows = walk.all({ space, limit, ...from })
      const last = rows.at(-1)
      const end = last && rows.length === limit ? { sortAtMs: last.sortAtMs, id: last.id } : null
      const lacking = rows.filter(({ isDone }) => isDone === 0).map(({ id }) => one.get(id))
      return { photos: lacking.filter((photo) => photo !== undefined), end }
    },
    coverage: (space) => coverage.get({ space }) ?? { total: 0, done: 0 },
    coverageSlice: (space, afterId, limit) => {
      const { rows = 0, lastId = 0, total = 0, done = 0 } = slice.get({ space, afterId, limit }) ?? {}
      return { total, done, lastId: rows === limit ? lastId : null }
    },
    searchable: (space) => searchable.get({ space }) as number,
    isOfContent: (id, contentHash) => isOfContent.get(id, contentHash) !== undefined,
    setOtherContent: ({ id, sizeBytes, mtimeMs }) => other.run({ id, sizeBytes, mtimeMs }).changes > 0,
  }
}
