import type { Database } from 'better-sqlite3'
import type { Sidecar } from '../rows.ts'

/** The files beside a photo: its RAW, its video, its XMP file. */
export interface PhotoCompany {
  /** null: the file stands for a photo of its own again. */
  setCompanionOf(id: number, mainId: number | null): void
  /** What belongs to a photo, a sum: 1 RAW, 2 video. */
  setCompanions(id: number, companions: number): void
  /** Forgets rows that stand for no photo: the videos of Live Photos. */
  forgetVideos(ids: readonly number[]): void
  /** What the person said of `from` (rating, tags, ...) is said of `to` from then on; what `to` had comes first. */
  moveOwnData(from: number, to: number): void
  /** The same, and `from` keeps it. */
  copyOwnData(from: number, to: number): void
  /**
   * Notes the XMP file beside a photo. When it is another or was written anew, the metadata is read again; `anyway`: also
   * when its size and time are the same.
   */
  setSidecar(id: number, sidecar: Sidecar | null, anyway?: boolean): void
  setSidecarStamp(id: number, ctimeMs: number): void
}

const isNews = `status = 'indexed' AND companion_of IS NULL
  AND (@anyway = 1 OR sidecar_mtime_ms IS NOT @mtimeMs OR sidecar_size_bytes IS NOT @sizeBytes)`
const standsAlone = "status = 'indexed' AND sidecar IS NOT NULL AND @mainId IS NULL"

export function photoCompany(db: Database): PhotoCompany {
  // Whatever its XMP file said meanwhile was not read.
  const companionOf = db.prepare<[{ id: number; mainId: number | null }]>(
    `UPDATE photos SET companion_of = @mainId, companions = 0,
       reread = CASE WHEN ${standsAlone} THEN 'metadata' ELSE reread END,
       status = CASE WHEN ${standsAlone} THEN 'pending' ELSE status END
     WHERE id = @id`,
  )
  const companions = db.prepare<[number, number]>('UPDATE photos SET companions = ? WHERE id = ?')
  const forget = db.prepare<[number]>('DELETE FROM photos WHERE id = ?')
  // A hidden RAW must not hide a picture that the person sees beside it: only a newcomer takes that over.
  const give = db.prepare<[{ from: number; to: number }]>(
    `UPDATE photos SET favourite_at_ms = coalesce(photos.favourite_at_ms, f.favourite_at_ms),
       rating = coalesce(photos.rating, f.rating),
       hidden_at_ms = CASE WHEN photos.indexed_at_ms IS NULL THEN coalesce(photos.hidden_at_ms, f.hidden_at_ms)
         ELSE photos.hidden_at_ms END
     FROM (SELECT favourite_at_ms, rating, hidden_at_ms FROM photos WHERE id = @from) AS f WHERE photos.id = @to`,
  )
  const giveTags = db.prepare<[{ from: number; to: number }]>(
    'INSERT OR IGNORE INTO photo_tags (photo_id, tag_id) SELECT @to, tag_id FROM photo_tags WHERE photo_id = @from',
  )
  const giveCollections = db.prepare<[{ from: number; to: number }]>(
    `INSERT OR IGNORE INTO collection_photos (collection_id, photo_id, added_at_ms)
     SELECT collection_id, @to, added_at_ms FROM collection_photos WHERE photo_id = @from`,
  )
  const drop = db.prepare<[number]>(
    'UPDATE photos SET favourite_at_ms = NULL, rating = NULL, hidden_at_ms = NULL WHERE id = ?',
  )
  const dropTags = db.prepare<[number]>('DELETE FROM photo_tags WHERE photo_id = ?')
  const dropCollections = db.prepare<[number]>('DELETE FROM collection_photos WHERE photo_id = ?')
  // Under another name it still says the same; a file that belongs to another photo is not read by itself.
  const sidecar = db.prepare<[Record<string, string | number | null>]>(
    `UPDATE photos SET sidecar = @name, sidecar_mtime_ms = @mtimeMs, sidecar_size_bytes = @sizeBytes,
       sidecar_ctime_ms = @ctimeMs,
       reread = CASE WHEN ${isNews} THEN 'metadata' ELSE reread END,
       status = CASE WHEN ${isNews} THEN 'pending' ELSE status END
     WHERE id = @id`,
  )
  const sidecarStamp = db.prepare<[number, number]>('UPDATE photos SET sidecar_ctime_ms = ? WHERE id = ?')

  function copy(from: number, to: number): void {
    give.run({ from, to })
    giveTags.run({ from, to })
    giveCollections.run({ from, to })
  }

  return {
    setCompanionOf: (id, mainId) => void companionOf.run({ id, mainId }),
    setCompanions: (id, sum) => void companions.run(sum, id),
    forgetVideos: db.transaction((ids: readonly number[]) => ids.forEach((id) => forget.run(id))),
    copyOwnData: db.transaction(copy),
    moveOwnData: db.transaction((from: number, to: number) => {
      copy(from, to)
      drop.run(from)
      dropTags.run(from)
      dropCollections.run(from)
    }),
    setSidecarStamp: (id, ctimeMs) => void sidecarStamp.run(ctimeMs, id),
    setSidecar: (id, found, anyway = false) =>
      void sidecar.run({
        id,
        name: found?.name ?? null,
        mtimeMs: found?.mtimeMs ?? null,
        sizeBytes: found?.sizeBytes ?? null,
        ctimeMs: found?.ctimeMs ?? null,
        anyway: Number(anyway),
      }),
  }
}
