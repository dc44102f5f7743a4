import type { Catalog } from '../../catalog/catalog.ts'
import { joinPath } from '../../catalog/paths.ts'
import type { FoundFile, KnownFile, RootRow, SameSizeRow } from '../../catalog/rows.ts'
import { hashFile } from '../hash.ts'
import type { KnownContent } from './known-content.ts'
import type { PlaceState } from './scan-state.ts'
import { standings } from './standings.ts'

/** A file whose place says nothing about what it is: new, altered, or under another number. */
export interface Unsettled {
  readonly file: FoundFile
  /** The photo that was here; null at a new place. */
  readonly here: KnownFile | null
}

/** What a file turned out to be. */
export type Origin =
  /** Photo `row` is no longer where it was and is this file now. */
  | { readonly kind: 'moved'; readonly row: SameSizeRow }
  /** The content of the photo that was here, with other times. */
  | { readonly kind: 'stayed' }
  /** The content of photo `row`, which is still in its place. */
  | { readonly kind: 'copied'; readonly row: SameSizeRow }
  /** Content that nobody knows. */
  | { readonly kind: 'new' }
  /** Files changed places while the scan looked: the next look tells. */
  | { readonly kind: 'unclear' }

export interface OriginOptions {
  readonly catalog: Catalog
  readonly root: RootRow
  readonly content: KnownContent
  readonly placeOf: (row: SameSizeRow) => PlaceState
  readonly onAnswer: () => void
  readonly signal: AbortSignal
}

/** Finds out what files are. Each photo is given away once. */
export interface Origins {
  of(unsettled: Unsettled): Promise<Origin>
  /** Begins to read a file whose turn comes soon, if it will have to be read. */
  expect(unsettled: Unsettled): void
  release(row: SameSizeRow): void
}

/** What is saved in place of a file that has been missing for so long is another photo. */
const longGoneMs = 5 * 60_000

export function origins(options: OriginOptions): Origins {
  const { root, content, signal } = options
  const standing = standings(options)
  const given = new Set<number>()
  const reading = new Map<FoundFile, Promise<Uint8Array | null>>()

  async function of({ file, here }: Unsettled): Promise<Origin> {
    if (file.problem !== undefined || file.sizeBytes === 0) return { kind: 'new' }
    const twin = await twinOf(file, here)
    if (twin) return twin
    if (!isReadable(file)) return { kind: 'new' }
    const hash = await hashOf(file)
    const same = hash ? content.withHash(file.sizeBytes, hash) : []
    if (here && same.some((row) => row.id === here.id)) return { kind: 'stayed' }
    const origin = await firstThatLeft(sameNameFirst(same, file), file, here)
    if (origin) return origin
    const [first] = same
    return first && (!here || isLongGone(here)) ? { kind: 'copied', row: first } : { kind: 'new' }
  }

  /**
   * The one photo with the file's number, size and time: a rename on one disk keeps all three, and nothing needs to be
   * read. Numbers are used again for later files, so where other photos have this size and time, the content decides.
   */
  async function twinOf(file: FoundFile, here: KnownFile | null): Promise<Origin | null> {
    if (file.inode === 0) return null
    const alike = content.withTime(file.sizeBytes, file.mtimeMs)
    const [twin] = alike
    if (!twin || alike.length > 1 || twin.inode !== file.inode) return null
    // A file that was never read takes no photo's place, unless they were swapped: editors write beside a photo, then
    // rename over it.
    if (here?.status === 'indexed' && !twin.contentHash && !(await standing.isReplaced(twin, file)))
      return null
    return firstThatLeft([twin], file, here)
  }

  /** The first of these photos that is no longer in its place; null when all are. */
  async function firstThatLeft(
    rows: readonly SameSizeRow[],
    file: FoundFile,
    here: KnownFile | null,
  ): Promise<Origin | null> {
    let unclear = false
    for (const row of rows) {
      if (given.has(row.id) || row.id === here?.id) continue
      const stands = await standing.of(row, file)
      if (stands === 'left') return give(row)
      unclear ||= stands === 'unclear'
    }
    return unclear ? { kind: 'unclear' } : null
  }

  function give(row: SameSizeRow): Origin {
    given.add(row.id)
    return { kind: 'moved', row }
  }

  /** Whether its content can tell what it is. */
  function isReadable(file: FoundFile): boolean {
    return file.problem === undefined && content.hasHash(file.sizeBytes)
  }

  function expect({ file }: Unsettled): void {
    if (
      !isReadable(file) ||
      content.withTime(file.sizeBytes, file.mtimeMs).some(({ inode }) => inode === file.inode)
    )
      return
    const hash = hashNow(file)
    hash.catch(() => undefined)
    reading.set(file, hash)
  }

  async function hashOf(file: FoundFile): Promise<Uint8Array | null> {
    const begun = reading.get(file)
    reading.delete(file)
    return begun ?? hashNow(file)
  }

  /** Null when the file cannot be read now. Throws when the scan is stopped. */
  async function hashNow(file: FoundFile): Promise<Uint8Array | null> {
    const hash = await hashFile(joinPath(root.path, file.relativePath), signal, options.onAnswer).catch(
      () => null,
    )
    signal.throwIfAborted()
    return hash
  }

  return { of, expect, release: (row) => void given.delete(row.id) }
}

/** Of several photos with the content, the one with the file's name has moved. */
function sameNameFirst(rows: readonly SameSizeRow[], file: FoundFile): readonly SameSizeRow[] {
  if (rows.length < 2) return rows
  const name = file.relativePath.slice(file.relativePath.lastIndexOf('/') + 1)
  const rank = ({ relativePath, missing }: SameSizeRow) =>
    (relativePath.endsWith(name) ? 0 : 2) + (missing ? 1 : 0)
  return rows.toSorted((a, b) => rank(a) - rank(b))
}

export function isLongGone({ missingSinceMs }: KnownFile): boolean {
  return missingSinceMs !== null && Date.now() - missingSinceMs > longGoneMs
}
