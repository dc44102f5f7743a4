import type { Database } from 'better-sqlite3'

/**
 * Numbered, additive steps; entry n brings a catalog from version n to n + 1 (SQLite's user_version).
 * A released step is never edited: the next change is a new step.
 */
export const migrations: readonly string[] = [
  `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

  CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

  CREATE TABLE roots (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    path TEXT NOT NULL UNIQUE,
    added_at_ms INTEGER NOT NULL,
    last_scan_at_ms INTEGER
  ) STRICT;

  CREATE TABLE photos (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    root_id INTEGER NOT NULL REFERENCES roots (id) ON DELETE CASCADE,
    relative_path TEXT NOT NULL,
    -- what the disk said last; REAL because mtimes have fractions and inodes of some file systems exceed 2^63
    size_bytes INTEGER NOT NULL,
    mtime_ms REAL NOT NULL,
    inode REAL NOT NULL,
    missing_since_ms INTEGER,
    -- the queue: pending rows wait to be read
    status TEXT NOT NULL CHECK (status IN ('pending', 'indexed', 'failed')),
    reason TEXT,
    attempted_at_ms INTEGER,
    -- what reading it gave; indexed_at_ms is set from then on, also while a newer version of the file waits
    indexed_at_ms INTEGER,
    content_hash BLOB,
    width INTEGER,
    height INTEGER,
    format TEXT,
    colour INTEGER,
    taken_at_ms INTEGER,
    camera TEXT,
    lens TEXT,
    exposure TEXT,
    latitude REAL,
    longitude REAL,
    -- taken_at_ms, or the file's own time: what browsing sorts by
    sort_at_ms INTEGER NOT NULL,
    -- the person's own wish
    hidden_at_ms INTEGER,
    UNIQUE (root_id, relative_path)
  ) STRICT;

  CREATE INDEX photos_queue ON photos (mtime_ms DESC, id) WHERE status = 'pending' AND missing_since_ms IS NULL;
  CREATE INDEX photos_failed ON photos (attempted_at_ms DESC) WHERE status = 'failed';
  -- Covering: the list of 100,000 photos is read from the index alone, about four times as fast as from the rows.
  CREATE INDEX photos_by_date ON photos
    (sort_at_ms DESC, id DESC, width, height, colour, root_id, indexed_at_ms, missing_since_ms, hidden_at_ms)
    WHERE indexed_at_ms IS NOT NULL;
  CREATE INDEX photos_tally ON photos (root_id, status, indexed_at_ms, hidden_at_ms, missing_since_ms);
  CREATE INDEX photos_by_size ON photos (size_bytes);
  CREATE INDEX photos_by_hash ON photos (content_hash) WHERE content_hash IS NOT NULL;

  -- AUTOINCREMENT: an id is never used again, so that a vector index can name embeddings by it.
  CREATE TABLE embeddings (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    photo_id INTEGER NOT NULL REFERENCES photos (id) ON DELETE CASCADE,
    model_id TEXT NOT NULL,
    vector BLOB NOT NULL,
    UNIQUE (photo_id, model_id)
  ) STRICT;
  `,
]

export const schemaVersion = migrations.length

/** Brings an open catalog to the present schema; each step is one transaction together with its number. */
export function migrate(db: Database): void {
  const from = db.pragma('user_version', { simple: true }) as number
  for (let version = from; version < migrations.length; version += 1) {
    db.transaction(() => {
      db.exec(migrations[version] as string)
      db.pragma(`user_version = ${version + 1}`)
    })()
  }
}
