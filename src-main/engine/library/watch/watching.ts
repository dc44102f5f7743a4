import { setTimeout as delay } from 'node:timers/promises'
import type { Root } from '../../../../src-preload/contract/index.ts'
import type { RootRow } from '../../catalog/rows.ts'
import type { Log } from '../../ports.ts'
import { isOnNetwork } from '../roots/network.ts'
import type { RootRules } from '../rules/root-rules.ts'
import type { Scope } from '../scan/known.ts'
import { createDirtyFolders } from './dirty.ts'
import { createPolling } from './polling.ts'
import { createPresence } from './presence.ts'
import { watchRoot } from './watch-root.ts'
import type { Watcher } from './watcher.ts'

export interface WatchingOptions {
  readonly roots: () => readonly RootRow[]
  readonly isAway: (rootId: number) => boolean
  /** Whether a root's folder can be reached at its own place. */
  readonly isThere: (root: RootRow) => Promise<boolean>
  /** Looks for a root that is away; the root as it is now when it was found, maybe elsewhere. */
  readonly find: (root: RootRow) => Promise<RootRow | null>
  readonly exclude: readonly string[]
  readonly rulesOf: (root: RootRow) => RootRules
  readonly log: Log
  readonly onLost: (rootId: number, reason: string) => void
  /** A root is watched in another way than before, or no more. */
  readonly onWatched: () => void
  /** Without scopes: the whole root. */
  readonly scan: (rootIds: readonly number[], scopes?: readonly Scope[]) => Promise<void>
  readonly isNetwork?: (rootPath: string) => Promise<boolean>
  readonly quietMs: number
  readonly rescanMs: number
  readonly unwatchedRescanMs: number
  readonly pollMs: number
  /** How often each root is looked at: whether it is there, and the same folder. */
  readonly presenceMs: number
  /** How often a root that is away is looked for at other places. */
  readonly awayCheckMs: number
}

/** All that notices changes: a watcher for each root, full scans now and then, and whether each root is there at all. */
export interface Watching {
  begin(root: RootRow): void
  end(rootId: number): Promise<void>
  /** Begins anew: other folders may have to be watched. */
  again(rootId: number): Promise<void>
  kindOf(rootId: number): Root['watched']
  /** Looks at a part of a root, not before `afterMs` from now. */
  look(rootId: number, scope: Scope, afterMs: number): void
  /** A whole scan of this root took so long: network roots are not looked at more often than they can bear. */
  scanned(rootId: number, tookMs: number): void
  /** Settles when each root is watched, or cannot be. */
  ready(): Promise<void>
  stop(): Promise<void>
}

interface Watched {
  kind: Root['watched']
  watcher: Watcher | null
  readonly ready: Promise<void>
}

const longStartMs = 500
/** A folder that came back is looked at once it is watched; a large one after so long, and again then. */
const longestWaitMs = 1_000

