import type { Database } from 'better-sqlite3'

/** What filters ask of a photo, as it stands in its row. */
export interface FactRow {
  readonly id: number
  readonly rootId: number
  readonly relativePath: string
  /** null: it was not read, is another photo's file or is left out; then nothing but the id is of use. */
  readonly indexedAtMs: number | null
  readonly isMissing: number
  readonly isHidden: number
  readonly isFavourite: number
  /** A sum: 1 RAW, 2 video. */
  readonly companions: number
  readonly sortAtMs: number
  readonly width: number | null
  readonly height: number | null
  readonly sizeBytes: number
  readonly format: string | null
  readonly camera: string | null
  readonly lens: string | null
  /** The person's, or else the file's own. */
  readonly rating: number | null
  readonly latitude: number | null
  readonly longitude: number | null
  readonly hasTitle: number
  readonly hasCaption: number
  /** A JSON array. */
  readonly keywords: string | null
}

/** The rows behind the filters of a search, and word of every change to them. */
export interface FactRows {
  /** From now on changes through this catalog are noted. */
  follow(): void
  /** Rows in order of id, those after `afterId`. */
  slice(afterId: number, limit: number): FactRow[]
  /** The highest id there may be. */
  lastId(): number
  /**
   * Takes up to `limit` of the changes that were noted: each row as it is now, and whether tags, collections or roots are
   * others. Nothing within a transaction, which may yet be undone.
   */
  takeChanges(limit: number): FactChanges
  hasChanges(): boolean
  /** Another number whenever another process or connection has changed the catalog. */
  dataVersion(): number
  roots(): { readonly id: number; readonly path: string }[]
  tags(): { readonly id: number; readonly name: string }[]
  collections(): { readonly id: number; readonly name: string }[]
  taggedWith(tagId: number): number[]
  inCollection(collectionId: number): number[]
  /** Photos with at least one of the person's tags. */
  tagged(): number[]
  /** Each tag of each photo, by the tag. */
  allTags(): { readonly tagId: number; readonly photoId: number }[]
  /** The paths of rows that were read, in order of id, those after `afterId`. */
  namesAfter(afterId: number, limit: number): [id: number, relativePath: string][]
  pathOf(id: number): string | undefined
}

export interface FactChanges {
  readonly rows: readonly FactRow[]
  /** Forgotten for good. */
  readonly gone: readonly number[]
  readonly marksChanged: boolean
  readonly more: boolean
}

const columns = `photos.id, root_id AS rootId, relative_path AS relativePath,
  CASE WHEN companion_of IS NULL AND left_out IS NULL THEN indexed_at_ms END AS indexedAtMs,
  missing_since_ms IS NOT NULL AS isMissing, hidden_at_ms IS NOT NULL AS isHidden,
  favourite_at_ms IS NOT NULL AS isFavourite, companions, sort_at_ms AS sortAtMs, width, height,
  size_bytes AS sizeBytes, format, camera, lens, coalesce(rating, file_rating) AS rating, latitude, longitude,
  coalesce(title, '') <> '' AS hasTitle, coalesce(caption, '') <> '' AS hasCaption, keywords`

/** The columns of photos that a fact comes from. */
const watched =
  `root_id relative_path indexed_at_ms companion_of left_out missing_since_ms hidden_at_ms favourite_at_ms
  companions sort_at_ms width height size_bytes format camera lens rating file_rating latitude longitude title caption
  keywords`.split(/\s+/)

/**
 * Triggers of this connection alone. What they note is undone together with the change when a transaction is. The table
 * has no unique column: within a trigger the conflict clause of the statement that fired it counts.
 */
const noting = `
  CREATE TEMP TABLE IF NOT EXISTS fact_changes (n INTEGER PRIMARY KEY, id INTEGER NOT NULL);
  CREATE TEMP TRIGGER IF NOT EXISTS facts_come AFTER INSERT ON main.photos WHEN NEW.indexed_at_ms IS NOT NULL
    BEGIN INSERT INTO fact_changes (id) VALUES (NEW.id); END;
  CREATE TEMP TRIGGER IF NOT EXISTS facts_go AFTER DELETE ON main.photos WHEN OLD.indexed_at_ms IS NOT NULL
    BEGIN INSERT INTO fact_changes (id) VALUES (OLD.id); END;
  CREATE TEMP TRIGGER IF NOT EXISTS facts_change AFTER UPDATE OF id, ${watched.join(', ')} ON main.photos
    WHEN coalesce(OLD.indexed_at_ms, NEW.indexed_at_ms) IS NOT NULL
      AND (OLD.id <> NEW.id OR ${watched.map((name) => `OLD.${name} IS NOT NEW.${name}`).join(' OR ')})
    BEGIN INSERT INTO fact_changes (id) VALUES (OLD.id), (NEW.id); END;
  ${['tags', 'photo_tags', 'collections', 'collection_photos', 'roots'].map(notingMarks).join('')}`

