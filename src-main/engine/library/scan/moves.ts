import type { Catalog } from '../../catalog/catalog.ts'
import { joinPath } from '../../catalog/paths.ts'
import type { FoundFile, KnownFile, RootRow } from '../../catalog/rows.ts'
import { hashFile } from '../hash.ts'
import type { KnownContent } from './known-content.ts'
import { statOne } from '../stat-many.ts'

/** Where a file that appeared comes from: nothing of such a file needs to be read again. */
export type Origin =
  /** Photo `id` is no longer where it was and is this file now. */
  | { readonly kind: 'moved'; readonly id: number }
  /** The file has the content of photo `id`, which is still in its place. */
  | { readonly kind: 'copied'; readonly id: number }

export interface Whereabouts {
  readonly catalog: Catalog
  readonly root: RootRow
  readonly content: KnownContent
  /** Photos that this scan has found at another place already. */
  readonly moved: ReadonlySet<number>
  readonly signal: AbortSignal
}

/**
 * Recognises a moved, renamed or copied photo. `twin` is a known file of this root with the same number (inode),
 * size and time: a rename within a root needs no reading at all. Otherwise files of the same size are compared by
 * SHA-256. Null for a file that is truly new, and for one that cannot be read now.
 */
export async function originOf(
  where: Whereabouts,
  file: FoundFile,
  twin: KnownFile | undefined,
): Promise<Origin | null> {
  const { catalog, root, moved } = where
  if (file.problem !== undefined) return null
  if (twin && !moved.has(twin.id) && (await hasLeft(root, twin.relativePath, file))) {
    return { kind: 'moved', id: twin.id }
  }
  if (!where.content.hasSize(file.sizeBytes)) return null
  const same = where.content.withHash(file.sizeBytes, await hashOf(where, file))
  for (const row of same) {
    const home = catalog.roots.byId(row.rootId)
    if (!home || moved.has(row.id)) continue
    if (row.missing || (await hasLeft(home, row.relativePath, file))) return { kind: 'moved', id: row.id }
  }
  const [first] = same
  return first ? { kind: 'copied', id: first.id } : null
}

/** Whether a file whose size stayed but whose time or number changed still has the content that was indexed. */
export async function contentStayed(where: Whereabouts, known: KnownFile, file: FoundFile): Promise<boolean> {
  if (known.status !== 'indexed' || known.sizeBytes !== file.sizeBytes) return false
  if (!where.content.hasSize(file.sizeBytes)) return false
  const same = where.content.withHash(file.sizeBytes, await hashOf(where, file))
  return same.some((row) => row.id === known.id)
}

/** Null when the file cannot be read now. Throws when the scan is stopped. */
async function hashOf({ root, signal }: Whereabouts, file: FoundFile): Promise<Uint8Array | null> {
  const hash = await hashFile(joinPath(root.path, file.relativePath), signal).catch(() => null)
  signal.throwIfAborted()
  return hash
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
