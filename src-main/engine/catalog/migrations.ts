import type { Database } from 'better-sqlite3'
import { stepTables } from './own/steps/step-tables.ts'
import { searchTables } from './search/search-tables.ts'
import { saidTable } from './user-data/said-table.ts'

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
  `
  -- gitignore-style lines, and the shortest side in pixels below which a picture is left out
  ALTER TABLE roots ADD COLUMN rules TEXT NOT NULL DEFAULT '';
  ALTER TABLE roots ADD COLUMN min_side_px INTEGER NOT NULL DEFAULT 0;
  -- files that went all at once and wait for the person's word
  ALTER TABLE roots ADD COLUMN vanished_files INTEGER NOT NULL DEFAULT 0;

  -- a file that belongs to another row's photo: the RAW beside a JPEG, the video of a Live Photo
  ALTER TABLE photos ADD COLUMN companion_of INTEGER REFERENCES photos (id) ON DELETE SET NULL;
  -- what the photo has beside its main file, a sum: 1 RAW, 2 video
  ALTER TABLE photos ADD COLUMN companions INTEGER NOT NULL DEFAULT 0;
  -- why the person does not want to see it: nothing of it is forgotten
  ALTER TABLE photos ADD COLUMN left_out TEXT CHECK (left_out IN ('rule', 'small'));
  -- the XMP file beside it, as it was when it was read last
  ALTER TABLE photos ADD COLUMN sidecar TEXT;
  ALTER TABLE photos ADD COLUMN sidecar_mtime_ms REAL;
  ALTER TABLE photos ADD COLUMN sidecar_size_bytes INTEGER;
  -- a pending row whose pixels are what they were
  ALTER TABLE photos ADD COLUMN reread TEXT CHECK (reread IN ('metadata'));
  ALTER TABLE photos ADD COLUMN taken_offset_min INTEGER;
  ALTER TABLE photos ADD COLUMN taken_from TEXT CHECK (taken_from IN ('camera', 'sidecar', 'file-name'));
  ALTER TABLE photos ADD COLUMN title TEXT;
  ALTER TABLE photos ADD COLUMN caption TEXT;
  ALTER TABLE photos ADD COLUMN keywords TEXT;
  ALTER TABLE photos ADD COLUMN file_rating INTEGER;
  -- the person's own word, which beats the file's
  ALTER TABLE photos ADD COLUMN favourite_at_ms INTEGER;
  ALTER TABLE photos ADD COLUMN rating INTEGER CHECK (rating BETWEEN 0 AND 5);
  UPDATE photos SET taken_from = 'camera' WHERE taken_at_ms IS NOT NULL;

  DROP INDEX photos_queue;
  CREATE INDEX photos_queue ON photos (mtime_ms DESC, id)
    WHERE status = 'pending' AND missing_since_ms IS NULL AND companion_of IS NULL AND left_out IS NULL;
  -- the same for the root that the person looks at: sorting 200,000 rows took 90 ms for each photo
  CREATE INDEX photos_queue_of_root ON photos (root_id, mtime_ms DESC, id)
    WHERE status = 'pending' AND missing_since_ms IS NULL AND companion_of IS NULL AND left_out IS NULL;
  DROP INDEX photos_by_date;
  CREATE INDEX photos_by_date ON photos
    (sort_at_ms DESC, id DESC, width, height, colour, root_id, indexed_at_ms, missing_since_ms, hidden_at_ms,
     companion_of, left_out, favourite_at_ms, companions)
    WHERE indexed_at_ms IS NOT NULL;
  DROP INDEX photos_tally;
  CREATE INDEX photos_tally ON photos
    (root_id, status, indexed_at_ms, hidden_at_ms, missing_since_ms, companion_of, left_out);
  CREATE INDEX photos_companions ON photos (companion_of) WHERE companion_of IS NOT NULL;
  CREATE INDEX photos_favourite ON photos (favourite_at_ms) WHERE favourite_at_ms IS NOT NULL;

  CREATE TABLE tags (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE COLLATE NOCASE) STRICT;
  CREATE TABLE photo_tags (
    photo_id INTEGER NOT NULL REFERENCES photos (id) ON DELETE CASCADE,
    tag_id INTEGER NOT NULL REFERENCES tags (id) ON DELETE CASCADE,
    PRIMARY KEY (photo_id, tag_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX photo_tags_by_tag ON photo_tags (tag_id);

  CREATE TABLE collections (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE,
    created_at_ms INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE collection_photos (
    collection_id INTEGER NOT NULL REFERENCES collections (id) ON DELETE CASCADE,
    photo_id INTEGER NOT NULL REFERENCES photos (id) ON DELETE CASCADE,
    added_at_ms INTEGER NOT NULL,
    PRIMARY KEY (collection_id, photo_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX collection_photos_by_photo ON collection_photos (photo_id);

  -- what the person said of photos that are forgotten, by content: given back when the content returns
  CREATE TABLE kept_marks (
    content_hash BLOB PRIMARY KEY,
    marks TEXT NOT NULL CHECK (json_valid(marks)),
    kept_at_ms INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  -- Triggers, so that no way in which a row goes (a purge, a removed root, a file that took its place) can forget them.
  CREATE TRIGGER photos_keep_marks BEFORE DELETE ON photos
  WHEN OLD.content_hash IS NOT NULL AND (
    OLD.hidden_at_ms IS NOT NULL OR OLD.favourite_at_ms IS NOT NULL OR OLD.rating IS NOT NULL
    OR EXISTS (SELECT 1 FROM photo_tags WHERE photo_id = OLD.id)
    OR EXISTS (SELECT 1 FROM collection_photos WHERE photo_id = OLD.id))
  BEGIN
    INSERT INTO kept_marks (content_hash, marks, kept_at_ms) VALUES (
      OLD.content_hash,
      json_object(
        'hiddenAtMs', OLD.hidden_at_ms, 'favouriteAtMs', OLD.favourite_at_ms, 'rating', OLD.rating,
        'tags', json((SELECT json_group_array(t.name) FROM photo_tags p JOIN tags t ON t.id = p.tag_id
          WHERE p.photo_id = OLD.id)),
        'collections', json((
          SELECT json_group_array(json_object('id', c.id, 'name', c.name, 'addedAtMs', p.added_at_ms))
          FROM collection_photos p JOIN collections c ON c.id = p.collection_id WHERE p.photo_id = OLD.id))),
      CAST(unixepoch('subsec') * 1000 AS INTEGER))
    -- two copies are forgotten: what was said of either holds
    ON CONFLICT (content_hash) DO UPDATE SET kept_at_ms = excluded.kept_at_ms, marks = json_object(
      'hiddenAtMs', coalesce(excluded.marks ->> '$.hiddenAtMs', marks ->> '$.hiddenAtMs'),
      'favouriteAtMs', coalesce(excluded.marks ->> '$.favouriteAtMs', marks ->> '$.favouriteAtMs'),
      'rating', coalesce(excluded.marks ->> '$.rating', marks ->> '$.rating'),
      'tags', json((SELECT json_group_array(value) FROM (
        SELECT value FROM json_each(kept_marks.marks, '$.tags')
        UNION SELECT value FROM json_each(excluded.marks, '$.tags')))),
      'collections', json((SELECT json_group_array(json(value)) FROM (
        SELECT value FROM json_each(kept_marks.marks, '$.collections')
        UNION SELECT value FROM json_each(excluded.marks, '$.collections')))));
  END;

  CREATE TRIGGER photos_give_back_read AFTER UPDATE OF content_hash ON photos
  WHEN NEW.content_hash IS NOT NULL AND EXISTS (SELECT 1 FROM kept_marks WHERE content_hash = NEW.content_hash)
  BEGIN
    UPDATE photos SET
      hidden_at_ms = coalesce(hidden_at_ms, k.marks ->> '$.hiddenAtMs'),
      favourite_at_ms = coalesce(favourite_at_ms, k.marks ->> '$.favouriteAtMs'),
      rating = coalesce(rating, k.marks ->> '$.rating')
      FROM kept_marks k WHERE k.content_hash = NEW.content_hash AND photos.id = NEW.id;
    INSERT OR IGNORE INTO tags (name)
      SELECT t.value FROM kept_marks k, json_each(k.marks, '$.tags') t WHERE k.content_hash = NEW.content_hash;
    INSERT OR IGNORE INTO photo_tags (photo_id, tag_id)
      SELECT NEW.id, tags.id FROM kept_marks k, json_each(k.marks, '$.tags') t JOIN tags ON tags.name = t.value
      WHERE k.content_hash = NEW.content_hash;
    INSERT OR IGNORE INTO collection_photos (collection_id, photo_id, added_at_ms)
      SELECT collections.id, NEW.id, c.value ->> '$.addedAtMs'
      FROM kept_marks k, json_each(k.marks, '$.collections') c JOIN collections ON collections.id = c.value ->> '$.id'
      WHERE k.content_hash = NEW.content_hash;
    DELETE FROM kept_marks WHERE content_hash = NEW.content_hash;
  END;

  CREATE TRIGGER photos_give_back_copied AFTER INSERT ON photos
  WHEN NEW.content_hash IS NOT NULL AND EXISTS (SELECT 1 FROM kept_marks WHERE content_hash = NEW.content_hash)
  BEGIN
    UPDATE photos SET
      hidden_at_ms = coalesce(hidden_at_ms, k.marks ->> '$.hiddenAtMs'),
      favourite_at_ms = coalesce(favourite_at_ms, k.marks ->> '$.favouriteAtMs'),
      rating = coalesce(rating, k.marks ->> '$.rating')
      FROM kept_marks k WHERE k.content_hash = NEW.content_hash AND photos.id = NEW.id;
    INSERT OR IGNORE INTO tags (name)
      SELECT t.value FROM kept_marks k, json_each(k.marks, '$.tags') t WHERE k.content_hash = NEW.content_hash;
    INSERT OR IGNORE INTO photo_tags (photo_id, tag_id)
      SELECT NEW.id, tags.id FROM kept_marks k, json_each(k.marks, '$.tags') t JOIN tags ON tags.name = t.value
      WHERE k.content_hash = NEW.content_hash;
    INSERT OR IGNORE INTO collection_photos (collection_id, photo_id, added_at_ms)
      SELECT collections.id, NEW.id, c.value ->> '$.addedAtMs'
      FROM kept_marks k, json_each(k.marks, '$.collections') c JOIN collections ON collections.id = c.value ->> '$.id'
      WHERE k.content_hash = NEW.content_hash;
    DELETE FROM kept_marks WHERE content_hash = NEW.content_hash;
  END;
  `,
  `
  -- Two models' embeddings lie between each other while photos are read for the next: without this, following one of them
  -- reads the rows of both.
  CREATE INDEX embeddings_by_model ON embeddings (model_id, id, photo_id);
  `,
  searchTables,
  saidTable,
  stepTables,
  `
  -- when anything of the file changed, as the disk said last: an edit may keep its size and its time
  ALTER TABLE photos ADD COLUMN ctime_ms REAL;
  ALTER TABLE photos ADD COLUMN sidecar_ctime_ms REAL;
  `,
]

export const schemaVersion = migrations.length

/** Under this name a catalog's version stands in it once more. */
export const versionKey = 'version'

/** Brings an open catalog to the present schema; each step is one transaction together with its number. */
export function migrate(db: Database): void {
  const from = db.pragma('user_version', { simple: true }) as number
  for (let version = from; version < migrations.length; version += 1) {
    db.transaction(() => {
      // Another process may have been quicker.
      if (db.pragma('user_version', { simple: true }) !== version) return
      db.exec(migrations[version] as string)
      db.pragma(`user_version = ${version + 1}`)
      // Once more, so that a flipped bit in the number is not taken for another version.
      db.prepare('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)').run(
        versionKey,
        String(version + 1),
      )
    }).immediate()
  }
}
