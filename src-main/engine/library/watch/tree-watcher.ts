import { relative, sep } from 'node:path'
import { watch } from 'chokidar'
import { isRulesFile } from '../rules/root-rules.ts'
import { nameOf, parentOf } from '../scan/relative.ts'
import { isUnwatched, whyLost, type Watcher, type WatcherOptions } from './watcher.ts'

/** Watches a whole tree with chokidar, which knows the ways of macOS and Windows. */
export function watchByTree(options: WatcherOptions): Watcher {
  const { rootPath } = options
  const below = (path: string) => relative(rootPath, path).replaceAll(sep, '/')
  const watcher = watch(rootPath, {
    ignoreInitial: true,
    followSymlinks: false,
    ignorePermissionErrors: true,
    // Renames through a temporary file are told apart by the scan; holding events back would only delay it.
    atomic: false,
    // Asked twice for each path: by name alone, then with what it is. What is inside an ignored folder is never asked.
    ignored: (path, stats) => {
      const relativePath = below(path)
      return !relativePath.startsWith('..') && isUnwatched(options, relativePath, stats?.isFile() ?? false)
    },
  })
  let closed = false
  let closing: Promise<void> | undefined
  const close = () => {
    closed = true
    return (closing ??= watcher.close())
  }

  const fileDirty = (path: string) => {
    const relativePath = below(path)
    if (isRulesFile(nameOf(relativePath))) options.onRules(parentOf(relativePath))
    else options.onDirty({ under: parentOf(relativePath), deep: false })
  }
  const treeDirty = (path: string) => options.onDirty({ under: below(path), deep: true })
  watcher.on('add', fileDirty)
  watcher.on('change', fileDirty)
  watcher.on('unlink', fileDirty)
  watcher.on('addDir', treeDirty)
  watcher.on('unlinkDir', (path) => {
    if (below(path) === '') options.onRootGone()
    treeDirty(path)
  })
  const ready = new Promise<boolean>((resolve) => {
    watcher.once('ready', () => resolve(true))
    watcher.on('error', (error) => {
      const reason = whyLost(error, rootPath)
      if (closed || reason === null) return
      resolve(false)
      options.onLost(reason)
      void close()
    })
  })
  // Where this one is used nobody tells of mounts.
  return { ready, extend: no, renew: no, compare: () => Promise.resolve(), close }
}

const no = () => Promise.resolve(false)
