import type { Catalog } from '../../catalog/catalog.ts'
import type { SameSizeRow } from '../../catalog/rows.ts'

/** Known files by size and content, as they were when this scan first asked. */
export interface KnownContent {
  /** Whether a file of this size can be one of them at all; most newcomers are not even read. */
  hasSize(sizeBytes: number): boolean
  /** Whether the content of one of them is known. */
  hasHash(sizeBytes: number): boolean
  withHash(sizeBytes: number, hash: Uint8Array): readonly SameSizeRow[]
  /** With this size and time of writing. */
  withTime(sizeBytes: number, mtimeMs: number): readonly SameSizeRow[]
}

interface Sized {
  readonly rows: readonly SameSizeRow[]
  readonly byHash: ReadonlyMap<string, SameSizeRow[]>
  readonly byTime: ReadonlyMap<number, SameSizeRow[]>
}

/**
 * Each size is asked for once a scan: 100,000 uncompressed pictures have one size, and asking for each of them made a
 * scan take as long as their number squared.
 */
export function knownContent(catalog: Catalog): KnownContent {
  const bySize = new Map<number, Sized>()

  function sized(sizeBytes: number): Sized {
    const known = bySize.get(sizeBytes)
    if (known) return known
    const rows = catalog.photos.sameSize(sizeBytes)
    const byHash = new Map<string, SameSizeRow[]>()
    const byTime = new Map<number, SameSizeRow[]>()
    for (const row of rows) {
      if (row.contentHash) listed(byHash, keyOf(row.contentHash)).push(row)
      listed(byTime, row.mtimeMs).push(row)
    }
    const found = { rows, byHash, byTime }
    bySize.set(sizeBytes, found)
    return found
  }

  return {
    hasSize: (sizeBytes) => sizeBytes > 0 && sized(sizeBytes).rows.length > 0,
    hasHash: (sizeBytes) => sizeBytes > 0 && sized(sizeBytes).byHash.size > 0,
    withHash: (sizeBytes, hash) => sized(sizeBytes).byHash.get(keyOf(hash)) ?? [],
    withTime: (sizeBytes, mtimeMs) => (sizeBytes > 0 ? (sized(sizeBytes).byTime.get(mtimeMs) ?? []) : []),
  }
}

function listed<K>(map: Map<K, SameSizeRow[]>, key: K): SameSizeRow[] {
  const list = map.get(key) ?? []
  map.set(key, list)
  return list
}

function keyOf(hash: Uint8Array): string {
  return Buffer.from(hash).toString('base64')
}
