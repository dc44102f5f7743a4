import type { Database as Db } from 'better-sqlite3'
import { anyRules, tableRules, type Row } from './table-rules.ts'

export interface TakenRows {
  readonly rows: number
  /** Rows that cannot be Sightline's. */
  readonly leftOut: number
  /** Rows of which a value was replaced. */
  readonly mended: number
}

/** What was taken so far: the ids of each table that others refer to. */
export type TakenIds = Map<string, Set<unknown>>

/** Larger values are none of Sightline's, and are not even read. */
const largestBytes = 2 ** 20

/**
 * Copies the rows of one table out of a database that nobody vouches for, by a plain reading of the table itself: none of
 * its indexes, triggers and views has a say. `columns` are those that both sides have.
 */
export function takeRows(
  from: Db,
  to: Db,
  { table, columns, ids }: { table: string; columns: readonly string[]; ids: TakenIds },
): TakenRows {
  const rules = tableRules[table] ?? anyRules
  const taken = new Set<unknown>()
  ids.set(table, taken)
  const insert = to.prepare(
    `INSERT INTO "${table}" (${columns.map(quoted).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
  )
  const read = from.prepare(`SELECT ${columns.map(bounded).join(', ')} FROM main."${table}" NOT INDEXED`)
  let rows = 0
  let leftOut = 0
  let mended = 0
  for (const values of read.raw().iterate() as Iterable<unknown[]>) {
    const row: Row = Object.fromEntries(columns.map((column, at) => [column, values[at]]))
    if (!isWanted(row)) {
      leftOut += 1
      continue
    }
    const isMended = mend(row)
    if (!put(row)) {
      leftOut += 1
      continue
    }
    rows += 1
    if (isMended) mended += 1
    if (columns.includes('id')) taken.add(row['id'])
  }
  return { rows, leftOut, mended }

  function isWanted(row: Row): boolean {
    return (
      Object.entries(rules.must).every(([column, check]) => check(row[column])) &&
      Object.entries(rules.refersTo ?? {}).every(([column, other]) => ids.get(other)?.has(row[column]))
    )
  }

  function mend(row: Row): boolean {
    let isMended = false
    for (const [column, [check, instead]] of Object.entries(rules.may ?? {})) {
      if (!(column in row) || check(row[column])) continue
      row[column] = instead
      isMended = true
    }
    return (rules.settle?.(row) ?? false) || isMended
  }

  /** False when the schema refuses the row: a second one of the same name, a value of another type. */
  function put(row: Row): boolean {
    try {
      insert.run(columns.map((column) => row[column]))
      return true
    } catch (error) {
      const { code } = error as { code?: unknown }
      if (typeof code === 'string' && /^SQLITE_(CONSTRAINT|MISMATCH)/.test(code)) return false
      throw error
    }
  }
}

const quoted = (name: string) => `"${name}"`

function bounded(column: string): string {
  return `CASE WHEN octet_length("${column}") > ${largestBytes} THEN zeroblob(0) ELSE "${column}" END`
}
