import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Catalog } from '../../catalog/catalog.ts'
import type { FoundFile, KnownFile, RootRow } from '../../catalog/rows.ts'
import { settleCompany } from '../company/settle-company.ts'
import { fileName } from '../company/file-kinds.ts'
import type { RootRules } from '../rules/root-rules.ts'
import { loadKnown, type Scope } from './known.ts'
import { origins } from './origins.ts'
import { goneOf, newlyLeftOut } from './reconcile.ts'
import { parentOf } from './relative.ts'
import { placeIn, scanState, type ScanState } from './scan-state.ts'
import { settle } from './settle.ts'
import { settleStamps, type Restamped } from './settle-stamps.ts'
import { takeFolder } from './take-folder.ts'
import { walk } from './walk.ts'

export interface ScanOptions {
  readonly catalog: Catalog
  readonly root: RootRow
  readonly scopes: readonly Scope[]
  readonly rules: RootRules
  /** Resolved folders to leave out. */
  readonly exclude: readonly string[]
  readonly signal: AbortSignal
  /** Files written less than this ago may still be growing. */
  readonly settleMs: number
  /** True leaves young files for a later look; false takes them as they are. */
  readonly postponeYoung: boolean
  /** The disk answered. */
  readonly onAnswer: () => void
  /** Photos were added to the queue. */
  readonly onQueued: () => void
}

/** Counts of files. `unreadable` are folders; `young` the folders of files that were written just now. */
export interface RootScan {
  readonly files: number
  readonly added: number
  readonly changed: number
  readonly moved: number
  readonly copied: number
  readonly back: number
  /** Rows that rules, pairs or XMP files altered. */
  readonly rearranged: number
  /** Files that were not found. Nothing is written down about them yet. */
  readonly gone: readonly KnownFile[]
  readonly unreadable: readonly string[]
  readonly young: readonly string[]
  readonly leftOutFolders: ReadonlySet<string>
  /** Files whose content is to be compared when there is time: too many to be compared by a scan. */
  readonly restamped: Restamped
}

/** A clock further ahead than this on a NAS is taken for what it is: no sign of a file being written. */
const clockSkewMs = 10_000

/** Brings the catalog's rows for parts of one root in step with the disk. The root itself must be reachable. */
export async function scanRoot(options: ScanOptions): Promise<RootScan> {
  const { catalog, root, scopes, signal } = options
  const state = scanState(catalog, root, await loadKnown(catalog, root.id, scopes, signal))
  for (const scope of scopes) await look(scope)
  const settled = await settleFiles()
  // After the moves: a new time of change says nothing of where a photo is.
  const stamps = await settleStamps(state, options)
  const rearranged = settleLeftOut(state) + (await settlePairs())
  // A photo may have waited while its file was gone, and moves with its XMP file, which is another then.
  const here = state.count.back + state.count.wanted + settled.moved.size
  if (settled.added + settled.changed + stamps.changed + rearranged + here > 0) options.onQueued()
  const lost = goneOf(
    state.known.values(),
    state.seen,
    new Set([...state.unreadable, ...state.leftOutFolders]),
  )
  return {
    files: state.count.files,
    added: state.count.added + settled.added,
    changed: settled.changed + stamps.changed,
    moved: settled.moved.size,
    copied: settled.copied,
    back: state.count.back,
    rearranged: rearranged + state.count.wanted,
    gone: lost.filter((row) => !settled.moved.has(row.id) && !isVideo(row)),
    unreadable: [...state.unreadable],
    young: [...state.young],
    leftOutFolders: state.leftOutFolders,
    restamped: stamps.later,
  }

  async function look(scope: Scope): Promise<void> {
    const { rules, exclude, onAnswer } = options
    for await (const step of walk({ ...scope, rootPath: root.path, rules, exclude, onAnswer, signal })) {
      signal.throwIfAborted()
      if (step.kind === 'left-out') state.leftOutFolders.add(step.folder)
      else if (step.kind === 'unreadable-file') takeProblem(step.path, step.reason)
      else if (step.kind === 'folder') {
        if (takeFolder(state, step, isRipe).queued) options.onQueued()
      } else {
        state.unreadable.add(step.folder)
        takeProblem(step.folder, step.reason)
      }
    }
  }

  function isRipe(writtenAtMs: number): boolean {
    const ageMs = Date.now() - writtenAtMs
    return !options.postponeYoung || ageMs >= options.settleMs || ageMs < -clockSkewMs
  }

  /** A folder or file that cannot be read is a problem worth showing; it has neither size nor time. */
  function takeProblem(path: string, problem: string): void {
    if (path === '') return
    const file: FoundFile = { relativePath: path, sizeBytes: 0, mtimeMs: 0, inode: 0, problem }
    state.count.files += 1
    state.seen.add(path)
    const row = state.known.get(path)
    if (row && row.missingSinceMs === null) return
    if (row && row.status !== 'failed') {
      // It is back, and what cannot be looked at says nothing of another content.
      catalog.photos.setFound([row.id])
      state.count.back += 1
      return
    }
    catalog.photos.addPending(root.id, file)
    if (!row) state.count.added += 1
  }

  async function settleFiles() {
    const wholeDisk = state.renumbered.length > 20 && state.renumbered.length > state.count.files / 2
    // Disks without lasting numbers (FAT, some NAS) renumber everything at each mount, and reading all of it each
    // time would be absurd; a few are looked into.
    for (const { known: here, file } of state.renumbered) {
      if (wholeDisk) catalog.photos.setTouched(here.id, file)
      else state.unsettled.push({ here, file })
    }
    const { onAnswer } = options
    const finding = origins({
      catalog,
      root,
      content: state.content,
      placeOf: placeIn(state),
      onAnswer,
      signal,
    })
    const { mainPaths, unsettled } = state
    const settled = await settle({
      catalog,
      root,
      origins: finding,
      unsettled,
      mainPathOf: ({ relativePath }) => mainPaths.get(relativePath) ?? null,
      signal,
    })
    for (const { relativePath } of settled.unclear) state.young.add(parentOf(relativePath))
    return settled
  }

  async function settlePairs(): Promise<number> {
    for (const row of goneOf(state.known.values(), state.seen, state.unreadable)) {
      if (isVideo(row) || row.companionOf !== null || row.companions > 0)
        state.company.add(parentOf(row.relativePath))
    }
    for (const { from, to } of settled.moved.values()) {
      const row = from.rootId === root.id ? state.known.get(from.relativePath) : undefined
      if (row && row.companionOf === null && row.companions === 0) continue
      state.company.add(parentOf(to.relativePath))
      if (row) state.company.add(parentOf(from.relativePath))
    }
    await nextTurn()
    return settleCompany({
      catalog,
      rootId: root.id,
      folders: state.company,
      videos: state.videos,
      signal,
    })
  }
}

/** Rows of files that rules leave out from now on: they keep all they have. */
function settleLeftOut({ catalog, known, leftOutFolders, leftOutFiles, company }: ScanState): number {
  const left = newlyLeftOut(known.values(), leftOutFolders, leftOutFiles)
  catalog.photos.setLeftOut(
    left.map(({ id }) => id),
    true,
  )
  for (const { relativePath, companions, companionOf } of left)
    if (companions > 0 || companionOf !== null) company.add(parentOf(relativePath))
  return left.length
}

function isVideo({ relativePath }: KnownFile): boolean {
  return fileName(relativePath).kind === 'video'
}
