import { extname } from 'node:path'
import type { CorpusRow } from './run-corpus.ts'

/** The run as two tables: by format, and why files were not read. */
export function corpusTable(rows: readonly CorpusRow[], mediansMs: ReadonlyMap<string, number>): string {
  const byFormat = grouped(rows, (row) => row.format ?? `(${extname(row.path).slice(1).toLowerCase()})`)
  const formats = [...byFormat].toSorted((a, b) => b[1].length - a[1].length)
  const lines = formats.map(([format, all]) => {
    const failed = all.filter(({ status }) => status === 'failed').length
    const indexed = all.filter(({ status }) => status === 'indexed').length
    const medianMs = mediansMs.get(format)
    return line(format, all.length, indexed, failed, medianMs === undefined ? '-' : Math.round(medianMs))
  })
  const reasons = [...grouped(rows, ({ reason }) => reason ?? '')]
    .filter(([reason]) => reason !== '')
    .toSorted((a, b) => b[1].length - a[1].length)
    .map(([reason, all]) => `${String(all.length).padStart(5)}  ${reason}`)
  return [line('format', 'files', 'indexed', 'failed', 'median ms'), ...lines, '', ...reasons].join('\n')
}

function line(format: string, ...cells: (string | number)[]): string {
  return `${format.padEnd(10)}${cells.map((cell) => String(cell).padStart(10)).join('')}`
}

function grouped<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>()
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row])
  return groups
}
