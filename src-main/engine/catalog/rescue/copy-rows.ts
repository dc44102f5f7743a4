import type { Database } from 'better-sqlite3'

export interface CopiedTable {
  readonly name: string
  /** A column by which its rows can be asked for piece by piece; null: a small table, read in one go. */
  readonly key: string | null
  /** Whether a row makes sense; damage does not always show in the structure. */
  readonly accept?: (row: Readonly<Record<string, unknown>>) => boolean
}

export interface Copied {
  readonly rows: number
  /** Rows, or stretches of rows, that could not be read or taken. */
  readonly lost: number
}

const stretch = 1_024

/**
 * Copies the rows that can be read out of a damaged database. A stretch that cannot be read is halved until the damage is
 * narrowed down to single rows. Columns that only one of the two knows are left out.
 */
export function copyRows(from: Database, to: Database, table: CopiedTable, endMs: number): Copied {
  const columns = commonColumns(from, to, table.name)
  if (columns.length === 0) return { rows: 0, lost: 1 }
  const insert = to.prepare(
    `INSERT INTO ${table.name} (${columns.join(', ')}) VALUES (${columns.map((name) => `@${name}`).join(', ')})
     ON CONFLICT DO NOTHING`,
  )
  let rows = 0
  let lost = 0

  function take(read: () => unknown[]): boolean {
    let found: unknown[]
    try {
      found = read()
    } catch {
      return false
    }
    for (const row of found as Record<string, unknown>[]) {
      try {
        const isTaken = table.accept?.(row) !== false && insert.run(row).changes > 0
        if (isTaken) rows += 1
        else lost += 1
      } catch (error) {
        // What the schema refuses is damage; what the disk refuses is none of the row's doing.
        if (!isRefusal(error)) throw error
        lost += 1
      }
    }
    return true
  }

  const { key } = table
  const select = `SELECT ${columns.join(', ')} FROM ${table.name}`
  if (key === null) {
    if (!take(() => from.prepare(select).all())) lost += 1
    return { rows, lost }
  }
  const between = from.prepare<[number, number]>(`${select} WHERE ${key} BETWEEN ? AND ?`)
  const copy = (first: number, last: number): void => {
    if (performance.now() > endMs) {
      lost += 1
      return
    }
    if (take(() => between.all(first, last))) return
    if (first === last) {
      lost += 1
      return
    }
    const middle = Math.floor((first + last) / 2)
    copy(first, middle)
    copy(middle + 1, last)
  }
  const last = lastKey(from, table.name, key)
  for (let first = 1; first <= last; first += stretch) copy(first, Math.min(first + stretch - 1, last))
  return { rows, lost }
}

/** Whether a row was refused by the schema, and not by the disk. */
export function isRefusal(error: unknown): boolean {
  const code = (error as { code?: unknown }).code
  return (
    error instanceof TypeError || (typeof code === 'string' && /^SQLITE_(CONSTRAINT|MISMATCH)/.test(code))
  )
}

function commonColumns(from: Database, to: Database, table: string): string[] {
  const namesIn = (db: Database) =>
    db.prepare('SELECT name FROM pragma_table_info(?)').pluck().all(table) as string[]
  const known = new Set(namesIn(to))
  return namesIn(from).filter((name) => known.has(name))
}

/** The highest key: from the rows, or from SQLite's own note of it when the last page is damaged. */
function lastKey(db: Database, table: string, key: string): number {
  const ways = [`SELECT max(${key}) FROM ${table}`, `SELECT seq FROM sqlite_sequence WHERE name = '${table}'`]
  for (const sql of ways) {
    try {
      const last = db.prepare(sql).pluck().get()
      if (typeof last === 'number' && Number.isSafeInteger(last)) return Math.min(last, 50_000_000)
    } catch {
      continue
    }
  }
  return 0
}
