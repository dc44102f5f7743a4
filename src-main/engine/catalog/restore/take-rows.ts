import type { Database as Db } from 'better-sqlite3'
import { anyRules, tableRules, type TableRules } from './table-rules.ts'

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
  const idAt = columns.indexOf('id')
  const { isWanted, mend } = compiled(rules, columns, ids)
  let rows = 0
  let leftOut = 0
  let mended = 0
  for (const row of read.raw().iterate() as Iterable<unknown[]>) {
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
    if (idAt >= 0) taken.add(row[idAt])
  }
  return { rows, leftOut, mended }

  /** False when the schema refuses the row: a second one of the same name, a value of another type. */
  function put(row: unknown[]): boolean {
    try {
      insert.run(row)
      return true
    } catch (error) {
      const { code } = error as { code?: unknown }
      if (typeof code === 'string' && /^SQLITE_(CONSTRAINT|MISMATCH)/.test(code)) return false
      throw error
    }
  }
}

/** The rules of a table for rows that come as lists: of a large library there are hundreds of thousands. */
function compiled(rules: TableRules, columns: readonly string[], ids: TakenIds) {
  const at = (column: string) => columns.indexOf(column)
  const must = Object.entries(rules.must).map(([column, check]) => ({ at: at(column), check }))
  const refersTo = Object.entries(rules.refersTo ?? {}).map(([column, table]) => ({
    at: at(column),
    taken: ids.get(table) ?? new Set(),
  }))
  const may = Object.entries(rules.may ?? {})
    .map(([column, [check, instead]]) => ({ at: at(column), check, instead }))
    .filter((rule) => rule.at >= 0)
  return {
    isWanted: (row: readonly unknown[]) =>
      must.every((rule) => rule.check(row[rule.at])) &&
      refersTo.every((rule) => rule.taken.has(row[rule.at])),
    mend: (row: unknown[]) => {
      let isMended = false
      for (const rule of may) {
        if (rule.check(row[rule.at])) continue
        row[rule.at] = rule.instead
        isMended = true
      }
      return (rules.settle?.(row, at) ?? false) || isMended
    },
  }
}

const quoted = (name: string) => `"${name}"`

function bounded(column: string): string {
  const isLarge = `typeof("${column}") IN ('text', 'blob') AND octet_length("${column}") > ${largestBytes}`
  return `CASE WHEN ${isLarge} THEN zeroblob(0) ELSE "${column}" END`
}
