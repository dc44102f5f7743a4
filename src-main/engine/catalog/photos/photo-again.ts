import type { Database } from 'better-sqlite3'

/** A row that a person means by a path: a photo, or a file that belongs to one. */
export interface NamedRow {
  readonly id: number
  /** Its file is gone; kept for 30 days. */
  readonly missing: boolean
  /** A rule or the smallest size leaves it out. */
  readonly leftOut: boolean
}

/** Photos that a person wants read again, whatever their files say. */
export interface PhotoAgain {
  /**
   * These photos wait to be read whole. What is known of them answers until then. Gives their ids: not those whose files
   * are missing or left out.
   */
  readAgain(ids: readonly number[]): number[]
  /** The same for all photos of a root, or of a folder in it (relative) and below. */
  readAgainBelow(rootId: number, under: string): number[]
  /** The photo whose file, or whose RAW or video, has this path; null: none is known. */
  named(rootId: number, relativePath: string): NamedRow | null
}

const again = `UPDATE photos SET status = 'pending', reason = NULL, reread = NULL
  WHERE missing_since_ms IS NULL AND companion_of IS NULL AND left_out IS NULL`

export function photoAgain(db: Database): PhotoAgain {
  const one = db.prepare<[number], number>(`${again} AND id = ? RETURNING id`).pluck()
  const ofRoot = db.prepare<[number], number>(`${again} AND root_id = ? RETURNING id`).pluck()
  // '0' is the character after '/', so the range holds exactly what lies below the folder.
  const ofFolder = db
    .prepare<[number, string, string], number>(
      `${again} AND root_id = ? AND relative_path > ? || '/' AND relative_path < ? || '0' RETURNING id`,
    )
    .pluck()
  const named = db.prepare<[number, string], { id: number; missing: number; leftOut: number }>(
    `SELECT coalesce(companion_of, id) AS id, missing_since_ms IS NOT NULL AS missing, left_out IS NOT NULL AS leftOut
     FROM photos WHERE root_id = ? AND relative_path = ?`,
  )
  return {
    readAgain: db.transaction((ids: readonly number[]) => ids.filter((id) => one.get(id) !== undefined)),
    readAgainBelow: (rootId, under) =>
      (under === '' ? ofRoot.all(rootId) : ofFolder.all(rootId, under, under)) as number[],
    named: (rootId, relativePath) => {
      const row = named.get(rootId, relativePath)
      return row ? { id: row.id, missing: row.missing !== 0, leftOut: row.leftOut !== 0 } : null
    },
  }
}
