import { realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Notice, Root } from '../../../src-preload/contract/index.ts'
import type { Catalog } from '../catalog/catalog.ts'
import type { RootRow } from '../catalog/rows.ts'
import type { Log } from '../ports.ts'
import { mergeScopes, wholeRoot, type Scope } from './scan/known.ts'
import { reachOf, sameReach, type Reach } from './roots/reach.ts'
import { addRoot, resolveRoot, type AddedRoot } from './roots/roots.ts'
import { scanRoot, type RootScan } from './scan/scan.ts'
import { createWatching, type Watching } from './watch/watching.ts'

export type RootState = 'idle' | 'scanning' | 'away'
export type WatchedBy = Root['watched']

export interface LibraryOptions {
  readonly catalog: Catalog
  readonly log: Log
  /** Photos wait to be read. */
  readonly onQueueChanged: () => void
  /** Photos were moved, copied, lost or found, or a root's state is another. */
  readonly onLibraryChanged: () => void
  /** A root cannot be watched: its changes are found by scans every few minutes instead. */
  readonly onNotice: (notice: Notice) => void
  /** A file written less than this ago may still be growing: a watched folder is looked at again then. */
  readonly settleMs?: number
  /** How long a watched folder must be quiet before it is looked at. */
  readonly quietMs?: number
  /** How often everything is compared again while watching; events get lost on large trees. */
  readonly rescanMs?: number
  /** The same for roots that cannot be watched. */
  readonly unwatchedRescanMs?: number
  /** How often a root that is away is looked for. */
  readonly awayCheckMs?: number
}

/** Sums over the scanned roots. `unreadable` holds folders as absolute paths, `away` ids of roots. */
export interface ScanSummary extends Omit<RootScan, 'unreadable' | 'young'> {
  readonly unreadable: readonly string[]
  readonly away: readonly number[]
  readonly tookMs: number
}

/** The folders that the person added, and how the catalog keeps in step with them. */
export interface Library {
  /** Throws `root-missing`, `root-not-a-folder`, `root-unreadable`. Does not scan. */
  add(path: string): Promise<AddedRoot>
  /** Forgets a root and its photos once a scan that is under way has let go of it. Gives the number of photos. */
  remove(rootId: number): Promise<number>
  /** Compares roots (all of them by default) with the disk. Scans follow each other; rejects when aborted. */
  scan(rootIds?: readonly number[], signal?: AbortSignal): Promise<ScanSummary>
  rootState(rootId: number): RootState
  /** How changes of a root are noticed. */
  watchedBy(rootId: number): WatchedBy
  isScanning(): boolean
  /** From now on changes on the disk are followed, in roots added later too. Settles when all are watched. */
  watch(): Promise<void>
  stop(): Promise<void>
}

