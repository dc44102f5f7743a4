import type { Database } from 'better-sqlite3'
import type { Problem } from '../../../src-preload/contract/index.ts'
import type { IndexedPhoto, QueuedPhoto } from './rows.ts'
import { joinPath } from './paths.ts'

/** The work that is left, in rows: it survives whatever stops the engine. */
export interface PhotoQueue {
  /** Photos that wait to be read, newest file first; those in `except` are being read already. */
  nextPending(limit: number, except: ReadonlySet<number>): QueuedPhoto[]
  countPending(): number
  /**
   * Stores what reading gave, in one transaction with the embedding. False, and nothing stored, when the photo was
   * forgotten or its file changed since it was queued: then it waits for another reading.
   */
  setIndexed(queued: QueuedPhoto, photo: IndexedPhoto): boolean
  setFailed(id: number, reason: string): void
  /** Failed photos wait again; all of them without `ids`. Gives how many. */
  retry(ids?: readonly number[]): number
  problems(offset: number, limit: number): { total: number; problems: Problem[] }
  /** Forgets photos that have been missing since before `beforeMs`. */
  purgeMissing(beforeMs: number): number
}

interface ProblemRow {
  readonly photoId: number
  readonly rootPath: string
  readonly relativePath: string
  readonly reason: string
  readonly atMs: number
}

export function photoQueue(db: Database): PhotoQueue {
  const next = db.prepare<[string, number], QueuedPhoto>(
    `SELECT p.id, r.path AS rootPath, p.relative_path AS relativePath, p.size_bytes AS sizeBytes, p.mtime_ms AS mtimeMs
     FROM photos p JOIN roots r ON r.id = p.root_id
     WHERE p.status = 'pending' AND p.missing_since_ms IS NULL AND p.id NOT IN (SELECT value FROM json_each(?))
     ORDER BY p.mtime_ms DESC, p.id LIMIT ?`,
  )
  const countPending = db
    .prepare<[], number>("SELECT count(*) FROM photos WHERE status = 'pending' AND missing_since_ms IS NULL")
    .pluck()
  const indexed = db.prepare(
    `UPDATE photos SET status = 'indexed', reason = NULL, attempted_at_ms = @nowMs, indexed_at_ms = @nowMs,
       content_hash = @contentHash, width = @width, height = @height, format = @format, colour = @averageColour,
       taken_at_ms = @takenAtMs, camera = @camera, lens = @lens, exposure = @exposure, latitude = @latitude,
       longitude = @longitude, sort_at_ms = @sortAtMs
     WHERE id = @id AND size_bytes = @sizeBytes AND mtime_ms = @mtimeMs`,
  )
  const failed = db.prepare<[string, number, number]>(
    `UPDATE photos SET status = 'failed', reason = ?, attempted_at_ms = ?, indexed_at_ms = NULL WHERE id = ?`,
  )
  const dropEmbeddings = db.prepare<[number]>('DELETE FROM embeddings WHERE photo_id = ?')
  const retryAll = db.prepare(
    "UPDATE photos SET status = 'pending', reason = NULL WHERE status = 'failed' AND missing_since_ms IS NULL",
  )
  const retryOne = db.prepare<[number]>(
    "UPDATE photos SET status = 'pending', reason = NULL WHERE status = 'failed' AND id = ?",
  )
  const countFailed = db
    .prepare<[], number>("SELECT count(*) FROM photos WHERE status = 'failed' AND missing_since_ms IS NULL")
    .pluck()
  const problems = db.prepare<[number, number], ProblemRow>(
    `SELECT p.id AS photoId, r.path AS rootPath, p.relative_path AS relativePath, p.reason,
       coalesce(p.attempted_at_ms, 0) AS atMs
     FROM photos p JOIN roots r ON r.id = p.root_id
     WHERE p.status = 'failed' AND p.missing_since_ms IS NULL
     ORDER BY r.path, p.relative_path LIMIT ? OFFSET ?`,
  )
  const purge = db.prepare<[number]>('DELETE FROM photos WHERE missing_since_ms < ?')

  return {
    nextPending: (limit, except) => next.all(JSON.stringify([...except]), limit),
    countPending: () => countPending.get() as number,
    setIndexed: ({ id, sizeBytes, mtimeMs }, photo) => {
      const sortAtMs = photo.takenAtMs ?? localWallClock(mtimeMs)
      const contentHash = Buffer.from(photo.contentHash)
      const values = { ...photo, contentHash, id, sizeBytes, mtimeMs, nowMs: Date.now(), sortAtMs }
      return indexed.run(values).changes > 0
    },
    setFailed: db.transaction((id: number, reason: string) => {
      failed.run(reason, Date.now(), id)
      // What was known of an earlier version of the file is no longer true of it.
      dropEmbeddings.run(id)
    }),
    retry: db.transaction((ids?: readonly number[]) =>
      ids ? ids.reduce((sum, id) => sum + retryOne.run(id).changes, 0) : retryAll.run().changes,
    ),
    problems: (offset, limit) => ({
      total: countFailed.get() as number,
      problems: problems.all(limit, offset).map(({ rootPath, relativePath, ...row }) => ({
        ...row,
        path: joinPath(rootPath, relativePath),
      })),
    }),
    purgeMissing: (beforeMs) => purge.run(Math.round(beforeMs)).changes,
  }
}

/** A file time as the clock on the wall showed it here, in ms read as UTC, like the cameras' own records. */
function localWallClock(atMs: number): number {
  return Math.round(atMs - new Date(atMs).getTimezoneOffset() * 60_000)
}
