import { rm } from 'node:fs/promises'
import type { Catalog } from '../catalog/catalog.ts'
import { hexOf, type ThumbnailStore } from '../images/thumbnail-store.ts'

const dayMs = 24 * 60 * 60 * 1_000
/** A file that vanished may be on its way to another folder or disk; its row is kept this long. */
const keepMissingMs = 30 * dayMs

export interface ThumbnailReport {
  /** Photos whose thumbnail is not there, by content. */
  readonly missing: readonly Uint8Array[]
  /** Thumbnails of no photo, and files that are no thumbnails. */
  readonly useless: number
}

/** Compares the thumbnails on disk with the catalog; with `clean` it deletes those of no photo. */
export async function checkThumbnails(
  catalog: Catalog,
  thumbnails: ThumbnailStore,
  clean: boolean,
): Promise<ThumbnailReport> {
  const { hashes, strays } = await thumbnails.list()
  const wanted = catalog.photos.contentHashes()
  const missing = wanted.filter((hash) => !hashes.get(hexOf(hash)))
  for (const hash of wanted) hashes.delete(hexOf(hash))
  if (clean) {
    for (const hex of hashes.keys()) await thumbnails.remove(hex)
    for (const path of strays) await rm(path, { force: true })
  }
  return { missing, useless: hashes.size + strays.length }
}

/**
 * Forgets photos whose files have been gone for a month; what the person said of them is kept. A time that lies ahead
 * was noted under a wrong clock, and the month begins now.
 */
export function forgetLongGone(catalog: Catalog, nowMs: number): number {
  return catalog.transaction(() => {
    catalog.photos.missingNoLaterThan(nowMs)
    return catalog.photos.purgeMissing(nowMs - keepMissingMs)
  })
}
