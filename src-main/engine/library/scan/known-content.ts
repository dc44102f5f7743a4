import type { Catalog } from '../../catalog/catalog.ts'
import type { SameSizeRow } from '../../catalog/rows.ts'

/** Indexed photos by size and content, as they were when this scan first asked. */
export interface KnownContent {
  /** Whether a file of this size can be one of them at all; most newcomers are not even read. */
  hasSize(sizeBytes: number): boolean
  withHash(sizeBytes: number, hash: Uint8Array | null): readonly SameSizeRow[]
}

/**
 * Each size is asked for once a scan: 100,000 uncompressed pictures have one size, and asking for each of them made a
 * scan take as long as their number squared.
 */
export function knownContent(catalog: Catalog): KnownContent {
  const bySize = new Map<number, ReadonlyMap<string, SameSizeRow[]>>()

  function ofSize(sizeBytes: number): ReadonlyMap<string, SameSizeRow[]> {
    const known = bySize.get(sizeBytes)
    if (known) return known
    const byHash = new Map<string, SameSizeRow[]>()
    for (const row of catalog.photos.sameSize(sizeBytes)) {
      // A photo that waits to be read again still carries the hash of its former content.
      if (row.status !== 'indexed' || row.contentHash === null) continue
      const key = keyOf(row.contentHash)
      byHash.set(key, [...(byHash.get(key) ?? []), row])
    }
    bySize.set(sizeBytes, byHash)
    return byHash
  }

  return {
    hasSize: (sizeBytes) => sizeBytes > 0 && ofSize(sizeBytes).size > 0,
    withHash: (sizeBytes, hash) => (hash ? (ofSize(sizeBytes).get(keyOf(hash)) ?? []) : []),
  }
}

function keyOf(hash: Uint8Array): string {
  return Buffer.from(hash).toString('base64')
}
