import { setImmediate as nextTurn } from 'node:timers/promises'
import { joinPath } from '../../catalog/paths.ts'
import { hashFile } from '../hash.ts'
import { hasFleetingNumbers } from '../roots/network.ts'
import type { Difference } from './reconcile.ts'
import type { RestampedSidecar, ScanState } from './scan-state.ts'

/** Files and XMP files of which something changed, by their disk's word alone. */
export interface Restamped {
  readonly files: readonly Difference[]
  readonly sidecars: readonly RestampedSidecar[]
}

export interface SettledStamps {
  /** Too many to be compared by a scan. */
  readonly later: Restamped
  /** Photos that wait to be read again. */
  readonly changed: number
}

interface ScanOptions {
  readonly signal: AbortSignal
  /** The disk answered. */
  readonly onAnswer: () => void
}

const nothing: Restamped = { files: [], sidecars: [] }
/** So many are compared at once, as the person who has just edited one expects. */
const few = 20
const slice = 500

/**
 * What is done about files with the size and time that are known, and another time of change (ctime). An edit that gives
 * a file its old time back (exiftool -P) shows in nothing else; but so do chmod, a hard link, a rename and back, and on
 * Windows, where it is NTFS's ChangeTime, a new attribute. So their content decides. A few are compared by the scan;
 * the rest (chown -R, a backup program) is left for when there is time, and answers meanwhile as it is.
 *
 * Drives that make such numbers up (FAT, network and FUSE drives: each mount may have other times of change) are believed
 * only where a part of the files differs; of all at once it is merely noted.
 */
export async function settleStamps(
  state: ScanState,
  { signal, onAnswer }: ScanOptions,
): Promise<SettledStamps> {
  const { catalog, root, restamped, restampedSidecars: sidecars } = state
  const isMost = restamped.length + sidecars.length > few && restamped.length > state.count.files / 2
  const isMadeUp = isMost && (await hasFleetingNumbers(root.path))
  const isToCompare = ({ known }: Difference) =>
    // What belongs to another photo is never read, so there is nothing to compare.
    !isMadeUp && !(known.companionOf !== null && known.status === 'pending')
  const files = restamped.filter(isToCompare)
  await inSlices(
    restamped.filter((one) => !isToCompare(one)),
    ({ known, file }) => catalog.photos.setStamp(known.id, file.ctimeMs ?? 0),
  )
  if (isMadeUp)
    await inSlices(sidecars, ({ photoId, xmp }) => catalog.photos.setSidecarStamp(photoId, xmp.ctimeMs ?? 0))
  if (isMadeUp) return { later: nothing, changed: 0 }
  if (files.length + sidecars.length > few) return { later: { files, sidecars }, changed: 0 }
  for (const { photoId, xmp } of sidecars) catalog.photos.setSidecar(photoId, xmp, true)
  let changed = 0
  for (const { known, file } of files) {
    const path = joinPath(root.path, file.relativePath)
    const hash = await hashFile(path, signal, onAnswer).catch(() => null)
    signal.throwIfAborted()
    // One that cannot be read now keeps its old time of change, so that the next scan tries it.
    if (hash && catalog.photos.setCompared(known.id, root.id, file, hash) === 'other') changed += 1
  }
  return { later: nothing, changed: changed + sidecars.length }

  async function inSlices<T>(all: readonly T[], write: (one: T) => void): Promise<void> {
    for (let at = 0; at < all.length; at += slice) {
      catalog.transaction(() => all.slice(at, at + slice).forEach(write))
      await nextTurn()
    }
  }
}
