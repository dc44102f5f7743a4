import { readBtreePage, type Cell } from './cells.ts'
import { findRoots } from './find-roots.ts'
import { freePages } from './free-pages.ts'
import type { Pages } from './pages.ts'
import { readRecord, type Value } from './records.ts'
import { secondSources, type SecondSource } from './second-sources.ts'
import { rowOf, tableShapes, type TableShape } from './table-shape.ts'
import { cellsOf } from './tree.ts'

export type RawRow = Readonly<Record<string, Value>>

/** The rows of a catalog, read from its pages without SQLite. */
export interface RawRows {
  /** Those of one table that its b-tree leads to, and those that only an index of it still says. */
  of(table: string): Generator<RawRow>
  /**
   * What lies on pages that nothing led to, after `of` was asked for all tables. It may be an older version of what that
   * gave.
   */
  astray(table: string): Generator<RawRow>
  /** Pages and entries that could not be read so far, of those that were asked for. */
  broken(): number
}

/** Rows of two or three whole numbers are in many indexes too: these are believed only where the tree is known. */
const uncertain: ReadonlySet<string> = new Set(['photo_tags', 'collection_photos'])

/** Reads through all pages once. `endMs` (of `performance.now()`) ends everything early. */
export function rawRows(pages: Pages, endMs: number): RawRows {
  const shapes = tableShapes()
  const free = freePages(pages)
  const { schema, leaves } = survey(pages, free, endMs)
  const wanted = [
    ...[...shapes.keys()].map((name) => ({ type: 'table', name, table: name }) as const),
    ...secondSources.map(({ index, table }) => ({ type: 'index', name: index, table }) as const),
  ]
  const roots = findRoots(pages, wanted, schema)
  const claimed = new Set<number>()
  const findings = { broken: 0 }

  function* inTree(name: string, take: (cell: Cell) => RawRow | null): Generator<RawRow> {
    const root = roots.get(name)
    if (root === undefined) {
      findings.broken += 1
      return
    }
    // A row of the schema that was deleted still lies there: the table is gone, or the list of free pages is wrong.
    if (free.has(root)) findings.broken += 1
    for (const { page, cell } of cellsOf(pages, root, findings)) {
      const row = performance.now() > endMs ? null : take(cell)
      if (!row) {
        findings.broken += 1
        continue
      }
      claimed.add(page)
      yield row
    }
  }

  return {
    of: function* of(table) {
      const shape = shapes.get(table)
      if (!shape) return
      const before = findings.broken
      yield* inTree(table, (cell) => rowIn(shape, cell))
      if (findings.broken === before) return
      for (const source of secondSources)
        if (source.table === table) yield* inTree(source.index, (cell) => rowFrom(source, cell))
    },
    astray: function* astray(table) {
      const shape = shapes.get(table)
      if (!shape || uncertain.has(table)) return
      for (const number of leaves) {
        if (claimed.has(number) || free.has(number)) continue
        if (performance.now() > endMs) return
        const page = readBtreePage(pages, number)
        if (!page || (page.kind === 'index') !== shape.isWithoutRowid) continue
        const rows = page.cells.map((cell) => rowIn(shape, cell)).filter((row) => row !== null)
        // A page of another table may have a row that looks like one of this.
        if (rows.length === 0 || rows.length < page.cells.length / 2) continue
        claimed.add(number)
        yield* rows
      }
    },
    broken: () => findings.broken,
  }
}

function rowIn(shape: TableShape, { payload, rowid }: Cell): RawRow | null {
  const values = readRecord(payload)
  return values && rowOf(shape, values, rowid)
}

function rowFrom({ columns, others }: SecondSource, { payload }: Cell): RawRow | null {
  const values = readRecord(payload)
  if (values?.length !== columns.length) return null
  const row: Record<string, Value> = { ...others }
  for (const [at, { name, type }] of columns.entries()) {
    const value = values[at] as Value
    if (typeof value !== type) return null
    row[name] = value
  }
  return row
}

/** Pages that may hold rows of the schema, and those that may hold rows of tables. */
function survey(
  pages: Pages,
  free: ReadonlySet<number>,
  endMs: number,
): { readonly schema: number[]; readonly leaves: number[] } {
  const schema: number[] = []
  const leaves: number[] = []
  for (let number = 1; number <= pages.count && performance.now() <= endMs; number += 1) {
    const page = free.has(number) ? null : pages.page(number)
    if (!page) continue
    const type = page[number === 1 ? 100 : 0]
    if (type === 0x0d || type === 0x0a || type === 0x02) leaves.push(number)
    if (page.includes('CREATE ', 0, 'latin1')) schema.push(number)
  }
  return { schema, leaves }
}
