/**
 * The schema step that keeps what can be undone: what each change of the person's own data replaced, photo by photo. A
 * photo is named by its id, and by its content for the day when it is forgotten and comes back under another id.
 */
export const stepTables = `
  CREATE TABLE undo_steps (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at_ms INTEGER NOT NULL,
    -- the contract's StepLabel
    label TEXT NOT NULL CHECK (json_valid(label)),
    photos INTEGER NOT NULL,
    changes INTEGER NOT NULL,
    -- photos with a higher id came after the step: one of them may be a photo of it that has returned
    last_photo_id INTEGER NOT NULL,
    -- set: it can be done again
    undone_at_ms INTEGER
  ) STRICT;

  -- before and after: the column's value, 1 for a tag, the time of joining a collection, or JSON for what has several; NULL: none
  CREATE TABLE undo_changes (
    step_id INTEGER NOT NULL REFERENCES undo_steps (id) ON DELETE CASCADE,
    what TEXT NOT NULL CHECK (what IN ('favourite', 'rating', 'hidden', 'tag', 'member', 'collection', 'search')),
    -- the tag's name, or the id of the collection or of the saved search
    name TEXT NOT NULL,
    -- 0: not of a photo
    photo_id INTEGER NOT NULL,
    content_hash BLOB,
    before ANY,
    after ANY,
    PRIMARY KEY (step_id, what, name, photo_id)
  ) STRICT, WITHOUT ROWID;
  `
