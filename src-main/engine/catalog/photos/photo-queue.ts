import type { Database } from 'better-sqlite3'
import { queued } from '../findable-sql.ts'
import type { IndexedPhoto, QueuedPhoto, StoredMetadata } from '../rows.ts'

/** The work that is left, in rows: it survives whatever stops the engine. */
export interface PhotoQueue {
  /** Photos that wait to be read, newest file first, those of `rootId` before all others; not those in `except`. */
  nextPending(limit: number, except: ReadonlySet<number>, rootId?: number): QueuedPhoto[]
  countPending(): number
  /**
   * Stores what reading gave, in one transaction with the embedding. False, and nothing stored, when the photo was
   * forgotten or its file changed since it was queued: then it waits for another reading.
   */
  setIndexed(queued: QueuedPhoto, photo: IndexedPhoto): boolean
  /**
   * Stores metadata of a photo whose pixels are what they were. `changed`: the content is another after all, and the
   * photo waits to be read whole; `gone`: it was forgotten, or its file changed since it was queued.
   */
  setMetadata(
    queued: QueuedPhoto,
    contentHash: Uint8Array,
    metadata: StoredMetadata,
  ): 'stored' | 'changed' | 'gone'
  /** A photo whose metadata waited to be read again stays as it was read before. False when its file changed since. */
  setReread(queued: QueuedPhoto): boolean
  /**
   * Stores why a photo could not be read. With `queued`, false and nothing stored when its file changed since: half a file
   * fails, and the whole one waits for another reading.
   */
  setFailed(id: number, reason: string, queued?: QueuedFile): boolean
  /** Photos missing since a time that has not come are missing since `nowMs`. */
  missingNoLaterThan(nowMs: number): void
  /** Forgets photos that have been missing since before `beforeMs`. */
  purgeMissing(beforeMs: number): number
}

/** The file as it was when its turn came. */
type QueuedFile = Pick<QueuedPhoto, 'sizeBytes' | 'mtimeMs' | 'ctimeMs'>

const metadataColumns = `taken_at_ms = @takenAtMs, taken_offset_min = @takenOffsetMinutes, taken_from = @takenFrom,
  camera = @camera, lens = @lens, exposure = @exposure, latitude = @latitude, longitude = @longitude, title = @title,
  caption = @caption, keywords = @keywords, file_rating = @fileRating, sort_at_ms = @sortAtMs`
const asRead = "status = 'indexed', reason = NULL, reread = NULL, attempted_at_ms = @nowMs"
const asQueued = 'id = @id AND size_bytes = @sizeBytes AND mtime_ms = @mtimeMs AND ctime_ms IS @ctimeMs'

const select = (where: string) =>
  `SELECT p.id, r.path AS rootPath, p.relative_path AS relativePath, p.size_bytes AS sizeBytes,
     p.mtime_ms AS mtimeMs, p.ctime_ms AS ctimeMs, p.sidecar, p.reread
   FROM photos p JOIN roots r ON r.id = p.root_id
   WHERE ${queued} ${where} AND p.id NOT IN (SELECT value FROM json_each(?))
   ORDER BY p.mtime_ms DESC, p.id LIMIT ?`