export function createLibrary(options: LibraryOptions): Library {
  const { catalog, log } = options
  const settleMs = options.settleMs ?? 1_000
  const exclude = ownFolders(catalog)
  const stopping = new AbortController()
  const removals = new Map<number, AbortController>()
  const states = new Map<number, RootState>()
  let watching: Watching | null = null
  let chain: Promise<unknown> = Promise.resolve()
  let scans = 0

  /** One at a time: two scans of one folder would both take a newcomer for theirs. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = chain.then(work)
    chain = turn.catch(() => undefined)
    return turn
  }

  function setState(rootId: number, state: RootState): void {
    if ((states.get(rootId) ?? 'idle') === state) return
    states.set(rootId, state)
    options.onLibraryChanged()
  }

  async function scanOne(
    root: RootRow,
    scopes: readonly Scope[],
    signal: AbortSignal,
  ): Promise<RootScan | null> {
    const whole = scopes === wholeRoot
    const removal = new AbortController()
    removals.set(root.id, removal)
    if (whole) setState(root.id, 'scanning')
    let reach: Reach | null = null
    try {
      reach = await reachOf(root.path)
      if (!reach || leftByItsDisk(root, reach)) {
        reach = null
        return null
      }
      const found = await scanRoot({
        catalog,
        root,
        scopes,
        exclude,
        settleMs,
        signal: AbortSignal.any([signal, stopping.signal, removal.signal]),
        postponeYoung: !whole,
        onQueued: options.onQueueChanged,
        stillReachable: async () => sameReach(await reachOf(root.path), reach),
      })
      log(
        'debug',
        `looked at ${whole ? 'all' : `${scopes.length} folders`} of ${root.path}: ${found.files} files`,
      )
      if (whole) catalog.roots.setScanned(root.id, Date.now())
      rememberDevice(root, reach)
      for (const under of found.young) watching?.look(root.id, { under, deep: false }, settleMs)
      if (found.moved + found.copied + found.back + found.gone > 0) options.onLibraryChanged()
      return found
    } catch (error) {
      if (removal.signal.aborted) return null
      throw error
    } finally {
      removals.delete(root.id)
      if (!removal.signal.aborted) setState(root.id, reach ? 'idle' : 'away')
    }
  }

  /** An empty folder on another device than before is the mount point of an unplugged disk. */
  function leftByItsDisk(root: RootRow, reach: Reach): boolean {
    const before = catalog.settings.get(deviceKey(root))
    return reach.empty && typeof before === 'number' && before !== reach.device
  }

  function rememberDevice(root: RootRow, reach: Reach): void {
    if (catalog.settings.get(deviceKey(root)) !== reach.device)
      catalog.settings.set(deviceKey(root), reach.device)
  }

  function scan(
    rootIds?: readonly number[],
    signal: AbortSignal = stopping.signal,
    scopes: readonly Scope[] = wholeRoot,
  ): Promise<ScanSummary> {
    scans += 1
    return inTurn(async () => {
      const startedAtMs = performance.now()
      const results: { root: RootRow; found: RootScan | null }[] = []
      for (const root of rootIds ? rootIds.map((id) => catalog.roots.byId(id)) : catalog.roots.list()) {
        signal.throwIfAborted()
        stopping.signal.throwIfAborted()
        if (root) results.push({ root, found: await scanOne(root, scopes, signal) })
      }
      return { ...summarise(results), tookMs: performance.now() - startedAtMs }
    }).finally(() => (scans -= 1))
  }

  return {
    add: async (path) => {
      const added = addRoot(catalog, await resolveRoot(path))
      if (added.kind === 'absorbed') for (const { id } of added.absorbed) await letGo(id)
      if (added.kind === 'added' || added.kind === 'absorbed') watching?.begin(added.root)
      return added
    },
    remove: async (rootId) => {
      await letGo(rootId)
      return inTurn(async () => catalog.roots.remove(rootId))
    },
    scan: (rootIds, signal) => scan(rootIds, signal),
    rootState: (rootId) => states.get(rootId) ?? 'idle',
    watchedBy: (rootId) => watching?.watchedBy(rootId) ?? 'not',
    isScanning: () => scans > 0,
    watch: () => {
      watching ??= createWatching({
        roots: () => catalog.roots.list(),
        isAway: (rootId) => states.get(rootId) === 'away',
        exclude,
        log,
        onLost: (rootId, message) =>
          options.onNotice({ id: `watch-lost-${rootId}`, level: 'warning', message }),
        scan: async (rootIds, scopes) => {
          await scan(rootIds, stopping.signal, scopes ? mergeScopes(scopes) : wholeRoot)
        },
        quietMs: options.quietMs ?? 300,
        rescanMs: options.rescanMs ?? 30 * 60_000,
        unwatchedRescanMs: options.unwatchedRescanMs ?? 3 * 60_000,
        awayCheckMs: options.awayCheckMs ?? 10_000,
      })
      return watching.ready()
    },
    stop: async () => {
      stopping.abort(new Error('the library is closing'))
      await watching?.stop()
      await chain
    },
  }

  async function letGo(rootId: number): Promise<void> {
    removals.get(rootId)?.abort(new Error('the folder was removed'))
    states.delete(rootId)
    await watching?.end(rootId)
  }
}

function summarise(
  results: readonly { root: RootRow; found: RootScan | null }[],
): Omit<ScanSummary, 'tookMs'> {
  const sum = (pick: (scan: RootScan) => number) =>
    results.reduce((total, { found }) => total + (found ? pick(found) : 0), 0)
  return {
    files: sum((scan) => scan.files),
    added: sum((scan) => scan.added),
    changed: sum((scan) => scan.changed),
    moved: sum((scan) => scan.moved),
    copied: sum((scan) => scan.copied),
    back: sum((scan) => scan.back),
    gone: sum((scan) => scan.gone),
    unreadable: results.flatMap(({ root, found }) =>
      (found?.unreadable ?? []).map((path) => join(root.path, path)),
    ),
    away: results.filter(({ found }) => !found).map(({ root }) => root.id),
  }
}

function deviceKey(root: RootRow): string {
  return `library.device.${root.id}`
}

/** The app's own pictures are not photos, should the data folder lie inside a root. */
function ownFolders(catalog: Catalog): string[] {
  const dataDir = realpathSync(dirname(catalog.file))
  return [join(dataDir, 'thumbnails'), join(dataDir, 'vectors')]
}
