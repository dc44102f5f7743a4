import type { Database } from 'better-sqlite3'
import type { LibraryCounts } from '../../../../src-preload/contract/index.ts'
import { counted, findable } from '../findable-sql.ts'
import { ownTransaction } from '../own/own-transaction.ts'

/** Counts, lookups and lists of ids. A photo is findable when it is indexed, wanted, not hidden and not missing. */
export interface PhotoLists {
  detail(id: number): PhotoDetailRow | undefined
  /** The other files of a photo: its RAW, its video. */
  companionsOf(id: number): CompanionRow[]
  byPath(rootId: number, relativePath: string): number | undefined
  counts(): LibraryCounts
  countsByRoot(): Map<number, RootCounts>
  findableIds(): number[]
  isFindable(id: number): boolean
  setHidden(ids: readonly number[], hidden: boolean): number
  /** Content hashes of every indexed photo: the thumbnails that should be there. */
  contentHashes(): Uint8Array[]
  /** A photo with this content whose file is there, when one is known. */
  byContent(contentHash: Uint8Array): number | undefined
  /** Indexed photos without an embedding of this model: none, unless something went wrong. */
  withoutEmbedding(modelId: string): number[]
  requeue(ids: readonly number[]): void
}

export interface RootCounts {
  /** Every photo known and not missing. */
  readonly known: number
  readonly embedded: number
  /** Those that can be found: embedded and not hidden. */
  readonly photos: number
  readonly pending: number
  readonly failed: number
  /** Left out by rules or by size. */
  readonly leftOut: number
}

export interface CompanionRow {
  readonly id: number
  readonly relativePath: string
  readonly sizeBytes: number
}

export interface PhotoDetailRow {
  readonly id: number
  readonly rootId: number
  readonly rootPath: string
  readonly relativePath: string
  readonly sizeBytes: number
  readonly mtimeMs: number
  readonly status: string
  readonly contentHash: Uint8Array | null
  readonly width: number | null
  readonly height: number | null
  readonly format: string | null
  readonly takenAtMs: number | null
  readonly takenOffsetMinutes: number | null
  readonly takenFrom: 'camera' | 'sidecar' | 'file-name' | null
  readonly sortAtMs: number
  readonly camera: string | null
  readonly lens: string | null
  readonly exposure: string | null
  readonly latitude: number | null
  readonly longitude: number | null
  readonly title: string | null
  readonly caption: string | null
  /** A JSON array. */
  readonly keywords: string | null
  readonly fileRating: number | null
  readonly rating: number | null
  readonly favourite: number
  readonly sidecar: string | null
  readonly hidden: number
  readonly missing: number
}

