/** Settings that say nothing of the person: what was measured, seen or noted here. SQL on a column `key`. */
export const notSaid = `key IN ('clock', 'formerSpaces', 'imageTowers') OR key GLOB 'library.*' OR key GLOB 'everyday:*'
  OR key GLOB 'machine.*'`

const now = "CAST(unixepoch('subsec') * 1000 AS INTEGER)"
const count = `UPDATE said SET changes = changes + 1, again = again + 1, changed_at_ms = ${now};`

/** Tables all of whose rows are the person's word. */
const wholly = [
  'tags',
  'photo_tags',
  'collections',
  'collection_photos',
  'saved_searches',
  'recent_searches',
  'query_pictures',
  'kept_marks',
]

const marks = ['hidden_at_ms', 'favourite_at_ms', 'rating']
/** Photos of which something was said in their own row: the clause of the index that finds them. */
export const markedSql = marks.map((name) => `${name} IS NOT NULL`).join(' OR ')
const places = ['content_hash', 'root_id', 'relative_path']
const differs = (columns: readonly string[]) =>
  columns.map((name) => `OLD.${name} IS NOT NEW.${name}`).join(' OR ')

/**
 * Counts the changes of what the person said, so that a copy of it outside the catalog can be told to be as new as the
 * catalog, or older. Triggers count, because marks change in many places: rows that go leave theirs behind by content.
 */
export const saidTable = `
  CREATE TABLE said (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    changes INTEGER NOT NULL,
    -- the same number, so that damage to either shows
    again INTEGER NOT NULL,
    changed_at_ms INTEGER NOT NULL
  ) STRICT;
  INSERT INTO said (id, changes, again, changed_at_ms) VALUES (1, 1, 1, ${now});

  CREATE INDEX photos_said ON photos (id) WHERE ${markedSql};

  CREATE TRIGGER said_of_photos AFTER UPDATE OF ${marks.join(', ')} ON photos WHEN ${differs(marks)}
  BEGIN ${count} END;
  -- A photo of which something was said is named by its content and its place.
  CREATE TRIGGER said_elsewhere AFTER UPDATE OF ${places.join(', ')} ON photos
  WHEN (${differs(places)}) AND (${marks.map((name) => `NEW.${name} IS NOT NULL`).join(' OR ')}
    OR EXISTS (SELECT 1 FROM photo_tags WHERE photo_id = NEW.id)
    OR EXISTS (SELECT 1 FROM collection_photos WHERE photo_id = NEW.id))
  BEGIN ${count} END;
  CREATE TRIGGER said_of_roots AFTER UPDATE OF path, rules, min_side_px ON roots
  WHEN ${differs(['path', 'rules', 'min_side_px'])}
  BEGIN ${count} END;
  CREATE TRIGGER said_roots_come AFTER INSERT ON roots BEGIN ${count} END;
  CREATE TRIGGER said_roots_go AFTER DELETE ON roots BEGIN ${count} END;
  CREATE TRIGGER said_settings_come AFTER INSERT ON settings WHEN NOT (${inRow('NEW')}) BEGIN ${count} END;
  CREATE TRIGGER said_settings_change AFTER UPDATE ON settings WHEN NOT (${inRow('NEW')}) AND OLD.value IS NOT NEW.value
  BEGIN ${count} END;
  CREATE TRIGGER said_settings_go AFTER DELETE ON settings WHEN NOT (${inRow('OLD')}) BEGIN ${count} END;
  ${wholly.map(countingAll).join('')}
`

function inRow(row: 'NEW' | 'OLD'): string {
  return notSaid.replaceAll(/\bkey\b/g, `${row}.key`)
}

function countingAll(table: string): string {
  return [
    ['come', 'INSERT'],
    ['change', 'UPDATE'],
    ['go', 'DELETE'],
  ]
    .map(
      ([name, event]) =>
        `CREATE TRIGGER said_${table}_${name} AFTER ${event} ON ${table} BEGIN ${count} END;\n  `,
    )
    .join('')
}
