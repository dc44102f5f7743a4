import type { Database } from 'better-sqlite3'
import type { LibraryCounts, PhotoColumns, PhotoView } from '../../../src-preload/contract/index.ts'
import { assertNever } from '../assert-never.ts'

/** What the window and the command line show. A photo is findable when it is indexed, not hidden, not missing. */
export interface PhotoLists {
  /** All photos of a view, newest first. */
  columns(view: PhotoView): PhotoColumns
  /** These photos, in this order; ids that are not there are left out. */
  columnsOf(ids: readonly number[]): PhotoColumns
  detail(id: number): PhotoDetailRow | undefined
  byPath(rootId: number, relativePath: string): number | undefined
  counts(): LibraryCounts
  countsByRoot(): Map<number, RootCounts>
  findableIds(): number[]
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
  /** Every picture file known and not missing. */
  readonly known: number
  readonly embedded: number
  /** Those that can be found: embedded and not hidden. */
  readonly photos: number
  readonly pending: number
  readonly failed: number
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
  readonly sortAtMs: number
  readonly camera: string | null
  readonly lens: string | null
  readonly exposure: string | null
  readonly latitude: number | null
  readonly longitude: number | null
  readonly hidden: number
  readonly missing: number
}

type ColumnRow = [id: number, width: number, height: number, colour: number, sortAtMs: number, rootId: number]

const columnList = 'id, width, height, colour, sort_at_ms, root_id'
const findable = 'indexed_at_ms IS NOT NULL AND missing_since_ms IS NULL AND hidden_at_ms IS NULL'
const newestFirst = 'ORDER BY sort_at_ms DESC, id DESC'

export function photoLists(db: Database): PhotoLists {
  const all = db
    .prepare<[], ColumnRow>(`SELECT ${columnList} FROM photos WHERE ${findable} ${newestFirst}`)
    .raw()
  const ofRoot = db
    .prepare<[number], ColumnRow>(
      `SELECT ${columnList} FROM photos WHERE ${findable} AND root_id = ? ${newestFirst}`,
    )
    .raw()
  const hidden = db
    .prepare<[], ColumnRow>(
      `SELECT ${columnList} FROM photos
       WHERE indexed_at_ms IS NOT NULL AND missing_since_ms IS NULL AND hidden_at_ms IS NOT NULL ${newestFirst}`,
    )
    .raw()
  const one = db
    .prepare<[number], ColumnRow>(
      `SELECT ${columnList} FROM photos WHERE id = ? AND indexed_at_ms IS NOT NULL`,
    )
    .raw()
  const detail = db.prepare<[number], PhotoDetailRow>(
    `SELECT p.id, p.root_id AS rootId, r.path AS rootPath, p.relative_path AS relativePath, p.size_bytes AS sizeBytes,
       p.mtime_ms AS mtimeMs, p.status, p.content_hash AS contentHash, p.width, p.height, p.format,
       p.taken_at_ms AS takenAtMs, p.sort_at_ms AS sortAtMs, p.camera, p.lens, p.exposure, p.latitude, p.longitude,
       p.hidden_at_ms IS NOT NULL AS hidden, p.missing_since_ms IS NOT NULL AS missing
     FROM photos p JOIN roots r ON r.id = p.root_id WHERE p.id = ?`,
  )
  const byPath = db
    .prepare<[number, string], number>('SELECT id FROM photos WHERE root_id = ? AND relative_path = ?')
    .pluck()
  const tally = `count(*) AS photos,
    coalesce(sum(status = 'pending'), 0) AS pending, coalesce(sum(status = 'failed'), 0) AS failed`
  const counts = db.prepare<[], LibraryCounts>(
    `SELECT ${tally}, coalesce(sum(indexed_at_ms IS NOT NULL), 0) AS embedded,
       coalesce(sum(indexed_at_ms IS NOT NULL AND hidden_at_ms IS NOT NULL), 0) AS hidden
     FROM photos WHERE missing_since_ms IS NULL`,
  )
  const byRoot = db.prepare<[], RootCounts & { rootId: number }>(
    `SELECT root_id AS rootId, count(*) AS known, coalesce(sum(indexed_at_ms IS NOT NULL), 0) AS embedded,
       coalesce(sum(${findable}), 0) AS photos, coalesce(sum(status = 'pending'), 0) AS pending,
       coalesce(sum(status = 'failed'), 0) AS failed
     FROM photos WHERE missing_since_ms IS NULL GROUP BY root_id`,
  )
  const ids = db.prepare<[], number>(`SELECT id FROM photos WHERE ${findable}`).pluck()
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
      'SELECT id FROM photos WHERE content_hash = ? ORDER BY missing_since_ms LIMIT 1',
    )
    .pluck()
  const withoutEmbedding = db
    .prepare<[string], number>(
      `SELECT id FROM photos WHERE status = 'indexed'
       AND NOT EXISTS (SELECT 1 FROM embeddings e WHERE e.photo_id = photos.id AND e.model_id = ?)`,
    )
    .pluck()
  const requeue = db.prepare<[number]>("UPDATE photos SET status = 'pending' WHERE id = ?")

  return {
    columns: (view) => toColumns(rowsOf(view)),
    columnsOf: (wanted) => toColumns(wanted.map((id) => one.get(id)).filter((row) => row !== undefined)),
    detail: (id) => detail.get(id),
    byPath: (rootId, relativePath) => byPath.get(rootId, relativePath) as number | undefined,
    counts: () => counts.get() as LibraryCounts,
    countsByRoot: () => new Map(byRoot.all().map(({ rootId, ...row }) => [rootId, row])),
    findableIds: () => ids.all() as number[],
    setHidden: db.transaction((wanted: readonly number[], hideThem: boolean) =>
      wanted.reduce((sum, id) => sum + (hideThem ? hide.run(Date.now(), id) : show.run(id)).changes, 0),
    ),
    contentHashes: () => hashes.all() as Uint8Array[],
    byContent: (hash) => byContent.get(hash) as number | undefined,
    withoutEmbedding: (modelId) => withoutEmbedding.all(modelId) as number[],
    requeue: db.transaction((wanted: readonly number[]) => wanted.forEach((id) => requeue.run(id))),
  }

  function rowsOf(view: PhotoView): ColumnRow[] {
    switch (view.kind) {
      case 'all':
        return all.all()
      case 'root':
        return ofRoot.all(view.rootId)
      case 'hidden':
        return hidden.all()
      default:
        return assertNever(view)
    }
  }
}

function toColumns(rows: readonly ColumnRow[]): PhotoColumns {
  return {
    ids: rows.map((row) => row[0]),
    widths: rows.map((row) => row[1]),
    heights: rows.map((row) => row[2]),
    colours: rows.map((row) => row[3]),
    takenAtMs: rows.map((row) => row[4]),
    rootIds: rows.map((row) => row[5]),
  }
}
