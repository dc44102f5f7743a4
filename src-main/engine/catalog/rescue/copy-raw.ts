import type { Database, Statement } from 'better-sqlite3'
import { isRefusal, type CopiedTable } from './copy-rows.ts'
import type { RawRow } from './raw/raw-rows.ts'

/** Takes rows that were read without SQLite into a table, where it has none of their key. Gives how many it could not take. */
export function copyRaw(
  to: Database,
  table: CopiedTable,
  rows: Iterable<RawRow>,
): { readonly taken: number; readonly refused: number } {
  const statements = new Map<string, Statement>()
  let taken = 0
  let refused = 0
  for (const row of rows) {
    const columns = Object.keys(row)
    const list = columns.join(', ')
    let insert = statements.get(list)
    if (!insert) {
      const values = columns.map((name) => `@${name}`).join(', ')
      insert = to.prepare(`INSERT INTO ${table.name} (${list}) VALUES (${values}) ON CONFLICT DO NOTHING`)
      statements.set(list, insert)
    }
    try {
      if (table.accept?.(row) === false) refused += 1
      else taken += insert.run(row).changes
    } catch (error) {
      if (!isRefusal(error)) throw error
      refused += 1
    }
  }
  return { taken, refused }
}