export function photoLists(db: Database): PhotoLists {
  const detail = db.prepare<[number], PhotoDetailRow>(
    `SELECT p.id, p.root_id AS rootId, r.path AS rootPath, p.relative_path AS relativePath, p.size_bytes AS sizeBytes,
       p.mtime_ms AS mtimeMs, p.status, p.content_hash AS contentHash, p.width, p.height, p.format,
       p.taken_at_ms AS takenAtMs, p.taken_offset_min AS takenOffsetMinutes, p.taken_from AS takenFrom,
       p.sort_at_ms AS sortAtMs, p.camera, p.lens, p.exposure, p.latitude, p.longitude, p.title, p.caption, p.keywords,
       p.file_rating AS fileRating, p.rating, p.favourite_at_ms IS NOT NULL AS favourite, p.sidecar,
       p.hidden_at_ms IS NOT NULL AS hidden, p.missing_since_ms IS NOT NULL AS missing
     FROM photos p JOIN roots r ON r.id = p.root_id WHERE p.id = ?`,
  )
  const companions = db.prepare<[number], CompanionRow>(
    `SELECT id, relative_path AS relativePath, size_bytes AS sizeBytes FROM photos
     WHERE companion_of = ? AND missing_since_ms IS NULL ORDER BY relative_path`,
  )
  const byPath = db
    .prepare<[number, string], number>('SELECT id FROM photos WHERE root_id = ? AND relative_path = ?')
    .pluck()
  const counts = db.prepare<[], LibraryCounts>(
    `SELECT count(*) AS photos, coalesce(sum(status = 'pending'), 0) AS pending,
       coalesce(sum(status = 'failed'), 0) AS failed, coalesce(sum(indexed_at_ms IS NOT NULL), 0) AS embedded,
       coalesce(sum(indexed_at_ms IS NOT NULL AND hidden_at_ms IS NOT NULL), 0) AS hidden
     FROM photos WHERE ${counted}`,
  )
  const missing = db
    .prepare<[], number>(
      `SELECT count(*) FROM photos WHERE missing_since_ms IS NOT NULL AND indexed_at_ms IS NOT NULL
       AND companion_of IS NULL AND left_out IS NULL AND hidden_at_ms IS NULL`,
    )
    .pluck()
  const favourites = db
    .prepare<[], number>(`SELECT count(*) FROM photos WHERE ${findable} AND favourite_at_ms IS NOT NULL`)
    .pluck()
  const byRoot = db.prepare<[], RootCounts & { rootId: number }>(
    `SELECT root_id AS rootId, coalesce(sum(left_out IS NULL), 0) AS known,
       coalesce(sum(left_out IS NULL AND indexed_at_ms IS NOT NULL), 0) AS embedded,
       coalesce(sum(${findable}), 0) AS photos,
       coalesce(sum(left_out IS NULL AND status = 'pending'), 0) AS pending,
       coalesce(sum(left_out IS NULL AND status = 'failed'), 0) AS failed,
       coalesce(sum(left_out IS NOT NULL), 0) AS leftOut
     FROM photos WHERE missing_since_ms IS NULL AND companion_of IS NULL GROUP BY root_id`,
  )
  const ids = db.prepare<[], number>(`SELECT id FROM photos WHERE ${findable}`).pluck()
  const isFindable = db.prepare<[number], number>(`SELECT 1 FROM photos WHERE id = ? AND ${findable}`).pluck()
  const hide = db.prepare<[number, number]>(
    'UPDATE photos SET hidden_at_ms = ? WHERE id = ? AND hidden_at_ms IS NULL',
  )
  const show = db.prepare<[number]>(
    'UPDATE photos SET hidden_at_ms = NULL WHERE id = ? AND hidden_at_ms IS NOT NULL',
  )
  const hashes = db
    .prepare<[], Uint8Array>('SELECT DISTINCT content_hash FROM photos WHERE indexed_at_ms IS NOT NULL')
    .pluck()
  const byContent = db
    .prepare<[Uint8Array], number>(
      `SELECT id FROM photos WHERE content_hash = ? AND indexed_at_ms IS NOT NULL
       ORDER BY missing_since_ms LIMIT 1`,
    )
    .pluck()
  const withoutEmbedding = db
    .prepare<[string], number>(
      `SELECT id FROM photos WHERE status = 'indexed' AND companion_of IS NULL AND left_out IS NULL
       AND NOT EXISTS (SELECT 1 FROM embeddings e WHERE e.photo_id = photos.id AND e.model_id = ?)`,
    )
    .pluck()
  const requeue = db.prepare<[number]>("UPDATE photos SET status = 'pending', reread = NULL WHERE id = ?")

  return {
    detail: (id) => detail.get(id),
    companionsOf: (id) => companions.all(id),
    byPath: (rootId, relativePath) => byPath.get(rootId, relativePath) as number | undefined,
    counts: () => ({
      ...(counts.get() as LibraryCounts),
      missing: missing.get() as number,
      favourites: favourites.get() as number,
    }),
    countsByRoot: () => new Map(byRoot.all().map(({ rootId, ...row }) => [rootId, row])),
    findableIds: () => ids.all() as number[],
    isFindable: (id) => isFindable.get(id) !== undefined,
    setHidden: (wanted, hideThem) =>
      ownTransaction(db, () =>
        wanted.reduce((sum, id) => sum + (hideThem ? hide.run(Date.now(), id) : show.run(id)).changes, 0),
      ),
    contentHashes: () => hashes.all() as Uint8Array[],
    byContent: (hash) => byContent.get(hash) as number | undefined,
    withoutEmbedding: (modelId) => withoutEmbedding.all(modelId) as number[],
    requeue: db.transaction((wanted: readonly number[]) => wanted.forEach((id) => requeue.run(id))),
  }
}
