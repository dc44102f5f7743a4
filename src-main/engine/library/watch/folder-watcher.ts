import type { WatchEventType } from 'node:fs'
import { lstat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { isRulesFile } from '../rules/root-rules.ts'
import { below } from '../scan/relative.ts'
import { inTheTimeOfOneTurn } from '../turns.ts'
import { foldersToWatch } from './folders.ts'
import { watchedFolders } from './watched-folders.ts'
import { isUnwatched, isWatchedName, whyLost, type Watcher, type WatcherOptions } from './watcher.ts'

/** News of one name that comes again and again is looked at as often as this. */
const pauseMs = 20

/**
 * Watches on Linux, where the system tells of folders one by one and follows the folder, whatever its path is meanwhile.
 * chokidar takes a folder for the same as long as its name is there: one that was moved away and back, or replaced,
 * was watched no more. Here every name that came or went is looked at, and another folder gets another watch.
 */
export function watchByFolder(options: WatcherOptions): Watcher {
  const { rootPath, onDirty } = options
  const folders = watchedFolders(rootPath, heard)
  /** Paths to look at; true: what is watched there may be something else though it looks the same. */
  const waiting = new Map<string, boolean>()
  let working: Promise<void> | null = null
  let closed = false
  // What there is no time to judge is taken for news: the look at its folder judges it again, and in turns.
  const ifThereIsTime = inTheTimeOfOneTurn(false)
  const ready = addTree('').then(() => !closed && folders.has(''))

  function heard(folder: string, type: WatchEventType, name: string | null): void {
    if (closed) return
    if (name === null) return onDirty({ under: folder, deep: false })
    // A folder that is moved or deleted tells so by its own name. A number is used again soon: what is there now is
    // watched anew even if it bears the same.
    if (type === 'rename' && name === basename(folder === '' ? rootPath : folder)) {
      if (folder === '') options.onRootGone()
      else look(folder, true)
    }
    if (isRulesFile(name)) return options.onRules(folder)
    const path = below(folder, name)
    const isFile = isWatchedName(name)
    if (isFile && !ifThereIsTime(() => isUnwatched(options, path, true)))
      onDirty({ under: folder, deep: false })
    if (type === 'rename' || !isFile) look(path, false)
  }

  function look(path: string, doubtful: boolean): void {
    if (closed) return
    waiting.set(path, doubtful || (waiting.get(path) ?? false))
    working ??= work()
  }

  async function work(): Promise<void> {
    // Closing empties what waits.
    while (waiting.size > 0) {
      const some = [...waiting]
      waiting.clear()
      for (const [path, doubtful] of some) if (!closed) await lookAt(path, doubtful)
      await delay(pauseMs)
    }
    working = null
  }

  async function lookAt(path: string, doubtful: boolean): Promise<void> {
    const now = await lstat(join(rootPath, path)).catch(() => null)
    if (closed) return
    const wasWatched = folders.has(path)
    if (!now?.isDirectory()) {
      folders.drop(path)
      if (wasWatched) onDirty({ under: path, deep: true })
      return
    }
    if (isUnwatched(options, path, false)) return folders.drop(path)
    onDirty({ under: path, deep: true })
    if (wasWatched && !doubtful && folders.isSame(path, now)) return
    folders.drop(path)
    await addTree(path)
    // What changed in a large tree before its folders were watched was told by nobody.
    if (!closed) onDirty({ under: path, deep: true })
  }

  /** Settles when all folders below (and this one) are watched. */
  async function addTree(under: string): Promise<void> {
    try {
      for await (const folder of foldersToWatch(rootPath, under, options.rules(), options.exclude)) {
        if (closed) return
        await folders.add(folder)
      }
      if (closed) folders.drop('')
    } catch (error) {
      const reason = whyLost(error, rootPath)
      if (reason === null) throw error
      if (closed) return
      await close()
      options.onLost(reason)
    }
  }

  function close(): Promise<void> {
    closed = true
    waiting.clear()
    folders.drop('')
    return Promise.resolve()
  }

  return {
    ready,
    // Nothing may be lost in between, so what is watched stays watched; news of folders left out are not heeded.
    extend: async (folder) => {
      if (closed) return false
      await addTree(folder)
      return true
    },
    renew: async (folder) => {
      look(folder, true)
      await working
      return true
    },
    compare: async (folder) => {
      if (closed || waiting.has(folder) || isUnwatched(options, folder, false)) return
      const now = await lstat(join(rootPath, folder)).catch(() => null)
      if (now?.isDirectory() && !folders.isSame(folder, now)) look(folder, true)
    },
    close,
  }
}
