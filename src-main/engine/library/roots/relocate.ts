import { realpath } from 'node:fs/promises'
import type { Catalog } from '../../catalog/catalog.ts'
import { joinPath } from '../../catalog/paths.ts'
import type { SampleFile } from '../../catalog/roots.ts'
import type { RootRow } from '../../catalog/rows.ts'
import { statMany } from '../stat-many.ts'
import { candidatesFor, mountPlaces } from './candidates.ts'
import { hasFleetingNumbers } from './network.ts'
import { reachOf, within } from './reach.ts'
import { overlaps } from './roots.ts'
import { keptThoughGone } from './vanish.ts'

const sampleSize = 32
const agreement = 0.8
/** FAT keeps times to two seconds. */
const timeSlackMs = 2_000
const answerLimitMs = 3_000

/** How much of a root is found at a path: files of its size and time, and with its number too. */
export interface Likeness {
  readonly files: number
  readonly alike: number
  readonly sameNumber: number
}

/** Compares a sample of a root's files with what lies at a path. */
export async function likeness(sample: readonly SampleFile[], path: string): Promise<Likeness> {
  const stats = await statMany(sample.map((file) => joinPath(path, file.relativePath)))
  let alike = 0
  let sameNumber = 0
  for (const [at, file] of sample.entries()) {
    const stat = stats[at]
    if (!stat?.isFile || stat.sizeBytes !== file.sizeBytes) continue
    if (Math.abs(stat.mtimeMs - file.mtimeMs) > timeSlackMs) continue
    alike += 1
    if (stat.inode === file.inode) sameNumber += 1
  }
  return { files: sample.length, alike, sameNumber }
}

/** Files that were not there before the root went say nothing about where it is. */
function sampleOf(catalog: Catalog, root: RootRow): readonly SampleFile[] {
  return catalog.roots.sample(root.id, sampleSize, keptThoughGone(catalog, root.id))
}

/** Whether a person who names this folder means that root. */
export async function isRootAt(catalog: Catalog, root: RootRow, path: string): Promise<boolean> {
  const { files, alike } = await likeness(sampleOf(catalog, root), path)
  return files > 0 && alike >= agreement * files
}

/**
 * Looks for a root that is away under other mount points and drive letters. The files' own numbers must agree, or be
 * of a disk that makes them up at each mount: else a backup disk would be taken for the original that is away.
 */
export async function findElsewhere(
  catalog: Catalog,
  root: RootRow,
  places: () => Promise<readonly string[]> = mountPlaces,
): Promise<string | null> {
  const sample = sampleOf(catalog, root)
  if (sample.length === 0) return null
  const others = catalog.roots.list().filter(({ id }) => id !== root.id)
  for (const candidate of await candidatesFor(root.path, await places())) {
    if (!(await reachOf(candidate, answerLimitMs))) continue
    const found = await within(likeness(sample, candidate), answerLimitMs, null)
    if (!found || found.alike < agreement * found.files) continue
    const lasting = found.sameNumber >= agreement * found.alike
    if (!lasting && !(await hasFleetingNumbers(candidate))) continue
    const path = await realpath(candidate)
    if (!others.some((other) => overlaps(path, other.path))) return path
  }
  return null
}
