import { join } from 'node:path'
import type { KnownFile, RootRow } from '../../catalog/rows.ts'
import type { GoneWord } from '../roots/vanish.ts'
import type { RootScan } from './scan.ts'

/** One root in a scan. `found` is null when it could not be reached. */
export interface Scanned {
  readonly root: RootRow
  readonly whole: boolean
  readonly word: GoneWord
  found: RootScan | null
  /** Files marked as missing. */
  marked: number
  /** Files that are not there, too many to be marked as missing at once. */
  suspicious: readonly KnownFile[]
}

/** Sums over the scanned roots. `unreadable` holds folders as absolute paths, `away` ids of roots. */
export interface ScanSummary {
  readonly files: number
  readonly added: number
  readonly changed: number
  readonly moved: number
  readonly copied: number
  readonly back: number
  readonly gone: number
  readonly unreadable: readonly string[]
  readonly away: readonly number[]
  readonly tookMs: number
}

export function summarise(scanned: readonly Scanned[]): Omit<ScanSummary, 'tookMs'> {
  const sum = (pick: (scan: RootScan) => number) =>
    scanned.reduce((total, { found }) => total + (found ? pick(found) : 0), 0)
  return {
    files: sum((scan) => scan.files),
    added: sum((scan) => scan.added),
    changed: sum((scan) => scan.changed),
    moved: sum((scan) => scan.moved),
    copied: sum((scan) => scan.copied),
    back: sum((scan) => scan.back),
    gone: scanned.reduce((total, { marked }) => total + marked, 0),
    unreadable: scanned.flatMap(({ root, found }) =>
      (found?.unreadable ?? []).map((path) => join(root.path, path)),
    ),
    away: scanned.filter(({ found }) => !found).map(({ root }) => root.id),
  }
}
