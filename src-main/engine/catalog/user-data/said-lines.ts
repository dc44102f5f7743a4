import type { Database } from 'better-sqlite3'
import { markedSql, notSaid } from './said-table.ts'
import type { CollectionLine, KeptLine, PhotoLine, PictureLine, RootLine, SaidLine } from './user-data.ts'

/** A line of a copy: what it says, and the part of it that must be the same in the catalog that it was made of. */
export interface WrittenLine {
  readonly text: string
  /** Without the place of a photo. */
  readonly said: string
  /** The photo of which it is said, without its size and time, which a scan may change while nothing is counted. */
  readonly place?: string
}

/** Photos that are read at a time: 5 ms. */
const slicePhotos = 500

/**
 * All that the person said, as the lines of a copy, in an order that is always the same. Slice by slice, so that a large
 * library holds nothing up; the caller sees to it that the catalog stays as it is meanwhile.
 */
export function* saidLines(db: Database): Generator<readonly WrittenLine[]> {
  yield smallLines(db).map(whole)
  yield* pictureLines(db)
  yield* photoLines(db)
  yield* keptLines(db)
}

function whole(line: SaidLine): WrittenLine {
  const text = JSON.stringify(line)
  return { text, said: text }
}

const kind =
  <K extends string>(name: K) =>
  <T extends object>(row: T) => ({ kind: name, ...row })

function smallLines(db: Database): SaidLine[] {
  const all = <T>(sql: string) => db.prepare<[], T>(sql).all()
  return [
    ...all<Omit<RootLine, 'kind'>>(
      `SELECT id, path, rules, min_side_px AS minSidePx, added_at_ms AS addedAtMs FROM roots ORDER BY id`,
    ).map(kind('root')),
    ...all<{ key: string; value: string }>(
      `SELECT key, value FROM settings WHERE NOT (${notSaid}) ORDER BY key`,
    ).map(kind('setting')),
    ...all<{ id: number; name: string }>('SELECT id, name FROM tags ORDER BY id').map(kind('tag')),
    ...all<Omit<CollectionLine, 'kind'>>(
      'SELECT id, name, created_at_ms AS createdAtMs FROM collections ORDER BY id',
    ).map(kind('collection')),
    ...all<{ id: number; name: string; text: string; createdAtMs: number }>(
      'SELECT id, name, text, created_at_ms AS createdAtMs FROM saved_searches ORDER BY id',
    ).map(kind('saved-search')),
    ...all<{ key: string; text: string; atMs: number }>(
      'SELECT key, text, at_ms AS atMs FROM recent_searches ORDER BY at_ms, rowid',
    ).map(kind('recent-search')),
  ]
}

function* pictureLines(db: Database): Generator<readonly WrittenLine[]> {
  const all = db.prepare<[], { id: string; name: string; atMs: number; preview: Buffer }>(
    'SELECT id, name, at_ms AS atMs, preview FROM query_pictures ORDER BY id',
  )
  for (const { preview, ...row } of all.all())
    yield [whole({ kind: 'picture', ...row, preview: preview.toString('base64') } satisfies PictureLine)]
}

interface PhotoRow {
  readonly id: number
  readonly hiddenAtMs: number | null
  readonly favouriteAtMs: number | null
  readonly rating: number | null
  readonly hash: Buffer | null
  readonly rootId: number
  readonly path: string
  readonly sizeBytes: number
  readonly mtimeMs: number
}

function* photoLines(db: Database): Generator<readonly WrittenLine[]> {
  const ids = db
    .prepare<{ after: number; limit: number }, number>(
      `SELECT id FROM (
         SELECT id FROM (SELECT id FROM photos INDEXED BY photos_said WHERE (${markedSql}) AND id > @after ORDER BY id LIMIT @limit)
         UNION SELECT photo_id FROM (SELECT DISTINCT photo_id FROM photo_tags WHERE photo_id > @after ORDER BY photo_id LIMIT @limit)
         UNION SELECT photo_id FROM (SELECT DISTINCT photo_id FROM collection_photos INDEXED BY collection_photos_by_photo
           WHERE photo_id > @after ORDER BY photo_id LIMIT @limit)
       ) ORDER BY id LIMIT @limit`,
    )
    .pluck()
  const photo = db.prepare<[number], PhotoRow>(
    `SELECT id, hidden_at_ms AS hiddenAtMs, favourite_at_ms AS favouriteAtMs, rating, content_hash AS hash,
       root_id AS rootId, relative_path AS path, size_bytes AS sizeBytes, mtime_ms AS mtimeMs FROM photos WHERE id = ?`,
  )
  const tags = db
    .prepare<[number], number>('SELECT tag_id FROM photo_tags WHERE photo_id = ? ORDER BY tag_id')
    .pluck()
  const collections = db
    .prepare<[number], [number, number]>(
      'SELECT collection_id, added_at_ms FROM collection_photos WHERE photo_id = ? ORDER BY collection_id',
    )
    .raw()
  for (let after = 0; ;) {
    const slice = ids.all({ after, limit: slicePhotos }) as number[]
    const last = slice.at(-1)
    if (last === undefined) return
    after = last
    yield slice.flatMap((id) => {
      const row = photo.get(id)
      if (!row) return []
      const { hiddenAtMs, favouriteAtMs, rating, hash, rootId, path, sizeBytes, mtimeMs } = row
      const line: PhotoLine = {
        kind: 'photo',
        id,
        said: {
          hiddenAtMs,
          favouriteAtMs,
          rating,
          tags: tags.all(id) as number[],
          collections: collections.all(id),
        },
        at: { hash: hash?.toString('hex') ?? null, rootId, path, sizeBytes, mtimeMs },
      }
      const place = JSON.stringify([line.id, line.at.hash, rootId, path])
      return [{ text: JSON.stringify(line), said: JSON.stringify([line.id, line.said]), place }]
    })
  }
}

function* keptLines(db: Database): Generator<readonly WrittenLine[]> {
  const after = db.prepare<[Buffer, number], { hash: Buffer; marks: string; keptAtMs: number }>(
    `SELECT content_hash AS hash, marks, kept_at_ms AS keptAtMs FROM kept_marks WHERE content_hash > ?
     ORDER BY content_hash LIMIT ?`,
  )
  for (let last = Buffer.alloc(0); ;) {
    const slice = after.all(last, slicePhotos)
    const end = slice.at(-1)
    if (end === undefined) return
    last = end.hash as Buffer<ArrayBuffer>
    yield slice.map(({ hash, ...rest }) =>
      whole({ kind: 'kept', hash: hash.toString('hex'), ...rest } satisfies KeptLine),
    )
  }
}
