import type { Root } from '../../../../src-preload/contract/index.ts'
import type { RootRow } from '../../catalog/rows.ts'
import type { Log } from '../../ports.ts'
import { createDirtyFolders } from './dirty.ts'
import type { Scope } from '../scan/known.ts'
import { reachOf } from '../roots/reach.ts'
import { watchRoot, type Watcher } from './watcher.ts'

export interface WatchingOptions {
  readonly roots: () => readonly RootRow[]
  readonly isAway: (rootId: number) => boolean
  readonly exclude: readonly string[]
  readonly log: Log
  readonly onLost: (rootId: number, reason: string) => void
  /** Without scopes: the whole root. */
  readonly scan: (rootIds: readonly number[], scopes?: readonly Scope[]) => Promise<void>
  readonly quietMs: number
  readonly rescanMs: number
  readonly unwatchedRescanMs: number
  readonly awayCheckMs: number
}

/** All that notices changes: a watcher for each root, full scans now and then, and a look-out for roots that are away. */
export interface Watching {
  begin(root: RootRow): void
  end(rootId: number): Promise<void>
  /** Looks at a part of a root, not before `afterMs` from now. */
  look(rootId: number, scope: Scope, afterMs: number): void
  watchedBy(rootId: number): Root['watched']
  /** Settles when each root is watched, or cannot be. */
  ready(): Promise<void>
  stop(): Promise<void>
}

export function createWatching(options: WatchingOptions): Watching {
  const watchers = new Map<number, Watcher>()
  const unwatched = new Set<number>()
  const dirty = createDirtyFolders(options.quietMs, (rootId, scopes) => run([rootId], scopes))
  const timers = [
    setInterval(() => run(idsWhere(() => true)), options.rescanMs),
    setInterval(() => run(idsWhere((id) => unwatched.has(id))), options.unwatchedRescanMs),
    setInterval(() => void lookForAway(), options.awayCheckMs),
  ]
  for (const timer of timers) timer.unref()
  let stopped = false
  options.roots().forEach(begin)

  function begin(root: RootRow): void {
    if (stopped || watchers.has(root.id)) return
    unwatched.delete(root.id)
    watchers.set(
      root.id,
      watchRoot({
        rootPath: root.path,
        exclude: options.exclude,
        onDirty: (scope) => dirty.add(root.id, scope),
        onLost: (reason) => {
          unwatched.add(root.id)
          options.log('warn', reason)
          options.onLost(root.id, reason)
        },
      }),
    )
  }

  async function end(rootId: number): Promise<void> {
    dirty.forget(rootId)
    unwatched.delete(rootId)
    const watcher = watchers.get(rootId)
    watchers.delete(rootId)
    await watcher?.close()
  }

  /** A disk that is plugged in again needs a new watcher: the old one watches folders that are no more. */
  async function lookForAway(): Promise<void> {
    for (const root of options.roots().filter(({ id }) => options.isAway(id))) {
      if (stopped || !(await reachOf(root.path))) continue
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
    options.scan(rootIds, scopes).catch((error: unknown) => {
      if (!stopped) options.log('error', `a scan failed: ${String(error)}`)
    })
  }

  return {
    begin,
    end,
    look: (rootId, scope, afterMs) => dirty.add(rootId, scope, afterMs),
    watchedBy: (rootId) => (unwatched.has(rootId) ? 'scans' : watchers.has(rootId) ? 'events' : 'not'),
    ready: async () => void (await Promise.all([...watchers.values()].map((watcher) => watcher.ready))),
    stop: async () => {
      stopped = true
      for (const timer of timers) clearInterval(timer)
      dirty.stop()
      await Promise.all([...watchers.values()].map((watcher) => watcher.close()))
    },
  }
}