/** No photo has the id 0. A new root has no photos yet, and a scan changes other columns of it. */
function notingMarks(table: string): string {
  const events = table === 'roots' ? ['UPDATE OF path'] : ['INSERT', 'UPDATE', 'DELETE']
  return events
    .map(
      (event, n) => `CREATE TEMP TRIGGER IF NOT EXISTS ${table}_noted_${n} AFTER ${event} ON main.${table}
        BEGIN INSERT INTO fact_changes (id) VALUES (0); END;`,
    )
    .join('\n')
}

export function factRows(db: Database): FactRows {
  const slice = db.prepare<[number, number], FactRow>(
    `SELECT ${columns} FROM photos WHERE id > ? AND indexed_at_ms IS NOT NULL AND companion_of IS NULL
     AND left_out IS NULL ORDER BY id LIMIT ?`,
  )
  const one = db.prepare<[number], FactRow>(`SELECT ${columns} FROM photos WHERE id = ?`)
  const lastId = db.prepare<[], number>('SELECT coalesce(max(id), 0) FROM photos').pluck()
  const roots = db.prepare<[], { id: number; path: string }>('SELECT id, path FROM roots')
  const tags = db.prepare<[], { id: number; name: string }>('SELECT id, name FROM tags')
  const collections = db.prepare<[], { id: number; name: string }>('SELECT id, name FROM collections')
  const taggedWith = db.prepare<[number], number>('SELECT photo_id FROM photo_tags WHERE tag_id = ?').pluck()
  const inCollection = db
    .prepare<[number], number>('SELECT photo_id FROM collection_photos WHERE collection_id = ?')
    .pluck()
  const tagged = db.prepare<[], number>('SELECT DISTINCT photo_id FROM photo_tags').pluck()
  const allTags = db.prepare<[], { tagId: number; photoId: number }>(
    'SELECT tag_id AS tagId, photo_id AS photoId FROM photo_tags',
  )
  const namesAfter = db
    .prepare<[number, number], [number, string]>(
      'SELECT id, relative_path FROM photos WHERE id > ? AND indexed_at_ms IS NOT NULL ORDER BY id LIMIT ?',
    )
    .raw()
  const pathOf = db.prepare<[number], string>('SELECT relative_path FROM photos WHERE id = ?').pluck()
  let noted: ReturnType<typeof notedChanges> | null = null

  return {
    follow: () => {
      db.exec(noting)
      noted ??= notedChanges(db)
    },
    slice: (afterId, limit) => slice.all(afterId, limit),
    lastId: () => lastId.get() as number,
    hasChanges: () => noted !== null && !db.inTransaction && noted.some.get() !== undefined,
    takeChanges: (limit) => {
      if (!noted || db.inTransaction) return { rows: [], gone: [], marksChanged: false, more: false }
      const found = noted.first.all(limit)
      const last = found.at(-1)
      if (last === undefined) return { rows: [], gone: [], marksChanged: false, more: false }
      const ids = new Set(found.map(({ id }) => id))
      const marksChanged = ids.delete(0)
      const rows: FactRow[] = []
      const gone: number[] = []
      for (const id of ids) {
        const row = one.get(id)
        if (row) rows.push(row)
        else gone.push(id)
      }
      noted.forget.run(last.n)
      return { rows, gone, marksChanged, more: found.length === limit }
    },
    dataVersion: () => db.pragma('data_version', { simple: true }) as number,
    roots: () => roots.all(),
    tags: () => tags.all(),
    collections: () => collections.all(),
    taggedWith: (tagId) => taggedWith.all(tagId) as number[],
    inCollection: (collectionId) => inCollection.all(collectionId) as number[],
    tagged: () => tagged.all() as number[],
    allTags: () => allTags.all(),
    namesAfter: (afterId, limit) => namesAfter.all(afterId, limit),
    pathOf: (id) => pathOf.get(id) as string | undefined,
  }
}

function notedChanges(db: Database) {
  return {
    some: db.prepare<[], number>('SELECT 1 FROM fact_changes LIMIT 1'),
    first: db.prepare<[number], { n: number; id: number }>(
      'SELECT n, id FROM fact_changes ORDER BY n LIMIT ?',
    ),
    forget: db.prepare<[number]>('DELETE FROM fact_changes WHERE n <= ?'),
  }
}
