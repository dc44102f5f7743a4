import { openPages } from '../rescue/raw/pages.ts'
import { rawRows } from '../rescue/raw/raw-rows.ts'
import { schemaVersion, versionKey } from '../migrations.ts'

const patienceMs = 10_000

/**
 * Whether a catalog that calls itself newer than this Sightline is none: its version stands in it a second time, and a newer
 * Sightline has written that too. Reads the file without SQLite, which would perhaps touch it.
 */
export function isVersionFlipped(file: string): boolean {
  const pages = openPages(file)
  try {
    const rows = rawRows(pages, performance.now() + patienceMs)
    const row = [...rows.of('meta')].find(({ key }) => key === versionKey)
    const version = Number(row?.value)
    return Number.isInteger(version) && version >= 1 && version <= schemaVersion
  } finally {
    pages.close()
  }
}
