import Database from 'better-sqlite3'
import { migrations } from '../../migrations.ts'
import type { Value } from './records.ts'

interface Column {
  readonly name: string
  readonly type: string
  readonly isRequired: boolean
}

/** How the rows of a table lie in the file. Columns are only ever added, so rows of all versions are told by the present one. */
export interface TableShape {
  readonly name: string
  /** Rows lie in the b-tree of their key, not in one of rowids. */
  readonly isWithoutRowid: boolean
  /** The column that is another name for the rowid; a row holds nothing in its place. */
  readonly rowidColumn: string | null
  /** In the order of the file. */
  readonly columns: readonly Column[]
  /** Columns of the first version that had it: no row has fewer. */
  readonly leastColumns: number
}

let known: ReadonlyMap<string, TableShape> | undefined

/** The shapes of the tables of a catalog by name. */
export function tableShapes(): ReadonlyMap<string, TableShape> {
  return (known ??= readShapes())
}

function readShapes(): ReadonlyMap<string, TableShape> {
  const db = new Database(':memory:')
  try {
    const least = new Map<string, number>()
    for (const step of migrations) {
      db.exec(step)
      for (const name of tablesIn(db)) if (!least.has(name)) least.set(name, columnsOf(db, name).length)
    }
    return new Map(tablesIn(db).map((name) => [name, shapeOf(db, name, least.get(name) as number)]))
  } finally {
    db.close()
  }
}

function tablesIn(db: Database.Database): string[] {
  const sql =
    "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'"
  return db.prepare(sql).pluck().all() as string[]
}

interface ColumnInfo {
  readonly name: string
  readonly type: string
  readonly notnull: number
  readonly pk: number
}

function columnsOf(db: Database.Database, table: string): ColumnInfo[] {
  return db.prepare('SELECT name, type, "notnull", pk FROM pragma_table_info(?)').all(table) as ColumnInfo[]
}

function shapeOf(db: Database.Database, name: string, leastColumns: number): TableShape {
  const wr = db.prepare('SELECT wr FROM pragma_table_list WHERE name = ?').pluck().get(name) === 1
  const columns = columnsOf(db, name)
  const key = columns.filter(({ pk }) => pk > 0)
  const isAlias = !wr && key.length === 1 && key[0]?.type === 'INTEGER'
  // A table without rowids keeps the columns of its key first.
  const inFile = wr
    ? [...key.toSorted((a, b) => a.pk - b.pk), ...columns.filter(({ pk }) => pk === 0)]
    : columns
  return {
    name,
    isWithoutRowid: wr,
    rowidColumn: isAlias ? (key[0]?.name ?? null) : null,
    columns: inFile.map((column) => ({
      name: column.name,
      type: column.type,
      isRequired: column.notnull === 1 || column.pk > 0,
    })),
    leastColumns,
  }
}

/** Takes the values of a record for a row of this table, or null where they are none. */
export function rowOf(
  shape: TableShape,
  values: readonly Value[],
  rowid: number | null,
): Record<string, Value> | null {
  if (values.length > shape.columns.length || values.length < shape.leastColumns) return null
  if (shape.isWithoutRowid !== (rowid === null)) return null
  const row: Record<string, Value> = {}
  for (const [at, column] of shape.columns.entries()) {
    if (at >= values.length) break
    const value = values[at] as Value
    if (column.name === shape.rowidColumn) {
      if (value !== null || rowid === null || rowid < 1) return null
      row[column.name] = rowid
    } else if (!fits(column, value)) return null
    else row[column.name] = value
  }
  return row
}

function fits({ type, isRequired }: Column, value: Value): boolean {
  if (value === null) return !isRequired
  if (type === 'TEXT') return typeof value === 'string'
  if (type === 'BLOB') return Buffer.isBuffer(value)
  if (type === 'REAL') return typeof value === 'number' && Number.isFinite(value)
  return Number.isSafeInteger(value)
}
