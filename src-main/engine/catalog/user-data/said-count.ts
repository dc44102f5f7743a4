import { randomUUID } from 'node:crypto'
import type { Database } from 'better-sqlite3'

/** Of a UUID, and of nothing else that a catalog notes of itself. */
export const idLength = 36

/** How often the person has changed something, and when they did last. */
export interface SaidCount {
  readonly changes: number
  readonly changedAtMs: number
}

/** Null where the catalog's count is damaged. */
export function saidCount(db: Database): SaidCount | null {
  const row = db
    .prepare<[], SaidCount & { again: number }>(
      'SELECT changes, again, changed_at_ms AS changedAtMs FROM said WHERE id = 1',
    )
    .get()
  return row && row.changes === row.again ? { changes: row.changes, changedAtMs: row.changedAtMs } : null
}

/** Calls the catalog what a copy of it calls it. */
export function renameCatalog(db: Database, id: string): void {
  db.prepare("UPDATE meta SET value = ? WHERE key = 'id'").run(id)
}

/** Counts on from here: what a copy says holds no longer for this catalog. */
export function countOnFrom(db: Database, changes: number): void {
  db.prepare(
    `INSERT INTO said (id, changes, again, changed_at_ms) VALUES (1, @changes, @changes, @nowMs)
     ON CONFLICT (id) DO UPDATE SET changes = excluded.changes, again = excluded.again,
       changed_at_ms = excluded.changed_at_ms`,
  ).run({ changes, nowMs: Date.now() })
}

/** The catalog's own name; also where a bit of its key has flipped. */
export function catalogId(db: Database): string | undefined {
  return db
    .prepare<[], string>(
      `SELECT value FROM meta WHERE key = 'id' OR length(value) = ${idLength} ORDER BY key <> 'id' LIMIT 1`,
    )
    .pluck()
    .get() as string | undefined
}

/** Gives a new catalog its name, and one whose name stands under another key its own again. */
export function nameCatalog(db: Database): void {
  db.exec(`UPDATE OR IGNORE meta SET key = 'id' WHERE length(value) = ${idLength} AND key <> 'id'
    AND NOT EXISTS (SELECT 1 FROM meta WHERE key = 'id')`)
  db.prepare("INSERT OR IGNORE INTO meta (key, value) VALUES ('id', ?)").run(randomUUID())
}
