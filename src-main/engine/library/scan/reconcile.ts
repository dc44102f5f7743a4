import type { FoundFile, KnownFile } from '../../catalog/rows.ts'
import { ancestors } from './relative.ts'

/** What a slice of found files means for what is known. Each found file is in one list at most, but for `back`. */
export interface Differences {
  readonly added: readonly FoundFile[]
  /** Size or time differ: the content may. */
  readonly changed: readonly Difference[]
  /** Size and time are the same, the file's number is not: replaced by a copy, or on a disk that hands out new numbers. */
  readonly renumbered: readonly Difference[]
  /** All of these is the same, and something of the file changed: its rights, its name and back, or its content after all. */
  readonly restamped: readonly Difference[]
  /** As they were, but for what no earlier scan noted. */
  readonly unstamped: readonly Difference[]
  /** Missing or left out by a rule until now, and here again as they were. */
  readonly back: readonly KnownFile[]
}

export interface Difference {
  readonly known: KnownFile
  readonly file: FoundFile
}

/** Pure. Every file that is in none of the lists is as it was. */
export function reconcile(known: ReadonlyMap<string, KnownFile>, found: readonly FoundFile[]): Differences {
  const added: FoundFile[] = []
  const changed: Difference[] = []
  const renumbered: Difference[] = []
  const restamped: Difference[] = []
  const unstamped: Difference[] = []
  const back: KnownFile[] = []
  for (const file of found) {
    const row = known.get(file.relativePath)
    if (!row) added.push(file)
    else if (row.sizeBytes !== file.sizeBytes || row.mtimeMs !== file.mtimeMs)
      changed.push({ known: row, file })
    else if (row.inode !== file.inode) renumbered.push({ known: row, file })
    else {
      if (row.missingSinceMs !== null || row.leftOut === 'rule') back.push(row)
      const ctimeMs = file.ctimeMs ?? null
      if (ctimeMs === null || file.problem !== undefined || row.ctimeMs === ctimeMs) continue
      if (row.ctimeMs === null) unstamped.push({ known: row, file })
      else restamped.push({ known: row, file })
    }
  }
  return { added, changed, renumbered, restamped, unstamped, back }
}

/**
 * Pure. The known files that a finished scan did not see: no longer there, unless they lie in a folder of which
 * nothing can be said (`unknown`). Files that are missing already are not told again.
 */
export function goneOf(
  known: Iterable<KnownFile>,
  seen: ReadonlySet<string>,
  unknown: ReadonlySet<string>,
): KnownFile[] {
  const gone: KnownFile[] = []
  for (const row of known) {
    if (row.missingSinceMs !== null || seen.has(row.relativePath)) continue
    if (!liesIn(row.relativePath, unknown)) gone.push(row)
  }
  return gone
}

/** Pure. The known files that rules leave out now and did not before: those named, and all in folders that are. */
export function newlyLeftOut(
  known: Iterable<KnownFile>,
  folders: ReadonlySet<string>,
  files: ReadonlySet<string>,
): KnownFile[] {
  if (folders.size + files.size === 0) return []
  const left: KnownFile[] = []
  for (const row of known) {
    if (row.leftOut === 'rule') continue
    const named = files.has(row.relativePath)
    if (named || (row.missingSinceMs === null && liesIn(row.relativePath, folders))) left.push(row)
  }
  return left
}

export function liesIn(relativePath: string, folders: ReadonlySet<string>): boolean {
  return folders.size > 0 && ancestors(relativePath).some((above) => folders.has(above))
}
