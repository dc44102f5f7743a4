import { rm, stat } from 'node:fs/promises'
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

/** A thumbnail that is not whole after so long will not be any more. */
const writingMs = 60_000

/**
 * Compares the thumbnails on disk with the catalog; with `clean` it deletes those of no photo, and unfinished ones:
 * `beside-work` not those that an indexer may be writing.
 */
export async function checkThumbnails(
  catalog: Catalog,
  thumbnails: ThumbnailStore,
  clean: 'all' | 'beside-work' | null,
): Promise<ThumbnailReport> {
  const { hashes, strays } = await thumbnails.list()
  const wanted = catalog.photos.contentHashes()
  const missing = wanted.filter((hash) => !hashes.get(hexOf(hash)))
  for (const hash of wanted) hashes.delete(hexOf(hash))
  if (clean) {
    for (const hex of hashes.keys()) await thumbnails.remove(hex)
    for (const path of strays) if (clean === 'all' || (await isOld(path))) await rm(path, { force: true })
  }
  return { missing, useless: hashes.size + strays.length }
}

async function isOld(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null)
  return found !== null && Date.now() - found.mtimeMs > writingMs
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
