import { join, sep } from 'node:path'
import type { RootRow } from '../../catalog/rows.ts'
import { identityOf, isSomeSilent, type RootIdentity } from '../roots/identity.ts'
import { mountTable } from '../roots/mount-table.ts'

export interface PresenceOptions {
  readonly roots: () => readonly RootRow[]
  readonly isOnNetwork: (rootId: number) => boolean
  /** Whether the last scan could not reach it. */
  readonly isAway: (rootId: number) => boolean
  /** Whether a root's folder can be reached at its own place. */
  readonly isThere: (root: RootRow) => Promise<boolean>
  /** Looks for a root that is away; the root as it is now when it was found, maybe elsewhere. */
  readonly find: (root: RootRow) => Promise<RootRow | null>
  readonly onGone: (root: RootRow) => Promise<void>
  /** It is there, and not the folder that was watched. */
  readonly onBack: (root: RootRow) => Promise<void>
  /** Another disk, or none, is at this folder (relative) of the root. */
  readonly onMount: (root: RootRow, folder: string) => Promise<void>
  /** Something is mounted at this folder: is that what is watched there? */
  readonly onMountPlace: (root: RootRow, folder: string) => Promise<void>
  readonly onFailed: (error: unknown) => void
  /** How often roots are looked at. */
  readonly everyMs: number
  /** How often a root that is away is looked for at other places. */
  readonly searchMs: number
}

/**
 * Follows whether each root is there and still the same folder. The system tells of the folder that was watched, wherever
 * it is by now, and of none that takes its place: nobody hears of a moved parent folder, or of a disk that is mounted.
 */
export interface Presence {
  /** What is about to be watched. Settles with false when there is nothing. */
  hold(root: RootRow): Promise<boolean>
  letGo(rootId: number): void
  /** The root's own folder was moved or deleted: even the same number may be another folder. */
  doubt(rootId: number): void
  stop(): void
}

/** Network drives are asked this much less often, one after the other, and none while another hangs: it holds a thread. */
const networkFactor = 5

interface Held {
  readonly path: string
  readonly identity: RootIdentity
}

export function createPresence(options: PresenceOptions): Presence {
  const held = new Map<number, Held>()
  const doubtful = new Set<number>()
  const looking = new Set<number>()
  const searchedAtMs = new Map<number, number>()
  /** Places below each root that have another disk since it was looked at. */
  const mounted = new Map<number, Set<string>>()
  const mounts = mountTable()
  const asked = new Set<string>()
  let rounds = 0
  let networkTurn = Promise.resolve()
  let stopped = false
  // It keeps the process alive: with all roots away nothing else might, and they are waited for.
  const timer = setInterval(() => void round(), options.everyMs)
  void mounts.changes()

  async function round(): Promise<void> {
    rounds += 1
    const changed = await mounts.changes()
    if (stopped) return
    // A disk that was plugged in may be one that is away.
    if (changed.length > 0) searchedAtMs.clear()
    for (const root of options.roots()) {
      const isNetwork = options.isOnNetwork(root.id)
      const folders = [...(mounted.get(root.id) ?? []), ...below(root.path, changed)]
      if (folders.length > 0) mounted.set(root.id, new Set(folders))
      if (isNetwork && changed.length === 0 && rounds % networkFactor !== 0) continue
      // The system gives the numbers of a mount to the next one: a disk that went and came between two looks is no change.
      if (!isNetwork) for (const folder of below(root.path, mounts.places())) void atMount(root, folder)
      if (isNetwork) networkTurn = networkTurn.then(() => lookAcross(root)).catch(options.onFailed)
      else void look(root, false).catch(options.onFailed)
    }
  }

  /** One question at a time: a disk that hangs holds the thread that asks. */
  async function atMount(root: RootRow, folder: string): Promise<void> {
    const place = join(root.path, folder)
    if (asked.has(place) || !held.has(root.id)) return
    asked.add(place)
    try {
      await options.onMountPlace(root, folder)
    } catch (error) {
      options.onFailed(error)
    } finally {
      asked.delete(place)
    }
  }

  async function lookAcross(root: RootRow): Promise<void> {
    if (!isSomeSilent()) await look(root, true)
  }

  async function look(root: RootRow, isNetwork: boolean): Promise<void> {
    if (stopped || looking.has(root.id)) return
    looking.add(root.id)
    try {
      const before = held.get(root.id)
      // A folder that may not be read is away, though it is the same.
      if (before?.path === root.path && !options.isAway(root.id)) await compare(root, before, isNetwork)
      else await seek(root)
    } finally {
      looking.delete(root.id)
    }
    if (doubtful.has(root.id)) await look(root, isNetwork)
  }

  async function compare(root: RootRow, before: Held, isNetwork: boolean): Promise<void> {
    const isDoubted = doubtful.delete(root.id)
    const now = await identityOf(root.path)
    // Removed, or begun anew, meanwhile.
    if (stopped || held.get(root.id) !== before || now === 'silent') return
    if (now === 'nothing') {
      held.delete(root.id)
      searchedAtMs.set(root.id, Date.now() - options.searchMs + options.everyMs / 2)
      await options.onGone(root)
    } else if (isDoubted || !isSame(before.identity, now, isNetwork)) {
      held.delete(root.id)
      if (await options.isThere(root)) await options.onBack(root)
      else await options.onGone(root)
    } else {
      const folders = mounted.get(root.id) ?? []
      mounted.delete(root.id)
      for (const folder of folders) await options.onMount(root, folder)
    }
  }

  /** A disk that is plugged in again needs a new watcher: the old one watches folders that are no more. */
  async function seek(root: RootRow): Promise<void> {
    doubtful.delete(root.id)
    const isDue = Date.now() - (searchedAtMs.get(root.id) ?? 0) >= options.searchMs
    if (isDue) searchedAtMs.set(root.id, Date.now())
    const found = isDue ? await options.find(root) : (await options.isThere(root)) ? root : null
    if (!found || stopped) return
    searchedAtMs.delete(root.id)
    await options.onBack(found)
  }

  return {
    hold: async (root) => {
      const identity = await identityOf(root.path)
      if (identity === 'nothing' || identity === 'silent') return false
      held.set(root.id, { path: root.path, identity })
      return true
    },
    letGo: (rootId) => {
      held.delete(rootId)
      doubtful.delete(rootId)
      mounted.delete(rootId)
    },
    doubt: (rootId) => {
      doubtful.add(rootId)
      const root = options.roots().find(({ id }) => id === rootId)
      if (root) void look(root, options.isOnNetwork(rootId)).catch(options.onFailed)
    },
    stop: () => {
      stopped = true
      clearInterval(timer)
    },
  }
}

/** Network drives make the numbers of folders up, some at each question; that of the device changes with each mount. */
function isSame(one: RootIdentity, other: RootIdentity, isNetwork: boolean): boolean {
  return one.dev === other.dev && (isNetwork || one.ino === other.ino)
}

/** The places below a root, as relative paths. */
function below(rootPath: string, places: readonly string[]): string[] {
  const start = join(rootPath, sep)
  return places
    .filter((place) => place.startsWith(start))
    .map((place) => place.slice(start.length).replaceAll(sep, '/'))
}
