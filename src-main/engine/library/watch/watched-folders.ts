import { watch, type FSWatcher, type WatchEventType } from 'node:fs'
import { lstat, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'

/** `name` is relative to the folder; null: the system did not say. */
export type Heard = (folder: string, type: WatchEventType, name: string | null) => void

/**
 * The folders of a tree that the system tells of. It follows the folder itself and not its path, so each is held
 * together with what it was (device and inode): another one under its name takes another watch.
 */
export interface WatchedFolders {
  /**
   * Watches a folder (relative; '' the root) unless it is watched as it is now. False when it is none or may not be read.
   * Rejects where the system allows no more.
   */
  add(folder: string): Promise<boolean>
  has(folder: string): boolean
  /** Whether what is watched under this path is what is there now. */
  isSame(folder: string, now: Identity): boolean
  /** Lets go of a folder and all below it. */
  drop(folder: string): void
}

export interface Identity {
  readonly dev: number
  readonly ino: number
}

interface Node {
  watch: { readonly watcher: FSWatcher; readonly identity: Identity } | null
  readonly below: Map<string, Node>
}

export function watchedFolders(rootPath: string, heard: Heard): WatchedFolders {
  const root: Node = { watch: null, below: new Map() }

  function find(folder: string): Node | undefined {
    let node: Node | undefined = root
    if (folder !== '') for (const name of folder.split('/')) node = node?.below.get(name)
    return node
  }

  function made(folder: string): Node {
    let node = root
    if (folder === '') return node
    for (const name of folder.split('/')) {
      const next: Node = node.below.get(name) ?? { watch: null, below: new Map() }
      node.below.set(name, next)
      node = next
    }
    return node
  }

  async function add(folder: string): Promise<boolean> {
    const path = folder === '' ? rootPath : join(rootPath, folder)
    try {
      // Before it is watched: one that takes its place in between differs from it, and is watched anew.
      const now = await (folder === '' ? stat(path) : lstat(path))
      if (!now.isDirectory()) return false
      const before = find(folder)
      if (before?.watch && sameIdentity(before.watch.identity, now)) return true
      if (before?.watch) drop(folder)
      const watcher = watch(path, (type, name) => heard(folder, type, name))
      // Of a folder that is no more; that it went is told by its parent.
      watcher.on('error', () => watcher.close())
      made(folder).watch = { watcher, identity: { dev: now.dev, ino: now.ino } }
      return true
    } catch (error) {
      if (isLimit(error)) throw error
      return false
    }
  }

  function drop(folder: string): void {
    const node = find(folder)
    if (!node) return
    const waiting = [node]
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      next.watch?.watcher.close()
      next.watch = null
      waiting.push(...next.below.values())
    }
    node.below.clear()
    if (folder !== '')
      find(folder.slice(0, Math.max(0, folder.lastIndexOf('/'))))?.below.delete(basename(folder))
  }

  return {
    add,
    has: (folder) => (find(folder)?.watch ?? null) !== null,
    isSame: (folder, now) => {
      const known = find(folder)?.watch
      return known !== null && known !== undefined && sameIdentity(known.identity, now)
    },
    drop,
  }
}

export function sameIdentity(one: Identity, other: Identity): boolean {
  return one.dev === other.dev && one.ino === other.ino
}

function isLimit(error: unknown): boolean {
  return /^(?:EMFILE|ENFILE|ENOSPC)$/.test((error as NodeJS.ErrnoException).code ?? '')
}