export function photoQueue(db: Database): PhotoQueue {
  const next = db.prepare<[string, number], QueuedPhoto>(select(''))
  const nextOfRoot = db.prepare<[number, string, number], QueuedPhoto>(select('AND p.root_id = ?'))
  const countPending = db.prepare<[], number>(`SELECT count(*) FROM photos WHERE ${queued}`).pluck()
  // Small pictures are read like others, so that a lower limit brings them back at once.
  const indexed = db.prepare(
    `UPDATE photos SET ${asRead}, indexed_at_ms = @nowMs, content_hash = @contentHash, width = @width,
       height = @height, format = @format, colour = @averageColour, ${metadataColumns},
       left_out = CASE WHEN left_out = 'rule' THEN 'rule' WHEN min(@width, @height) <
         (SELECT min_side_px FROM roots WHERE roots.id = root_id) THEN 'small' END
     WHERE ${asQueued}`,
  )
  const metadata = db.prepare(
    `UPDATE photos SET ${asRead}, ${metadataColumns} WHERE ${asQueued} AND content_hash = @contentHash`,
  )
  const reread = db.prepare(`UPDATE photos SET ${asRead} WHERE ${asQueued} AND reread = 'metadata'`)
  const readWhole = db.prepare(`UPDATE photos SET reread = NULL WHERE ${asQueued}`)
  const failed = db.prepare(
    `UPDATE photos SET status = 'failed', reason = @reason, attempted_at_ms = @nowMs, indexed_at_ms = NULL,
       reread = NULL
     WHERE id = @id AND (@sizeBytes IS NULL OR ${asQueued.replace('id = @id AND ', '')})`,
  )
  const dropEmbeddings = db.prepare<[number]>('DELETE FROM embeddings WHERE photo_id = ?')
  const purge = db.prepare<[number]>('DELETE FROM photos WHERE missing_since_ms < ?')
  const noLater = db.prepare('UPDATE photos SET missing_since_ms = @nowMs WHERE missing_since_ms > @nowMs')

  return {
    nextPending: (limit, except, rootId) => {
      const taken = JSON.stringify([...except])
      if (rootId === undefined) return next.all(taken, limit)
      const first = nextOfRoot.all(rootId, taken, limit)
      if (first.length === limit) return first
      return [
        ...first,
        ...next.all(JSON.stringify([...except, ...first.map(({ id }) => id)]), limit - first.length),
      ]
    },
    countPending: () => countPending.get() as number,
    setIndexed: (photo, read) =>
      indexed.run({
        ...valuesOf(photo, read),
        ...read,
        ...textsOf(read),
        contentHash: Buffer.from(read.contentHash),
      }).changes > 0,
    setMetadata: (photo, hash, read) => {
      const values = { ...valuesOf(photo, read), ...read, ...textsOf(read), contentHash: Buffer.from(hash) }
      if (metadata.run(values).changes > 0) return 'stored'
      return readWhole.run(values).changes > 0 ? 'changed' : 'gone'
    },
    setReread: ({ id, sizeBytes, mtimeMs, ctimeMs = null }) =>
      reread.run({ id, sizeBytes, mtimeMs, ctimeMs, nowMs: Date.now() }).changes > 0,
    setFailed: db.transaction((id: number, reason: string, queued?: QueuedFile) => {
      const { sizeBytes, mtimeMs, ctimeMs = null } = queued ?? { sizeBytes: null, mtimeMs: null }
      const isStored = failed.run({ id, reason, nowMs: Date.now(), sizeBytes, mtimeMs, ctimeMs }).changes > 0
      // What was known of an earlier version of the file is no longer true of it.
      if (isStored) dropEmbeddings.run(id)
      return isStored
    }),
    missingNoLaterThan: (nowMs) => void noLater.run({ nowMs: Math.round(nowMs) }),
    purgeMissing: (beforeMs) => purge.run(Math.round(beforeMs)).changes,
  }
}

function valuesOf({ id, sizeBytes, mtimeMs, ctimeMs = null }: QueuedPhoto, { takenAtMs }: StoredMetadata) {
  return {
    id,
    sizeBytes,
    mtimeMs,
    ctimeMs,
    nowMs: Date.now(),
    sortAtMs: takenAtMs ?? localWallClock(mtimeMs),
  }
}

function textsOf({ keywords }: StoredMetadata) {
  return { keywords: keywords.length > 0 ? JSON.stringify(keywords) : null }
}

/** A file time as the clock on the wall showed it here, in ms read as UTC, like the cameras' own records. */
function localWallClock(atMs: number): number {
  return Math.round(atMs - new Date(atMs).getTimezoneOffset() * 60_000)
}
