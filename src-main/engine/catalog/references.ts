import type { Database } from 'better-sqlite3'
import { ownTransaction } from './own/own-transaction.ts'

/** Rows that point at other rows. SQLite keeps them in order; a catalog that was edited or rescued may not be. */
export interface References {
  /** How many point at nothing. */
  faults(): number
  mend(): void
  /** Photos of two files or more: a RAW and its JPEG, a picture and its video. */
  pairs(): number
  /** Photos that are forgotten but for what the person said of them. */
  keptMarks(): number
}

const orphans = [
  'embeddings WHERE photo_id NOT IN (SELECT id FROM photos)',
  'photo_tags WHERE photo_id NOT IN (SELECT id FROM photos) OR tag_id NOT IN (SELECT id FROM tags)',
  `collection_photos WHERE photo_id NOT IN (SELECT id FROM photos)
    OR collection_id NOT IN (SELECT id FROM collections)`,
  'kept_marks WHERE length(content_hash) <> 32',
]
/** A second file belongs to a photo that stands for itself; a photo says that it has company only while it has. */
const strays = `companion_of IS NOT NULL AND companion_of NOT IN (SELECT id FROM photos WHERE companion_of IS NULL)`
const lonely = `companions <> 0 AND id NOT IN (SELECT companion_of FROM photos WHERE companion_of IS NOT NULL)`

export function references(db: Database): References {
  const count = (from: string) => db.prepare(`SELECT count(*) FROM ${from}`).pluck().get() as number
  const faulty = [...orphans, `photos WHERE ${strays}`, `photos WHERE ${lonely}`]
  return {
    faults: () => faulty.reduce((sum, from) => sum + count(from), 0),
    mend: () =>
      ownTransaction(db, () => {
        for (const from of orphans) db.exec(`DELETE FROM ${from}`)
        db.exec(`UPDATE photos SET companion_of = NULL WHERE ${strays}`)
        db.exec(`UPDATE photos SET companions = 0 WHERE ${lonely}`)
      }),
    pairs: () => count('photos WHERE companions <> 0 AND missing_since_ms IS NULL'),
    keptMarks: () => count('kept_marks'),
  }
}
