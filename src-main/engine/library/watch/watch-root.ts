import { watchByFolder } from './folder-watcher.ts'
import { watchByTree } from './tree-watcher.ts'
import type { Watcher, WatcherOptions } from './watcher.ts'

/**
 * Watches one root. Events only say where to look: a scan of those folders decides what happened, because event
 * order differs by platform and large trees lose events (chokidar#228).
 */
export function watchRoot(options: WatcherOptions): Watcher {
  return process.platform === 'linux' ? watchByFolder(options) : watchByTree(options)
}
