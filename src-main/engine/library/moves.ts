import type { Catalog } from '../catalog/catalog.ts'
import { joinPath } from '../catalog/paths.ts'
import type { FoundFile, KnownFile, RootRow, SameSizeRow } from '../catalog/rows.ts'
import { hashFile, sameHash } from './hash.ts'
import { statOne } from './stat-many.ts'

/** Where a file that appeared comes from: nothing of such a file needs to be read again. */
export type Origin =
  /** Photo `id` is no longer where it was and is this file now. */
  | { readonly kind: 'moved'; readonly id: number }
  /** The file has the content of photo `id`, which is still in its place. */
  | { readonly kind: 'copied'; readonly id: number }

/**
 * Recognises a moved, renamed or copied photo. `twin` is a known file of this root with the same number (inode),
 * size and time: a rename within a root needs no reading at all. Otherwise files of the same size are compared by
 * SHA-256. Null for a file that is truly new, and for one that cannot be read now.
 */
export async function originOf(
  catalog: Catalog,
  root: RootRow,
  file: FoundFile,
  twin: KnownFile | undefined,
  signal: AbortSignal,
): Promise<Origin | null> {
  if (file.problem !== undefined) return null
  if (twin && (await hasLeft(root, twin.relativePath, file))) return { kind: 'moved', id: twin.id }
  const candidates = catalog.photos.sameSize(file.sizeBytes).filter(isReadable)
  if (candidates.length === 0) return null
  const hash = await hashFile(joinPath(root.path, file.relativePath), signal).catch(() => null)
  const same = candidates.filter((row) => sameHash(row.contentHash, hash))
  for (const row of same) {
    const home = catalog.roots.byId(row.rootId)
    if (home && (row.missing || (await hasLeft(home, row.relativePath, file))))
      return { kind: 'moved', id: row.id }
  }
  const [first] = same
  return first ? { kind: 'copied', id: first.id } : null
}

/** Whether a file whose size stayed but whose time or number changed still has the content that was indexed. */
export async function contentStayed(
  catalog: Catalog,
  root: RootRow,
  known: KnownFile,
  file: FoundFile,
  signal: AbortSignal,
): Promise<boolean> {
  if (known.status !== 'indexed' || known.sizeBytes !== file.sizeBytes) return false
  const row = catalog.photos.sameSize(known.sizeBytes).find(({ id }) => id === known.id)
  if (!row?.contentHash) return false
  const hash = await hashFile(joinPath(root.path, file.relativePath), signal).catch(() => null)
  return sameHash(row.contentHash, hash)
}

/** A photo that waits to be read again still carries the hash of its former content. */
function isReadable(row: SameSizeRow): boolean {
  return row.status === 'indexed' && row.contentHash !== null
}

/**
 * A photo has left its place when nothing is there though its root is. Where case does not count in names, a rename
 * from x.JPG to x.jpg leaves the same file under both.
 */
async function hasLeft(home: RootRow, relativePath: string, now: FoundFile): Promise<boolean> {
  const there = await statOne(joinPath(home.path, relativePath))
  if (!there) return (await statOne(home.path)) !== undefined
  const respelt =
    relativePath !== now.relativePath && relativePath.toLowerCase() === now.relativePath.toLowerCase()
  return respelt && there.inode === now.inode
}
