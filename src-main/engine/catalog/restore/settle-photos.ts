import type { Database as Db } from 'better-sqlite3'

/** Embeddings of one model are of one length; the few that are not cannot be compared. Gives how many were left out. */
export function dropOddVectors(db: Db): number {
  const lengths = db
    .prepare<[], { space: string; bytes: number; rows: number }>(
      `SELECT model_id AS space, octet_length(vector) AS bytes, count(*) AS rows FROM embeddings
       GROUP BY model_id, octet_length(vector) ORDER BY count(*) DESC`,
    )
    .all()
  const usual = new Map<string, number>()
  for (const { space, bytes } of lengths) if (!usual.has(space)) usual.set(space, bytes)
  const odd = lengths.filter(({ space, bytes }) => usual.get(space) !== bytes)
  const drop = db.prepare('DELETE FROM embeddings WHERE model_id = ? AND octet_length(vector) = ?')
  for (const { space, bytes } of odd) drop.run(space, bytes)
  return odd.reduce((sum, { rows }) => sum + rows, 0)
}

/** Photos whose embeddings were left out are read again. Gives how many. */
export function readAgainWithoutEmbedding(db: Db): number {
  const reread = hasColumn(db, 'reread') ? ', reread = NULL' : ''
  return db
    .prepare(
      `UPDATE photos SET status = 'pending'${reread} WHERE status = 'indexed'
       AND id NOT IN (SELECT photo_id FROM embeddings)`,
    )
    .run().changes
}

/** A second file belongs to a photo that is there and stands for itself. Gives how many photos did not fit. */
export function settleCompanions(db: Db): number {
  if (!hasColumn(db, 'companion_of')) return 0
  const strays = db.prepare(
    `UPDATE photos SET companion_of = NULL WHERE companion_of IS NOT NULL
     AND companion_of NOT IN (SELECT id FROM photos WHERE companion_of IS NULL)`,
  )
  const lonely = db.prepare(
    `UPDATE photos SET companions = 0 WHERE companions <> 0
     AND id NOT IN (SELECT companion_of FROM photos WHERE companion_of IS NOT NULL)`,
  )
  return strays.run().changes + lonely.run().changes
}

function hasColumn(db: Db, column: string): boolean {
  const found = db.prepare("SELECT 1 FROM pragma_table_info('photos') WHERE name = ?")
  return found.get(column) !== undefined
}
