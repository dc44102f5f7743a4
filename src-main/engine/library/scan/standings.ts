import type { Catalog } from '../../catalog/catalog.ts'
import { joinPath } from '../../catalog/paths.ts'
import type { FoundFile, RootRow, SameSizeRow } from '../../catalog/rows.ts'
import { hashFile } from '../hash.ts'
import { statOne, type FileStat } from '../stat-many.ts'
import type { KnownContent } from './known-content.ts'
import type { PlaceState } from './scan-state.ts'
import { whyHidden } from './why-unreadable.ts'

/** Whether a photo is still in its place; 'unclear': its file changed while the scan was on its way. */
export type Standing = 'left' | 'there' | 'unclear'

export interface StandingOptions {
  readonly catalog: Catalog
  readonly root: RootRow
  readonly content: KnownContent
  readonly placeOf: (row: SameSizeRow) => PlaceState
  readonly onAnswer: () => void
  readonly signal: AbortSignal
}

export interface Standings {
  /** Of a photo that a file of its size and content, or number, may be now. */
  of(row: SameSizeRow, file: FoundFile): Promise<Standing>
  /** Whether another file lies in its place. */
  isReplaced(row: SameSizeRow, file: FoundFile): Promise<boolean>
}

type Found = 'nothing' | 'itself' | FileStat

export function standings(options: StandingOptions): Standings {
  const { catalog, root, content, placeOf, signal } = options
  const looked = new Map<number, Promise<Found>>()

  async function of(row: SameSizeRow, file: FoundFile): Promise<Standing> {
    if (row.missing) return 'left'
    const place = placeOf(row)
    if (place === 'free' || place === 'unsettled') return 'left'
    if (place === 'taken') return 'there'
    // What the walk saw may have gone on while it was in other folders.
    const found = await look(row, file.sizeBytes)
    if (found === 'nothing') return 'left'
    if (found === 'itself') return place === 'outside' && isRespelt(row, file) ? 'left' : 'there'
    if (place === 'seen') return 'unclear'
    return (await isMover(row, found)) ? 'left' : 'there'
  }

  async function isReplaced(row: SameSizeRow, { sizeBytes }: FoundFile): Promise<boolean> {
    if (row.missing) return false
    const place = placeOf(row)
    return place === 'unsettled' || (place === 'outside' && typeof (await look(row, sizeBytes)) === 'object')
  }

  /** Asked once for each photo in a scan: 1,000 files of one content are 1,000 questions, not a million. */
  function look(row: SameSizeRow, sizeBytes: number): Promise<Found> {
    const asked = looked.get(row.id) ?? lookNow(row, sizeBytes)
    looked.set(row.id, asked)
    return asked
  }

  async function lookNow(row: SameSizeRow, sizeBytes: number): Promise<Found> {
    const home = homeOf(row)
    if (!home) return 'itself'
    const path = joinPath(home.path, row.relativePath)
    const there = await statOne(path)
    if (!there) {
      const isAway = (await whyHidden(path)) !== null || !(await statOne(home.path))
      return isAway ? 'itself' : 'nothing'
    }
    return there.sizeBytes === sizeBytes && there.mtimeMs === row.mtimeMs ? 'itself' : there
  }

  /**
   * Another file in a place where this scan did not look is an edit of the photo there, unless it is a photo that
   * came from elsewhere: then names were swapped or passed on, and both went.
   */
  async function isMover(at: SameSizeRow, found: FileStat): Promise<boolean> {
    const { sizeBytes, mtimeMs, inode } = found
    const alike = content.withTime(sizeBytes, mtimeMs).filter(({ id }) => id !== at.id)
    const [twin, ...more] = alike
    const rows =
      twin && more.length === 0 && inode !== 0 && twin.inode === inode ? [twin] : await ofContent(at, found)
    for (const row of rows) {
      if (row.id === at.id) continue
      const place = row.missing ? 'free' : placeOf(row)
      if (place === 'free' || place === 'unsettled') return true
      if (place !== 'taken' && (await look(row, sizeBytes)) !== 'itself') return true
    }
    return false
  }

  async function ofContent(at: SameSizeRow, { sizeBytes }: FileStat): Promise<readonly SameSizeRow[]> {
    const home = homeOf(at)
    if (!home || !content.hasHash(sizeBytes)) return []
    const hash = await hashFile(joinPath(home.path, at.relativePath), signal, options.onAnswer).catch(
      () => null,
    )
    signal.throwIfAborted()
    return hash ? content.withHash(sizeBytes, hash) : []
  }

  function homeOf({ rootId }: SameSizeRow): RootRow | undefined {
    return rootId === root.id ? root : catalog.roots.byId(rootId)
  }

  return { of, isReplaced }
}

/** Where case does not count in names, a rename from x.JPG to x.jpg leaves the same file under both. */
function isRespelt({ relativePath, inode }: SameSizeRow, now: FoundFile): boolean {
  return (
    inode === now.inode &&
    relativePath !== now.relativePath &&
    relativePath.toLowerCase() === now.relativePath.toLowerCase()
  )
}
