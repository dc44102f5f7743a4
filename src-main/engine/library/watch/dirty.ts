import { mergeScopes, type Scope } from '../scan/known.ts'

/** Gathers what the watchers tell, so that a hundred events of one folder cost one look. */
export interface DirtyFolders {
  /** `afterMs`: not before then (a file that is still being written). */
  add(rootId: number, scope: Scope, afterMs?: number): void
  forget(rootId: number): void
  stop(): void
}

/**
 * Looks once `quietMs` have passed without news of a root, and at the latest after ten times that while news keep
 * coming (a long copy).
 */
export function createDirtyFolders(
  quietMs: number,
  look: (rootId: number, scopes: readonly Scope[]) => void,
): DirtyFolders {
  interface Pending {
    readonly scopes: Map<string, Scope>
    readonly latestAtMs: number
    timer: NodeJS.Timeout | undefined
  }
  const pending = new Map<number, Pending>()
  const later = new Set<NodeJS.Timeout>()
  let stopped = false

  function addNow(rootId: number, scope: Scope): void {
    if (stopped) return
    const now = Date.now()
    const entry = pending.get(rootId) ?? {
      scopes: new Map(),
      latestAtMs: now + 10 * quietMs,
      timer: undefined,
    }
    pending.set(rootId, entry)
    entry.scopes.set(`${scope.deep}${scope.under}`, scope)
    clearTimeout(entry.timer)
    entry.timer = setTimeout(
      () => {
        pending.delete(rootId)
        look(rootId, mergeScopes([...entry.scopes.values()]))
      },
      Math.min(quietMs, Math.max(0, entry.latestAtMs - now)),
    )
  }

  return {
    add: (rootId, scope, afterMs = 0) => {
      if (afterMs <= 0) return addNow(rootId, scope)
      const timer = setTimeout(() => {
        later.delete(timer)
        addNow(rootId, scope)
      }, afterMs)
      later.add(timer)
    },
    forget: (rootId) => {
      clearTimeout(pending.get(rootId)?.timer)
      pending.delete(rootId)
    },
    stop: () => {
      stopped = true
      for (const { timer } of pending.values()) clearTimeout(timer)
      for (const timer of later) clearTimeout(timer)
      pending.clear()
      later.clear()
    },
  }
}
