import type { Database } from 'better-sqlite3'

/** A photo that may be what is looked for, with its texts as they stand in its row. */
export interface TextCandidate {
  readonly id: number
  readonly rootId: number
  readonly relativePath: string
  readonly title: string | null
  readonly caption: string | null
  /** A JSON array. */
  readonly keywords: string | null
}

const columns = `photos.id, photos.root_id AS rootId, photos.relative_path AS relativePath, photos.title, photos.caption,
  photos.keywords`
const matched = `FROM photo_texts JOIN photos ON photos.id = photo_texts.rowid WHERE photo_texts MATCH ?`
/** What is asked of the full-text index and of the rows behind it. */
export function textStatements(db: Database) {
  db.exec(
    "CREATE VIRTUAL TABLE IF NOT EXISTS temp.photo_trigrams USING fts5vocab('main', 'photo_texts', 'instance')",
  )
  const ids = <Params extends unknown[]>(sql: string) => db.prepare<Params, number>(sql).pluck()
  return {
    matching: ids<[string]>('SELECT rowid FROM photo_texts WHERE photo_texts MATCH ?'),
    trigrams: ids<[string, string]>('SELECT DISTINCT doc FROM photo_trigrams WHERE term >= ? AND term < ?'),
    firstTrigrams: ids<[string, string]>(
      "SELECT doc FROM photo_trigrams WHERE term >= ? AND term < ? AND col = 'name' AND offset = 0",
    ),
    ofRoot: ids<[number]>('SELECT id FROM photos WHERE root_id = ? AND indexed_at_ms IS NOT NULL'),
    tagged: ids<[number]>(
      `SELECT photo_id FROM photo_tags JOIN photos ON photos.id = photo_id
       WHERE tag_id = ? AND indexed_at_ms IS NOT NULL`,
    ),
    candidate: db.prepare<[number], TextCandidate>(`SELECT ${columns} FROM photos WHERE id = ?`),
    candidates: db.prepare<[string], TextCandidate>(
      `SELECT ${columns} ${matched} ORDER BY photo_texts.rowid DESC`,
    ),
    candidatesOfRoot: db.prepare<[string, number], TextCandidate>(
      `SELECT ${columns} ${matched} AND photos.root_id = ? ORDER BY photo_texts.rowid DESC`,
    ),
    newestOfRoot: db.prepare<[number], TextCandidate>(
      `SELECT ${columns} FROM photos WHERE +root_id = ? AND indexed_at_ms IS NOT NULL ORDER BY id DESC`,
    ),
    roots: db.prepare<[], { id: number; path: string }>('SELECT id, path FROM roots'),
    rootPath: db.prepare<[number], string>('SELECT path FROM roots WHERE id = ?').pluck() as {
      get(id: number): string | undefined
    },
    tags: db.prepare<[], { id: number; name: string }>('SELECT id, name FROM tags'),
    tagsOf: ids<[number]>('SELECT name FROM photo_tags JOIN tags ON tags.id = tag_id WHERE photo_id = ?') as {
      all(id: number): unknown[]
    },
    check: db.prepare("INSERT INTO photo_texts (photo_texts, rank) VALUES ('integrity-check', 1)"),
    rebuild: db.prepare("INSERT INTO photo_texts (photo_texts) VALUES ('rebuild')"),
  }
}
