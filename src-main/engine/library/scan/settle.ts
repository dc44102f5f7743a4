import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Catalog } from '../../catalog/catalog.ts'
import type { PhotoMove } from '../../catalog/photos/photo-moves.ts'
import type { FoundFile, KnownFile, RootRow, SameSizeRow } from '../../catalog/rows.ts'
import { isLongGone, type Origin, type Origins, type Unsettled } from './origins.ts'

/** What became of the unsettled files. */
export interface Settled {
  /** Where moved photos were, and where they are. */
  readonly moved: ReadonlyMap<number, { readonly from: SameSizeRow; readonly to: FoundFile }>
  readonly copied: number
  readonly changed: number
  readonly added: number
  /** Files that another look is needed for: they, or the photos they are, went on in the meantime. */
  readonly unclear: readonly FoundFile[]
}

export interface SettleOptions {
  readonly catalog: Catalog
  readonly root: RootRow
  readonly origins: Origins
  readonly unsettled: readonly Unsettled[]
  /** The main file (its relative path) that a RAW belongs to by its name. */
  readonly mainPathOf: (file: FoundFile) => string | null
  readonly signal: AbortSignal
}

interface Judged extends Unsettled {
  origin: Origin
}

const slice = 500
const readAhead = 4

/** Recognises moved, copied and altered files and writes down what they are. */
export async function settle(options: SettleOptions): Promise<Settled> {
  const { catalog, root, origins, signal } = options
  const judged = await judge(options.unsettled, origins)
  signal.throwIfAborted()

  const moves = judged.flatMap(({ origin, file }): PhotoMove[] =>
    origin.kind === 'moved' ? [{ id: origin.row.id, rootId: root.id, file, from: origin.row }] : [],
  )
  const movers = new Set(moves.map(({ id }) => id))
  const gone = new Set<number>()
  await inSlices(moves, (some) => {
    for (const id of catalog.photos.moveAll(some, Date.now(), movers)) gone.add(id)
    for (const { id, file } of some) if (gone.has(id)) catalog.photos.setSidecar(id, file.xmp ?? null)
  })
  const moved = new Map<number, { from: SameSizeRow; to: FoundFile }>()
  const unclear: FoundFile[] = []
  for (const { origin, file } of judged) {
    if (origin.kind === 'moved' && gone.has(origin.row.id))
      moved.set(origin.row.id, { from: origin.row, to: file })
    else if (origin.kind === 'moved' || origin.kind === 'unclear') unclear.push(file)
  }

  // Copies before changes: an original that is edited meanwhile gives what is known of its former content.
  let copied = 0
  await inSlices(judged, (some) => {
    for (const { origin, file } of some) {
      if (origin.kind !== 'copied') continue
      const id = catalog.photos.addCopy(origin.row.id, root.id, file)
      catalog.photos.setSidecar(id, file.xmp ?? null)
      copied += 1
    }
  })
  let changed = 0
  await inSlices(judged, (some) => {
    for (const { origin, file, here } of some) {
      if (!here || (origin.kind !== 'stayed' && !isEdit(here, origin))) continue
      // The scan of another root may have taken the photo along.
      if (catalog.photos.byPath(root.id, file.relativePath) !== here.id) {
        unclear.push(file)
        continue
      }
      if (origin.kind === 'stayed') catalog.photos.setTouched(here.id, file)
      else catalog.photos.setChanged(here.id, file)
      changed += origin.kind === 'stayed' ? 0 : 1
    }
  })
  // Main files first: what belongs to them is never read by itself.
  const added = judged.flatMap(({ origin, file, here }) =>
    origin.kind === 'new' && !isEdit(here, origin) ? [file] : [],
  )
  const replaced = judged.flatMap(({ origin, here }) =>
    here && origin.kind === 'new' && !isEdit(here, origin) ? [here.id] : [],
  )
  catalog.photos.stepAside(replaced, Date.now())
  const lesser = added.filter((file) => options.mainPathOf(file) !== null)
  await inSlices([...added.filter((file) => options.mainPathOf(file) === null), ...lesser], (some) => {
    for (const file of some) {
      const main = options.mainPathOf(file)
      const mainId = main === null ? null : (catalog.photos.byPath(root.id, main) ?? null)
      catalog.photos.addPending(root.id, file, mainId)
    }
  })
  return { moved, copied, changed, added: added.length, unclear }

  async function inSlices<T>(all: readonly T[], write: (some: readonly T[]) => void): Promise<void> {
    for (let at = 0; at < all.length; at += slice) {
      signal.throwIfAborted()
      catalog.transaction(() => write(all.slice(at, at + slice)))
      await nextTurn()
    }
  }
}

/**
 * A photo whose place holds other content now has moved only if that content is another photo that moved there (names
 * were swapped, or passed on); otherwise it was edited in its place, keeps its id, and what looks like it is a copy.
 */
async function judge(unsettled: readonly Unsettled[], origins: Origins): Promise<Judged[]> {
  const inPlace: Judged[] = []
  for await (const [one, origin] of inOrder(
    unsettled.filter(({ here }) => here),
    origins,
  ))
    inPlace.push({ ...one, origin })
  const placed = new Set(inPlace.map(({ here }) => here?.id))
  const replaced = () =>
    new Set(inPlace.map(({ here, origin }) => (origin.kind === 'moved' ? here?.id : null)))
  const edited = (origin: Origin, left: ReturnType<typeof replaced>): SameSizeRow | null =>
    origin.kind === 'moved' && placed.has(origin.row.id) && !left.has(origin.row.id) ? origin.row : null
  for (let again = true; again;) {
    const left = replaced()
    again = false
    for (const one of inPlace) {
      const row = edited(one.origin, left)
      if (!row) continue
      origins.release(row)
      one.origin = { kind: 'new' }
      again = true
    }
  }
  const left = replaced()
  const elsewhere: Judged[] = []
  for await (const [one, origin] of inOrder(
    unsettled.filter(({ here }) => !here),
    origins,
  )) {
    const row = edited(origin, left)
    if (row) origins.release(row)
    elsewhere.push({ ...one, origin: row ? ofEdited(row) : origin })
  }
  return [...inPlace, ...elsewhere]
}

/** Files are judged one after the other, and read a few at a time. */
async function* inOrder(
  unsettled: readonly Unsettled[],
  origins: Origins,
): AsyncGenerator<[Unsettled, Origin]> {
  unsettled.slice(0, readAhead).forEach(origins.expect)
  for (const [at, one] of unsettled.entries()) {
    const next = unsettled[at + readAhead]
    if (next) origins.expect(next)
    if (at % slice === 0) await nextTurn()
    yield [one, await origins.of(one)]
  }
}

/** Unknown content in the place of a photo is an edit of it, unless that has been missing for long. */
function isEdit(here: KnownFile | null, origin: Origin): boolean {
  return here !== null && origin.kind === 'new' && !isLongGone(here)
}

function ofEdited(row: SameSizeRow): Origin {
  return row.contentHash ? { kind: 'copied', row } : { kind: 'new' }
}
