import { realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { CodedError, type Notice, type Root } from '../../../src-preload/contract/index.ts'
import type { Catalog } from '../catalog/catalog.ts'
import type { RootRow } from '../catalog/rows.ts'
import type { Log } from '../ports.ts'
import { createComparing } from './comparing.ts'
import { leftByItsDisk } from './roots/device.ts'
import { mountPlaces } from './roots/candidates.ts'
import { reachOf } from './roots/reach.ts'
import { findElsewhere, isRootAt } from './roots/relocate.ts'
import { addRoot, overlaps, resolveRoot, type AddedRoot } from './roots/roots.ts'
import { checkRules } from './rules/patterns.ts'
import { rootRules, type RootRules } from './rules/root-rules.ts'
import { createScans, type RootState } from './scans.ts'
import { mergeScopes } from './scan/known.ts'
import type { ScanSummary } from './scan/summary.ts'
import { createWatching, type Watching } from './watch/watching.ts'

export interface LibraryOptions {
  readonly catalog: Catalog
  readonly log: Log
  /** Every root was compared with the disk. */
  readonly onAllScanned?: () => void
  /** Photos wait to be read. */
  readonly onQueueChanged: () => void
  /** Photos were moved, copied, lost or found, or a root's state is another. */
  readonly onLibraryChanged: () => void
  /** Settles when nothing is more urgent than to compare files with what was read of them. */
  readonly whenFree?: (signal: AbortSignal) => Promise<void>
  /** Nothing is scanned any more. */
  readonly onScansEnded?: () => void
  /** What a person should know: a root that cannot be watched, that came back elsewhere, that lost its photos. */
  readonly onNotice: (notice: Notice) => void
  /** A file written less than this ago may still be growing: a watched folder is looked at again then. */
  readonly settleMs?: number
  /** How long a watched folder must be quiet before it is looked at. */
  readonly quietMs?: number
  /** How often everything is compared again while watching; events get lost on large trees. */
  readonly rescanMs?: number
  /** The same for roots that cannot be watched. */
  readonly unwatchedRescanMs?: number
  /** How often each root is looked at: whether it is there, and the same folder. */
  readonly presenceMs?: number
  /** How often a root that is away is looked for at other places. */
  readonly awayCheckMs?: number
  /** How often a network root is looked at, at most. */
  readonly pollMs?: number
  /** Photos that go within so long go at once. */
  readonly vanishWindowMs?: number
  /** Where disks are mounted: looked through for roots that are away. */
  readonly mountPlaces?: () => Promise<readonly string[]>
  /** Whether a folder lies on a network drive, which tells nothing of its changes. */
  readonly isNetwork?: (rootPath: string) => Promise<boolean>
}

/** The folders that the person added, and how the catalog keeps in step with them. */
export interface Library {
  /** Throws `root-missing`, `root-not-a-folder`, `root-unreadable`. Does not scan. */
  add(path: string): Promise<AddedRoot>
  /** Forgets a root and its photos once a scan that is under way has let go of it. Gives the number of photos. */
  remove(rootId: number): Promise<number>
  /** Compares roots (all of them by default) with the disk. Rejects when aborted. */
  scan(rootIds?: readonly number[], signal?: AbortSignal): Promise<ScanSummary>
  /** What to leave out of a root. Settles once it is compared anew. Throws `bad-arguments` and `not-found`. */
  setRules(rootId: number, change: RulesChange): Promise<void>
  /** The person's word on photos that went all at once. Throws `root-missing` while the root is away. */
  confirmVanished(rootId: number, gone: boolean): Promise<void>
  rootState(rootId: number): RootState
  /** Asks the disk, whatever the last scan found. */
  isAway(root: RootRow): Promise<boolean>
  watchedBy(rootId: number): Root['watched']
  isScanning(): boolean
  /** Settles when no file is left of which something changed and whose content was not compared yet. */
  compared(): Promise<void>
  /** From now on changes on the disk are followed, in roots added later too. Settles when all are watched. */
  watch(): Promise<void>
  stop(): Promise<void>
}

export interface RulesChange {
  readonly rules?: string | undefined
  readonly minSidePx?: number | undefined
}

export function createLibrary(options: LibraryOptions): Library {
  const { catalog, log, onNotice } = options
  const exclude = ownFolders(catalog)
  const rules = new Map<number, { readonly of: RootRow; readonly rules: RootRules }>()
  const stallMs = 30_000
  const settleMs = options.settleMs ?? 1_000
  let watching: Watching | null = null
  const scans = createScans({
    catalog,
    exclude,
    rulesOf,
    settleMs,
    stallMs,
    log,
    vanishWindowMs: options.vanishWindowMs ?? 2 * 60_000,
    lookAgain: () => watching && ((rootId, scope) => watching?.look(rootId, scope, settleMs)),
    onQueueChanged: options.onQueueChanged,
    onLibraryChanged: options.onLibraryChanged,
    onVanished: (root, files, of) =>
      onNotice({
        id: `vanished-${root.id}`,
        level: 'warning',
        message: `${files} of ${of} photos are no longer in ${root.path}. Say whether they are gone; until then nothing of them is forgotten.`,
      }),
    onRestamped: (root, restamped) => comparing.add(root, restamped),
    onScanned: (rootId, tookMs) => watching?.scanned(rootId, tookMs),
    onAllScanned: () => options.onAllScanned?.(),
    onScansEnded: () => options.onScansEnded?.(),
  })

  const comparing = createComparing({
    catalog,
    log,
    stallMs,
    whenFree: options.whenFree ?? (() => Promise.resolve()),
    onQueueChanged: options.onQueueChanged,
  })

  function rulesOf(root: RootRow): RootRules {
    const known = rules.get(root.id)
    if (known?.of.path === root.path && known.of.rules === root.rules) return known.rules
    const made = rootRules(root.path, root.rules)
    rules.set(root.id, { of: root, rules: made })
    return made
  }

  async function isAway(root: RootRow): Promise<boolean> {
    const reach = await reachOf(root.path)
    return !reach || leftByItsDisk(catalog, root, reach)
  }

  /** A root that is away, at its place again or at another. */
  async function find(root: RootRow): Promise<RootRow | null> {
    if (!(await isAway(root))) return root
    const path = await findElsewhere(catalog, root, options.mountPlaces ?? mountPlaces)
    return path === null ? null : returned(root, path)
  }

  async function returned(root: RootRow, path: string): Promise<RootRow> {
    await letGo(root.id)
    await scans.between(root.id, () => catalog.roots.setPath(root.id, path))
    log('info', `${root.path} was found again at ${path}`)
    onNotice({
      id: `returned-${root.id}`,
      level: 'info',
      message: `${root.path} was found again at ${path}; its photos kept everything.`,
    })
    options.onLibraryChanged()
    return { ...root, path }
  }

  /** The root that a person means by a folder that is no root yet. */
  async function awayRootAt(path: string): Promise<RootRow | null> {
    const roots = catalog.roots.list()
    if (roots.some((root) => overlaps(path, root.path))) return null
    for (const root of roots) if ((await isRootAt(catalog, root, path)) && (await isAway(root))) return root
    return null
  }

  /** What a watching library does now and then. */
  async function findAway(rootIds: readonly number[] | undefined): Promise<void> {
    for (const root of catalog.roots.list()) if (rootIds?.includes(root.id) ?? true) await find(root)
  }

  async function letGo(rootId: number): Promise<void> {
    scans.interrupt(rootId)
    await watching?.end(rootId)
  }

  return {
    add: async (path) => {
      const resolved = await resolveRoot(path)
      const away = await awayRootAt(resolved)
      if (away) {
        const root = await returned(away, resolved)
        watching?.begin(root)
        return { kind: 'returned', root, from: away.path }
      }
      const added = addRoot(catalog, resolved)
      if (added.kind === 'absorbed') {
        catalog.photos.applyMinSide(added.root.id)
        for (const { id } of added.absorbed) await letGo(id)
      }
      if (added.kind === 'added' || added.kind === 'absorbed') watching?.begin(added.root)
      return added
    },
    remove: async (rootId) => {
      await letGo(rootId)
      return scans.between(rootId, () => catalog.roots.remove(rootId))
    },
    scan: async (rootIds, signal) => {
      if (!watching) await findAway(rootIds)
      return scans.scan({ rootIds, signal })
    },
    setRules: async (rootId, change) => {
      const root = catalog.roots.byId(rootId)
      if (!root) throw new CodedError('not-found', 'This folder is not in the library any more.')
      checkRules(change.rules ?? '')
      catalog.roots.setRules(rootId, change.rules ?? root.rules, change.minSidePx ?? root.minSidePx)
      if (catalog.photos.applyMinSide(rootId) > 0) options.onLibraryChanged()
      await scans.scan({ rootIds: [rootId] })
      await watching?.again(rootId)
      options.onQueueChanged()
    },
    confirmVanished: async (rootId, gone) => {
      const { away } = await scans.scan({ rootIds: [rootId], word: gone ? 'gone' : 'keep' })
      if (away.includes(rootId))
        throw new CodedError('root-missing', 'This folder cannot be reached now; try again when it is back.')
    },
    rootState: scans.state,
    isAway,
    watchedBy: (rootId) => (scans.state(rootId) === 'away' ? 'not' : (watching?.kindOf(rootId) ?? 'not')),
    isScanning: scans.isScanning,
    compared: comparing.done,
    watch: () => {
      watching ??= createWatching({
        roots: () => catalog.roots.list(),
        isAway: (rootId) => scans.state(rootId) === 'away',
        isThere: async (root) => !(await isAway(root)),
        find,
        exclude,
        rulesOf,
        log,
        onLost: (rootId, message) => onNotice({ id: `watch-lost-${rootId}`, level: 'warning', message }),
        onWatched: options.onLibraryChanged,
        scan: async (rootIds, scopes) => {
          await scans.scan({ rootIds, ...(scopes ? { scopes: mergeScopes(scopes) } : {}) })
        },
        quietMs: options.quietMs ?? 300,
        rescanMs: options.rescanMs ?? 30 * 60_000,
        unwatchedRescanMs: options.unwatchedRescanMs ?? 3 * 60_000,
        pollMs: options.pollMs ?? 60_000,
        presenceMs: options.presenceMs ?? 2_000,
        awayCheckMs: options.awayCheckMs ?? 10_000,
        ...(options.isNetwork ? { isNetwork: options.isNetwork } : {}),
      })
      return watching.ready()
    },
    stop: async () => {
      const stopped = scans.stop()
      await watching?.stop()
      await stopped
      await comparing.stop()
    },
  }
}

/** The app's own pictures are not photos, should the data folder lie inside a root. */
function ownFolders(catalog: Catalog): string[] {
  const dataDir = realpathSync(dirname(catalog.file))
  return [join(dataDir, 'thumbnails'), join(dataDir, 'vectors')]
}
