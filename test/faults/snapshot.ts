import { join } from 'node:path'
import Database from 'better-sqlite3'

/** What the person said of a photo. */
export interface OwnData {
  readonly hidden: boolean
  readonly favourite: boolean
  readonly rating: number | null
  /** Sorted, both. */
  readonly tags: readonly string[]
  readonly collections: readonly number[]
}

export const noOwnData: OwnData = { hidden: false, favourite: false, rating: null, tags: [], collections: [] }

/** A photo as the catalog has it now. */
export interface CatalogRow {
  readonly id: number
  readonly rootPath: string
  readonly path: string
  readonly missing: boolean
  readonly status: string
  readonly reason: string | null
  readonly hash: string | null
  readonly indexedAtMs: number | null
  readonly own: OwnData
  readonly embeddingId: number | null
  readonly vector: Float32Array | null
}

interface RawRow {
  readonly id: number
  readonly rootPath: string
  readonly path: string
  readonly missing: number
  readonly status: string
  readonly reason: string | null
  readonly hash: string | null
  readonly indexedAtMs: number | null
  readonly hidden: number
  readonly favourite: number
  readonly rating: number | null
  readonly tags: string
  readonly collections: string
  readonly embeddingId: number | null
  readonly vector: Buffer | null
}

const rows = `SELECT p.id, r.path AS rootPath, p.relative_path AS path, p.missing_since_ms IS NOT NULL AS missing,
    p.status, p.reason, lower(hex(p.content_hash)) AS hash, p.indexed_at_ms AS indexedAtMs,
    p.hidden_at_ms IS NOT NULL AS hidden, p.favourite_at_ms IS NOT NULL AS favourite, p.rating,
    (SELECT json_group_array(t.name) FROM photo_tags x JOIN tags t ON t.id = x.tag_id
      WHERE x.photo_id = p.id) AS tags,
    (SELECT json_group_array(id) FROM (SELECT collection_id AS id FROM collection_photos
      WHERE photo_id = p.id ORDER BY collection_id)) AS collections,
    e.id AS embeddingId, e.vector
  FROM photos p JOIN roots r ON r.id = p.root_id LEFT JOIN embeddings e ON e.photo_id = p.id ORDER BY p.id`

/** Every row of the catalog, read past the engine and beside it. */
export function readRows(dataDir: string): CatalogRow[] {
  const db = new Database(join(dataDir, 'catalog.sqlite'), { readonly: true })
  try {
    return (db.prepare(rows).all() as RawRow[]).map(tidy)
  } finally {
    db.close()
  }
}

/** Relative paths of the photos of a root that a rule leaves out. */
export function leftOutPaths(dataDir: string, rootPath: string): string[] {
  const db = new Database(join(dataDir, 'catalog.sqlite'), { readonly: true })
  try {
    const sql = `SELECT p.relative_path FROM photos p JOIN roots r ON r.id = p.root_id
      WHERE r.path = ? AND p.left_out = 'rule'`
    return db.prepare<[string], string>(sql).pluck().all(rootPath)
  } finally {
    db.close()
  }
}

function tidy(row: RawRow): CatalogRow {
  const { id, rootPath, path, status, reason, indexedAtMs, embeddingId, rating } = row
  const { buffer, byteOffset, byteLength } = Uint8Array.from(row.vector ?? [])
  return {
    id,
    rootPath,
    path,
    status,
    reason,
    indexedAtMs,
    embeddingId,
    missing: row.missing !== 0,
    hash: row.hash === '' ? null : row.hash,
    own: {
      hidden: row.hidden !== 0,
      favourite: row.favourite !== 0,
      rating,
      tags: (JSON.parse(row.tags) as string[]).toSorted(),
      collections: JSON.parse(row.collections) as number[],
    },
    vector: row.vector ? new Float32Array(buffer, byteOffset, byteLength / 4) : null,
  }
}
