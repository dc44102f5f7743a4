import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import { CodedError, type Root } from '../../src-preload/contract/index.ts'
import type { Catalog } from './catalog/catalog.ts'
import type { RootCounts } from './catalog/photos/photo-lists.ts'
import type { RootRow } from './catalog/rows.ts'
import type { Library } from './library/library.ts'
import { keptThoughGone } from './library/roots/vanish.ts'

const nothing: RootCounts = { known: 0, embedded: 0, photos: 0, pending: 0, failed: 0, leftOut: 0 }

export interface RootReport {
  readonly id: number
  readonly path: string
  /** Every picture file known and not missing, the unreadable ones too. */
  readonly photos: number
  readonly embedded: number
  readonly failed: number
  /** Pictures that rules or the smallest size leave out. */
  readonly leftOut: number
  readonly vanished: Root['vanished']
  /** Photos that the person kept as they are though their files are gone. */
  readonly kept: number
  readonly state: Root['state']
}

/** The roots as the window shows them. Without a library (a reader beside another engine) all are idle. */
export function describeRoots(catalog: Catalog, library: Library | null): Root[] {
  const counts = catalog.photos.countsByRoot()
  return catalog.roots.list().map((row) => {
    const { photos, pending, failed, leftOut, known } = counts.get(row.id) ?? nothing
    return {
      id: row.id,
      path: row.path,
      name: basename(row.path) || row.path,
      photos,
      pending,
      failed,
      state: stateOf(row, library),
      lastScanAtMs: row.lastScanAtMs,
      rules: row.rules,
      minSidePx: row.minSidePx,
      leftOut,
      vanished: vanishedOf(row, known),
      kept: keptOf(catalog, row.id),
      watched: library?.watchedBy(row.id) ?? 'not',
    }
  })
}

/** The roots of a status report: `photos` means the same as in its total. */
export function reportRoots(catalog: Catalog, library: Library | null): RootReport[] {
  const counts = catalog.photos.countsByRoot()
  return catalog.roots.list().map((row) => {
    const { known, embedded, failed, leftOut } = counts.get(row.id) ?? nothing
    return {
      id: row.id,
      path: row.path,
      photos: known,
      embedded,
      failed,
      leftOut,
      vanished: vanishedOf(row, known),
      kept: keptOf(catalog, row.id),
      state: stateOf(row, library),
    }
  })
}

function vanishedOf({ vanishedFiles }: RootRow, known: number): Root['vanished'] {
  return vanishedFiles > 0 ? { files: vanishedFiles, of: known } : null
}

function keptOf(catalog: Catalog, rootId: number): number {
  return catalog.photos.countWanted(rootId, keptThoughGone(catalog, rootId))
}

function stateOf({ id, path }: RootRow, library: Library | null): Root['state'] {
  if (library) return library.rootState(id)
  return existsSync(path) ? 'idle' : 'away'
}

export function rootById(catalog: Catalog, library: Library | null, rootId: number): Root {
  const root = describeRoots(catalog, library).find((candidate) => candidate.id === rootId)
  if (root) return root
  throw new CodedError('not-found', 'This folder is not in the library any more.')
}
