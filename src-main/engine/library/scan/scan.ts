import type { Catalog } from '../../catalog/catalog.ts'
import type { FoundFile, KnownFile, RootRow } from '../../catalog/rows.ts'
import { loadKnown, type Scope } from './known.ts'
import { knownContent } from './known-content.ts'
import { contentStayed, originOf } from './moves.ts'
import { goneOf, reconcile, type Difference } from './reconcile.ts'
import { walk } from './walk.ts'

export interface ScanOptions {
  readonly catalog: Catalog
  readonly root: RootRow
  readonly scopes: readonly Scope[]
  /** Resolved folders to leave out. */
  readonly exclude: readonly string[]
  readonly signal: AbortSignal
  /** Files written less than this ago may still be growing. */
  readonly settleMs: number
  /** True leaves young files for a later look; false takes them as they are. */
  readonly postponeYoung: boolean
  /** Photos were added to the queue. */
  readonly onQueued: () => void
  /** Asked before anything is called gone: a disk may be unplugged in the middle of a scan. */
  readonly stillReachable: () => Promise<boolean>
}

/** Counts of files. `unreadable` are folders; `young` the folders of files that were written just now. */
export interface RootScan {
  readonly files: number
  readonly added: number
  readonly changed: number
  readonly moved: number
  readonly copied: number
  readonly back: number
  readonly gone: number
  readonly unreadable: readonly string[]
  readonly young: readonly string[]
}

const emptyCounts = { files: 0, added: 0, changed: 0, moved: 0, copied: 0, back: 0, gone: 0 }
/** A clock further ahead than this on a NAS is taken for what it is: no sign of a file being written. */
const clockSkewMs = 10_000
const goneSlice = 1_000

/** Brings the catalog's rows for parts of one root in step with the disk. The root itself must be reachable. */
export async function scanRoot(options: ScanOptions): Promise<RootScan> {
  const { catalog, root, scopes, signal } = options
  const known = await loadKnown(catalog, root.id, scopes, signal)
  const twinOf = twinFinder(known)
  const count = { ...emptyCounts }
  const seen = new Set<string>()
  const moved = new Set<number>()
  const where = { catalog, root, content: knownContent(catalog), moved, signal }
  const young = new Set<string>()
  const unreadable: string[] = []
  const renumbered: Difference[] = []

  for (const scope of scopes) {
    for await (const step of walk({ ...scope, rootPath: root.path, exclude: options.exclude, signal })) {
      if (step.kind === 'unreadable') unreadable.push(step.folder)
      await take(step.kind === 'files' ? step.files : unreadableRow(step.folder, step.reason))
    }
  }
  await takeRenumbered()
  await leave(goneOf(known.values(), seen, unreadable).filter(({ id }) => !moved.has(id)))
  return { ...count, unreadable, young: [...young] }

  async function take(files: readonly FoundFile[]): Promise<void> {
    signal.throwIfAborted()
    count.files += files.length
    for (const file of files) seen.add(file.relativePath)
    const { added, changed, renumbered: sameTime, back } = reconcile(known, files)
    renumbered.push(...sameTime)
    if (back.length > 0) catalog.photos.setFound(back.map(({ id }) => id))
    count.back += back.length
    const altered = await without(changed.filter(({ file }) => isRipe(file)))
    const fresh = await newcomers(added.filter(isRipe))
    if (altered.length + fresh.length === 0) return
    catalog.transaction(() => {
      for (const { known, file } of altered) catalog.photos.setChanged(known.id, file)
      for (const file of fresh) catalog.photos.addPending(root.id, file)
    })
    count.changed += altered.length
    count.added += fresh.length
    options.onQueued()
  }

  function isRipe(file: FoundFile): boolean {
    const ageMs = Date.now() - file.mtimeMs
    if (ageMs >= options.settleMs || ageMs < -clockSkewMs) return true
    young.add(folderOf(file.relativePath))
    return !options.postponeYoung
  }

  /** Settles those whose content is what it was; gives the others. */
  async function without(differences: readonly Difference[]): Promise<Difference[]> {
    const altered: Difference[] = []
    for (const difference of differences) {
      const { known, file } = difference
      if (await contentStayed(where, known, file)) catalog.photos.setTouched(known.id, file)
      else altered.push(difference)
    }
    return altered
  }

  /** Settles moved and copied photos; gives the files that are truly new. */
  async function newcomers(files: readonly FoundFile[]): Promise<FoundFile[]> {
    const fresh: FoundFile[] = []
    for (const file of files) {
      const origin = await originOf(where, file, twinOf(file))
      signal.throwIfAborted()
      if (!origin) fresh.push(file)
      else if (origin.kind === 'copied') catalog.photos.addCopy(origin.id, root.id, file)
      else {
        catalog.photos.setMoved(origin.id, root.id, file)
        moved.add(origin.id)
      }
      if (origin) count[origin.kind] += 1
    }
    return fresh
  }

  /**
   * Same size and time under another number: nearly always the same content. Disks without lasting numbers (FAT, some
   * NAS) renumber everything at each mount, and reading all of it each time would be absurd; a few are looked into.
   */
  async function takeRenumbered(): Promise<void> {
    const wholeDisk = renumbered.length > 20 && renumbered.length > count.files / 2
    const altered = wholeDisk ? [] : await without(renumbered)
    catalog.transaction(() => {
      for (const { known, file } of altered) catalog.photos.setChanged(known.id, file)
      if (wholeDisk) for (const { known, file } of renumbered) catalog.photos.setTouched(known.id, file)
    })
    count.changed += altered.length
    if (altered.length > 0) options.onQueued()
  }

  async function leave(gone: readonly KnownFile[]): Promise<void> {
    if (gone.length === 0 || !(await options.stillReachable())) return
    for (let at = 0; at < gone.length; at += goneSlice) {
      signal.throwIfAborted()
      catalog.photos.setMissing(
        gone.slice(at, at + goneSlice).map(({ id }) => id),
        Date.now(),
      )
      await new Promise(setImmediate)
    }
    count.gone = gone.length
  }
}

/** Finds the known file that has a newcomer's number, size and time: the same file under its former name. */
function twinFinder(known: ReadonlyMap<string, KnownFile>): (file: FoundFile) => KnownFile | undefined {
  let byInode: Map<number, KnownFile> | undefined
  return (file) => {
    // Not every scan meets a newcomer, and some disks give every file the number 0.
    byInode ??= new Map([...known.values()].map((row) => [row.inode, row]))
    const twin = file.inode === 0 ? undefined : byInode.get(file.inode)
    return twin?.sizeBytes === file.sizeBytes && twin.mtimeMs === file.mtimeMs ? twin : undefined
  }
}

/** A folder that cannot be read is a problem worth showing; it has neither size nor time. */
function unreadableRow(relativePath: string, problem: string): FoundFile[] {
  return relativePath === '' ? [] : [{ relativePath, sizeBytes: 0, mtimeMs: 0, inode: 0, problem }]
}

function folderOf(relativePath: string): string {
  return relativePath.slice(0, Math.max(0, relativePath.lastIndexOf('/')))
}
