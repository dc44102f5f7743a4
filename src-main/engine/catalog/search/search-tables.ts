/**
 * The texts of photos for full-text search, and what the person keeps of their searches: migration 3 -> 4.
 *
 * `photo_texts` holds no text of its own (external content): the view says what belongs in it, so that SQLite can compare
 * the two and build it anew. It has the rows that were read, in whatever state: a first scan of 100,000 files pays nothing.
 * Triggers keep it, because rows change in many places. An FTS5 table forgets a row only when it is told the very values
 * that it was given, so each trigger is one AFTER trigger that sees OLD and NEW: a BEFORE trigger also runs for an
 * UPDATE OR IGNORE that then changes nothing.
 */
export const searchTables = `
  CREATE VIEW photo_words AS SELECT id, ${textsOf('photos')} FROM photos WHERE indexed_at_ms IS NOT NULL;

  -- Trigrams: every part of three characters or more is found, whatever language it is in.
  -- No column sizes: they serve bm25 alone, which orders nothing where every word must occur anyway.
  CREATE VIRTUAL TABLE photo_texts USING fts5 (
    name, folder, title, caption, keywords,
    content = 'photo_words', content_rowid = 'id', columnsize = 0, tokenize = 'trigram remove_diacritics 1'
  );
  INSERT INTO photo_texts (photo_texts) VALUES ('rebuild');

  CREATE TRIGGER photo_texts_come AFTER INSERT ON photos WHEN NEW.indexed_at_ms IS NOT NULL
  BEGIN
    INSERT INTO photo_texts (rowid, name, folder, title, caption, keywords) SELECT NEW.id, ${textsOf('NEW')};
  END;
  CREATE TRIGGER photo_texts_go AFTER DELETE ON photos WHEN OLD.indexed_at_ms IS NOT NULL
  BEGIN
    INSERT INTO photo_texts (photo_texts, rowid, name, folder, title, caption, keywords)
      SELECT 'delete', OLD.id, ${textsOf('OLD')};
  END;
  CREATE TRIGGER photo_texts_change AFTER UPDATE OF id, relative_path, title, caption, keywords, indexed_at_ms ON photos
  WHEN (OLD.indexed_at_ms IS NULL) <> (NEW.indexed_at_ms IS NULL) OR (NEW.indexed_at_ms IS NOT NULL AND (
    OLD.relative_path IS NOT NEW.relative_path OR OLD.title IS NOT NEW.title OR OLD.caption IS NOT NEW.caption
    OR OLD.keywords IS NOT NEW.keywords OR OLD.id <> NEW.id))
  BEGIN
    INSERT INTO photo_texts (photo_texts, rowid, name, folder, title, caption, keywords)
      SELECT 'delete', OLD.id, ${textsOf('OLD')} WHERE OLD.indexed_at_ms IS NOT NULL;
    INSERT INTO photo_texts (rowid, name, folder, title, caption, keywords)
      SELECT NEW.id, ${textsOf('NEW')} WHERE NEW.indexed_at_ms IS NOT NULL;
  END;

  CREATE TABLE saved_searches (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE,
    text TEXT NOT NULL,
    created_at_ms INTEGER NOT NULL
  ) STRICT;
  -- key: the text without its case and spacing
  CREATE TABLE recent_searches (key TEXT PRIMARY KEY, text TEXT NOT NULL, at_ms INTEGER NOT NULL) STRICT;
  -- pictures from outside the library that stand in kept searches as picture:ID
  CREATE TABLE query_pictures (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    -- a small WebP
    preview BLOB NOT NULL,
    at_ms INTEGER NOT NULL
  ) STRICT;
`

/** The text columns of a row, in the order of photo_texts. */
function textsOf(row: string): string {
  // SQLite has no basename(): rtrim takes away all but slashes.
  const folder = `rtrim(${row}.relative_path, replace(${row}.relative_path, '/', ''))`
  // Nor may a view that FTS5 reads use json_each. Lines in the place of ["a","b"]; what JSON escapes but quotes stays so.
  const lines = `replace(substr(${row}.keywords, 3, length(${row}.keywords) - 4), '","', char(10))`
  const columns = {
    name: `substr(${row}.relative_path, length(${folder}) + 1)`,
    folder,
    title: `${row}.title`,
    caption: `${row}.caption`,
    keywords: `replace(${lines}, '\\"', '"')`,
  }
  // Two characters that nobody looks for follow each text: so its last one, too, begins a trigram, and texts of one or two
  // characters are found by the trigrams that begin with them.
  return Object.entries(columns)
    .map(([name, sql]) => `${sql} || char(31, 31) AS ${name}`)
    .join(', ')
}
