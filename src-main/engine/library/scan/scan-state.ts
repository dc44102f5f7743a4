import type { Catalog } from '../../catalog/catalog.ts'
import type { FoundFile, KnownFile, RootRow, SameSizeRow, Sidecar } from '../../catalog/rows.ts'
import { knownContent, type KnownContent } from './known-content.ts'
import type { Unsettled } from './origins.ts'
import { liesIn, type Difference } from './reconcile.ts'

export interface RestampedSidecar {
  readonly photoId: number
  readonly xmp: Sidecar
}

/** What one scan has gathered so far. */
export interface ScanState {
  readonly catalog: Catalog
  readonly root: RootRow
  readonly known: ReadonlyMap<string, KnownFile>
  readonly content: KnownContent
  readonly seen: Set<string>
  /** New and altered files: what they are is found out when all folders have been looked at. */
  readonly unsettled: Unsettled[]
  readonly renumbered: Difference[]
  /** Files of which something changed though their size and time are the same, and XMP files. */
  readonly restamped: Difference[]
  readonly restampedSidecars: RestampedSidecar[]
  /** RAW files (paths) and the main files they belong to. */
  readonly mainPaths: Map<string, string>
  /** Videos by folder, and folders in which files belong together otherwise than is known. */
  readonly videos: Map<string, readonly FoundFile[]>
  readonly company: Set<string>
  /** Folders in which something is in company at all. */
  readonly sociable: Set<string>
  readonly leftOutFolders: Set<string>
  readonly leftOutFiles: Set<string>
  readonly unreadable: Set<string>
  /** Folders of files that are still being written. */
  readonly young: Set<string>
  readonly count: { files: number; added: number; back: number; wanted: number }
}

export function scanState(catalog: Catalog, root: RootRow, known: ReadonlyMap<string, KnownFile>): ScanState {
  return {
    catalog,
    root,
    known,
    content: knownContent(catalog),
    seen: new Set(),
    unsettled: [],
    renumbered: [],
    restamped: [],
    restampedSidecars: [],
    mainPaths: new Map(),
    videos: new Map(),
    company: new Set(),
    sociable: new Set(),
    leftOutFolders: new Set(),
    leftOutFiles: new Set(),
    unreadable: new Set(),
    young: new Set(),
    count: { files: 0, added: 0, back: 0, wanted: 0 },
  }
}

/**
 * What a finished walk says about the place of a photo. 'free': nothing is there; 'taken': what is there cannot be
 * known; 'seen': the photo was there when the walk came by; 'unsettled': something else may be; 'outside': this walk
 * did not look.
 */
export type PlaceState = 'free' | 'taken' | 'seen' | 'unsettled' | 'outside'

export function placeIn(state: ScanState): (row: SameSizeRow) => PlaceState {
  const unsettled = new Set(state.unsettled.map(({ here }) => here?.id))
  return ({ id, rootId, relativePath }) => {
    if (rootId !== state.root.id || state.known.get(relativePath)?.id !== id) return 'outside'
    if (unsettled.has(id)) return 'unsettled'
    if (liesIn(relativePath, state.unreadable)) return 'taken'
    if (state.seen.has(relativePath)) return 'seen'
    return liesIn(relativePath, state.leftOutFolders) ? 'outside' : 'free'
  }
}
