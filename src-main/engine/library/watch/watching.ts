import type { Root } from '../../../../src-preload/contract/index.ts'
import type { RootRow } from '../../catalog/rows.ts'
import type { Log } from '../../ports.ts'
import { isOnNetwork } from '../roots/network.ts'
import type { RootRules } from '../rules/root-rules.ts'
import type { Scope } from '../scan/known.ts'
import { createDirtyFolders } from './dirty.ts'
import { createPolling } from './polling.ts'
import { watchRoot, type Watcher } from './watcher.ts'

export interface WatchingOptions {
  readonly roots: () => readonly RootRow[]
  readonly isAway: (rootId: number) => boolean
  /** Looks for a root that is away; the root as it is now when it was found, maybe elsewhere. */
  readonly find: (root: RootRow) => Promise<RootRow | null>
  readonly exclude: readonly string[]
  readonly rulesOf: (root: RootRow) => RootRules
  readonly log: Log
  readonly onLost: (rootId: number, reason: string) => void
  /** Without scopes: the whole root. */
  readonly scan: (rootIds: readonly number[], scopes?: readonly Scope[]) => Promise<void>
  readonly isNetwork?: (rootPath: string) => Promise<boolean>
  readonly quietMs: number
  readonly rescanMs: number
  readonly unwatchedRescanMs: number
  readonly pollMs: number
  readonly awayCheckMs: number
}

/** All that notices changes: a watcher for each root, full scans now and then, and a look-out for roots that are away. */
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

export function createWatching(options: WatchingOptions): Watching {
  const watched = new Map<number, Watched>()
  const dirty = createDirtyFolders(options.quietMs, (rootId, scopes) => run([rootId], scopes))
  const polling = createPolling(options.pollMs, (rootId) => run([rootId]))
  const kindOf = (rootId: number): Root['watched'] => watched.get(rootId)?.kind ?? 'not'
  const timers = [
    setInterval(() => run(idsWhere((id) => kindOf(id) !== 'polling')), options.rescanMs),
    setInterval(() => run(idsWhere((id) => kindOf(id) === 'scans')), options.unwatchedRescanMs),
    setInterval(() => void lookForAway().catch(failed), options.awayCheckMs),
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
    if (stopped || watched.get(root.id) !== entry) return
    if (network) {
      entry.kind = 'polling'
      return polling.begin(root.id)
    }
    entry.kind = 'events'
    entry.watcher = watchRoot({
      rootPath: root.path,
      exclude: options.exclude,
      rules: () => options.rulesOf(root),
      onDirty: (scope) => dirty.add(root.id, scope),
      onRules: (folder) => void followRules(root.id, folder).catch(failed),
      onLost: (reason) => {
        entry.kind = 'scans'
        options.log('warn', reason)
        options.onLost(root.id, reason)
      },
    })
    const startedAtMs = performance.now()
    await entry.watcher.ready
    // What changed in a large tree while its folders were being taken on was told by nobody.
    if (performance.now() - startedAtMs > longStartMs) run([root.id])
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

  /** A disk that is plugged in again needs a new watcher: the old one watches folders that are no more. */
  async function lookForAway(): Promise<void> {
    for (const away of options.roots().filter(({ id }) => options.isAway(id))) {
      const root = stopped ? null : await options.find(away)
      if (stopped || !root) continue
      await end(root.id)
      begin(root)
      run([root.id])
    }
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
      dirty.stop()
      polling.stop()
      await Promise.all([...watched.values()].map((entry) => entry.watcher?.close()))
    },
  }
}
