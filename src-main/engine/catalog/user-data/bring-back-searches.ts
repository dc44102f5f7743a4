import type { Database } from 'better-sqlite3'
import type { Changed, Manner } from './bring-back.ts'
import { linesOf, type UserData } from './user-data.ts'

/** Saved and recent searches, and the pictures that stand in them. */
export function bringBackSearches(db: Database, data: UserData, manner: Manner, changed: Changed): void {
  const isWanted = (table: string) => manner.kind !== 'fill' || manner.incomplete.has(table)
  const isExact = manner.kind === 'exact'
  if (isWanted('saved_searches')) {
    const lines = linesOf(data, 'saved-search')
    if (isExact)
      keepOnly(
        db,
        'saved_searches',
        'id',
        lines.map(({ id }) => id),
      )
    const put = db.prepare(
      `INSERT INTO saved_searches (id, name, text, created_at_ms) VALUES (@id, @name, @text, @createdAtMs)
       ON CONFLICT (id) DO UPDATE SET name = excluded.name, text = excluded.text
         WHERE @overrules AND (name COLLATE BINARY IS NOT excluded.name OR text IS NOT excluded.text)`,
    )
    const isNamed = db.prepare<[string, number], number>(
      'SELECT 1 FROM saved_searches WHERE name = ? AND id <> ?',
    )
    for (const { kind: _, ...line } of lines) {
      if (isNamed.get(line.name, line.id)) continue
      changed.searches += put.run({ ...line, overrules: manner.kind === 'fill' ? 0 : 1 }).changes
    }
  }
  if (isWanted('recent_searches')) {
    const lines = linesOf(data, 'recent-search')
    if (isExact)
      keepOnly(
        db,
        'recent_searches',
        'key',
        lines.map(({ key }) => key),
      )
    const put = db.prepare(
      `INSERT INTO recent_searches (key, text, at_ms) VALUES (@key, @text, @atMs)
       ON CONFLICT (key) DO UPDATE SET text = excluded.text, at_ms = excluded.at_ms
         WHERE excluded.at_ms > at_ms OR (@isExact AND (text IS NOT excluded.text OR at_ms IS NOT excluded.at_ms))`,
    )
    for (const { kind: _, ...line } of lines)
      changed.searches += put.run({ ...line, isExact: isExact ? 1 : 0 }).changes
  }
  if (isWanted('query_pictures')) {
    const lines = linesOf(data, 'picture')
    if (isExact)
      keepOnly(
        db,
        'query_pictures',
        'id',
        lines.map(({ id }) => id),
      )
    const put = db.prepare(
      `INSERT INTO query_pictures (id, name, preview, at_ms) VALUES (@id, @name, @preview, @atMs)
       ON CONFLICT (id) DO UPDATE SET name = excluded.name, preview = excluded.preview
         WHERE @overrules AND (name IS NOT excluded.name OR preview IS NOT excluded.preview)`,
    )
    for (const { kind: _, preview, ...line } of lines)
      changed.searches += put.run({
        ...line,
        preview: Buffer.from(preview, 'base64'),
        overrules: manner.kind === 'fill' ? 0 : 1,
      }).changes
  }
}

function keepOnly(db: Database, table: string, column: string, values: readonly (string | number)[]): void {
  db.prepare(`DELETE FROM ${table} WHERE ${column} NOT IN (SELECT value FROM json_each(?))`).run(
    JSON.stringify(values),
  )
}