export function createWatching(options: WatchingOptions): Watching {
  const watched = new Map<number, Watched>()
  const dirty = createDirtyFolders(options.quietMs, (rootId, scopes) => run([rootId], scopes))
  const polling = createPolling(options.pollMs, (rootId) => run([rootId]))
  const networks = new Set<number>()
  const presence = createPresence({
    roots: options.roots,
    isOnNetwork: (rootId) => networks.has(rootId),
    isAway: options.isAway,
    isThere: options.isThere,
    find: options.find,
    onGone: gone,
    onBack: back,
    onMount: mounted,
    onMountPlace: async ({ id }, folder) => {
      // While its folders are still being taken on, those that are not watched yet are no news.
      if (kindOf(id) === 'events') await watched.get(id)?.watcher?.compare(folder)
    },
    onFailed: failed,
    everyMs: Math.min(options.presenceMs, options.awayCheckMs),
    searchMs: options.awayCheckMs,
  })
  const kindOf = (rootId: number): Root['watched'] => watched.get(rootId)?.kind ?? 'not'
  const timers = [
    setInterval(() => run(idsWhere((id) => kindOf(id) !== 'polling')), options.rescanMs),
    setInterval(() => run(idsWhere((id) => kindOf(id) === 'scans')), options.unwatchedRescanMs),
  ]
  for (const timer of timers) timer.unref()
  let stopped = false
  options.roots().forEach(begin)

  function begin(root: RootRow): void {
    if (stopped || watched.has(root.id)) return
    const started = Promise.withResolvers<void>()
    const entry: Watched = { kind: 'not', watcher: null, ready: started.promise }
    watched.set(root.id, entry)
    void start(root, entry).catch(failed).then(started.resolve)
  }

  async function start(root: RootRow, entry: Watched): Promise<void> {
    const network = await (options.isNetwork ?? isOnNetwork)(root.path)
    if (isOver()) return
    if (network) networks.add(root.id)
    else networks.delete(root.id)
    const isThere = await presence.hold(root)
    if (isOver()) return
    // It is begun with once it is there.
    if (!isThere) return void watched.delete(root.id)
    if (network) {
      polling.begin(root.id)
      return became(entry, 'polling')
    }
    const watcher = watchRoot({
      rootPath: root.path,
      exclude: options.exclude,
      rules: () => options.rulesOf(root),
      onDirty: (scope) => dirty.add(root.id, scope),
      onRules: (folder) => void followRules(root.id, folder).catch(failed),
      onRootGone: () => presence.doubt(root.id),
      onLost: (reason) => {
        became(entry, 'scans')
        options.log('warn', reason)
        options.onLost(root.id, reason)
      },
    })
    entry.watcher = watcher
    const startedAtMs = performance.now()
    if ((await watcher.ready) && !isOver()) became(entry, 'events')
    // What changed in a large tree while its folders were being taken on was told by nobody.
    if (performance.now() - startedAtMs > longStartMs) run([root.id])

    function isOver(): boolean {
      return stopped || watched.get(root.id) !== entry
    }
  }

  function became(entry: Watched, kind: Root['watched']): void {
    entry.kind = kind
    if (!stopped) options.onWatched()
  }

  async function followRules(rootId: number, under: string): Promise<void> {
    const scope = { under, deep: true }
    await options.scan([rootId], [scope])
    const isWatched = await watched.get(rootId)?.watcher?.extend(under)
    if (!isWatched) return again(rootId)
    // What changed in folders before they were watched was told by nobody.
    await options.scan([rootId], [scope])
  }

  async function end(rootId: number): Promise<void> {
    dirty.forget(rootId)
    polling.end(rootId)
    presence.letGo(rootId)
    const entry = watched.get(rootId)
    watched.delete(rootId)
    await entry?.watcher?.close()
  }

  async function again(rootId: number): Promise<void> {
    await end(rootId)
    if (stopped) return
    const root = options.roots().find(({ id }) => id === rootId)
    if (root) begin(root)
    await watched.get(rootId)?.ready
    // While nobody watched anything may have changed.
    run([rootId])
  }

  /** What is watched lies elsewhere by now, and what changes there is no news of this root. */
  async function gone(root: RootRow): Promise<void> {
    await end(root.id)
    options.onWatched()
    run([root.id])
  }

  async function back(root: RootRow): Promise<void> {
    const wasAway = options.isAway(root.id)
    await end(root.id)
    if (stopped) return
    begin(root)
    // What changes after this is heard, and what changed before is seen.
    await Promise.race([watched.get(root.id)?.ready, delay(longestWaitMs, undefined, { ref: false })])
    if (stopped) return
    // Until a scan has reached it, it counts as away.
    if (wasAway) await options.scan([root.id])
    else run([root.id])
  }

  async function mounted({ id }: RootRow, folder: string): Promise<void> {
    const watcher = watched.get(id)?.watcher
    if (watcher && !(await watcher.renew(folder))) await again(id)
  }

  function idsWhere(keep: (rootId: number) => boolean): number[] {
    return options
      .roots()
      .map(({ id }) => id)
      .filter(keep)
  }

  function run(rootIds: readonly number[], scopes?: readonly Scope[]): void {
    if (stopped || rootIds.length === 0) return
    options.scan(rootIds, scopes).catch(failed)
  }

  function failed(error: unknown): void {
    if (!stopped) options.log('error', `a scan failed: ${String(error)}`)
  }

  return {
    begin,
    end,
    again,
    kindOf,
    look: (rootId, scope, afterMs) => dirty.add(rootId, scope, afterMs),
    scanned: (rootId, tookMs) => polling.scanned(rootId, tookMs),
    ready: async () => void (await Promise.all([...watched.values()].map((entry) => entry.ready))),
    stop: async () => {
      stopped = true
      for (const timer of timers) clearInterval(timer)
      presence.stop()
      dirty.stop()
      polling.stop()
      await Promise.all([...watched.values()].map((entry) => entry.watcher?.close()))
    },
  }
}
