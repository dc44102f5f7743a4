import type { Database } from 'better-sqlite3'
import { counted } from '../findable-sql.ts'

/** Photos that rules or the smallest size keep out of sight, and how many of a root went when. */
export interface PhotoLeftOut {
  /** By a rule, or (false) not any more: a small picture stays out all the same. */
  setLeftOut(ids: readonly number[], leftOut: boolean): void
  /** Compares the known pictures of a root with its present limit. Gives how many came or went. */
  applyMinSide(rootId: number): number
  /** The photos of a root that are there and wanted; with `among` those of them. */
  countWanted(rootId: number, among?: readonly number[]): number
  /** Those that went after this moment, but for those whose place another took. */
  missingSince(rootId: number, atMs: number): number[]
}

/** Whether a picture is too small for its root; null: not, or its size is not known yet. */
const tooSmall = `CASE WHEN min(width, height) < (SELECT min_side_px FROM roots WHERE roots.id = photos.root_id)
  THEN 'small' END`

/** For a file that is there and that no rule leaves out. */
export const leftOutAsFound = tooSmall

export function photoLeftOut(db: Database): PhotoLeftOut {
  const leave = db.prepare<[number]>(
    "UPDATE photos SET left_out = 'rule', missing_since_ms = NULL WHERE id = ?",
  )
  const take = db.prepare<[number]>(`UPDATE photos SET left_out = ${leftOutAsFound} WHERE id = ?`)
  const compare = db.prepare<[number]>(
    `UPDATE photos SET left_out = ${tooSmall}
     WHERE root_id = ? AND left_out IS NOT 'rule' AND left_out IS NOT (${tooSmall})`,
  )
  const wanted = db
    .prepare<[number], number>(`SELECT count(*) FROM photos WHERE root_id = ? AND ${counted}`)
    .pluck()
  const wantedAmong = db
    .prepare<[string, number], number>(
      `SELECT count(*) FROM photos WHERE id IN (SELECT value FROM json_each(?)) AND root_id = ? AND ${counted}`,
    )
    .pluck()
  const missing = db
    .prepare<[number, number], number>(
      `SELECT id FROM photos INDEXED BY photos_tally
       WHERE root_id = ? AND missing_since_ms > ? AND companion_of IS NULL AND left_out IS NULL
       AND relative_path NOT LIKE './%' AND relative_path NOT LIKE '%/./%'`,
    )
    .pluck()
  return {
    setLeftOut: db.transaction((ids: readonly number[], leftOut: boolean) => {
      for (const id of ids) (leftOut ? leave : take).run(id)
    }),
    applyMinSide: (rootId) => compare.run(rootId).changes,
    countWanted: (rootId, among) =>
      (among ? wantedAmong.get(JSON.stringify(among), rootId) : wanted.get(rootId)) as number,
    missingSince: (rootId, atMs) => missing.all(rootId, atMs) as number[],
  }
}
