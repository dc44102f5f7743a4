import type { Database } from 'better-sqlite3'

/** Notes what a piece of work changes of the person's own data, value by value. */
export interface ChangeNotes {
  /** Runs `work` and notes its changes in `own_changes`, in their order. Within a transaction. */
  noting<T>(work: () => T): T
  /** Whether the last work changed anything. */
  hasAny(): boolean
  clear(): void
}

const photoColumns = { favourite: 'favourite_at_ms', rating: 'rating', hidden: 'hidden_at_ms' }

const note = (values: string) =>
  `BEGIN INSERT INTO own_changes (what, photo_id, name, before, after) VALUES (${values}); END;`

/**
 * Triggers of this connection alone, so that no way in which a value changes (a collection that takes its photos with it)
 * can be missed. The table has no unique column: within a trigger the conflict clause of the statement that fired it counts.
 */
const triggers = [
  'CREATE TEMP TABLE IF NOT EXISTS own_noting (n INTEGER PRIMARY KEY);',
  `CREATE TEMP TABLE IF NOT EXISTS own_changes
     (n INTEGER PRIMARY KEY, what TEXT, photo_id INTEGER, name TEXT, before, after);`,
  ...Object.entries(photoColumns).map(
    ([
      what,
      column,
    ]) => `CREATE TEMP TRIGGER IF NOT EXISTS note_${what} AFTER UPDATE OF ${column} ON main.photos
      WHEN OLD.${column} IS NOT NEW.${column} AND EXISTS (SELECT 1 FROM own_noting)
      ${note(`'${what}', NEW.id, '', OLD.${column}, NEW.${column}`)}`,
  ),
  ...coming('photo_tags', 'tag', (row) => ({
    photo: `${row}.photo_id`,
    name: `(SELECT name FROM tags WHERE id = ${row}.tag_id)`,
    value: '1',
  })),
  ...coming('collection_photos', 'member', (row) => ({
    photo: `${row}.photo_id`,
    name: `${row}.collection_id`,
    value: `${row}.added_at_ms`,
  })),
  ...coming('collections', 'collection', (row) => ({
    photo: '0',
    name: `${row}.id`,
    value: `json_object('name', ${row}.name, 'createdAtMs', ${row}.created_at_ms)`,
  })),
  ...coming('saved_searches', 'search', (row) => ({
    photo: '0',
    name: `${row}.id`,
    value: `json_object('name', ${row}.name, 'text', ${row}.text, 'createdAtMs', ${row}.created_at_ms)`,
  })),
].join('\n')

interface Noted {
  readonly photo: string
  readonly name: string
  readonly value: string
}

function coming(table: string, what: string, noted: (row: 'OLD' | 'NEW') => Noted): string[] {
  const [old, now] = [noted('OLD'), noted('NEW')]
  const values = {
    INSERT: `'${what}', ${now.photo}, ${now.name}, NULL, ${now.value}`,
    UPDATE: `'${what}', ${now.photo}, ${now.name}, ${old.value}, ${now.value}`,
    DELETE: `'${what}', ${old.photo}, ${old.name}, ${old.value}, NULL`,
  }
  return Object.entries(values).map(
    ([event, row]) => `CREATE TEMP TRIGGER IF NOT EXISTS note_${what}_${event.toLowerCase()}
      AFTER ${event} ON main.${table} WHEN EXISTS (SELECT 1 FROM own_noting) ${note(row)}`,
  )
}

export function changeNotes(db: Database): ChangeNotes {
  db.exec(triggers)
  const begin = db.prepare('INSERT INTO own_noting (n) VALUES (1)')
  const end = db.prepare('DELETE FROM own_noting')
  const some = db.prepare<[], number>('SELECT 1 FROM own_changes LIMIT 1')
  const clear = db.prepare('DELETE FROM own_changes')
  return {
    noting: (work) => {
      clear.run()
      begin.run()
      try {
        return work()
      } finally {
        end.run()
      }
    },
    hasAny: () => some.get() !== undefined,
    clear: () => void clear.run(),
  }
}
