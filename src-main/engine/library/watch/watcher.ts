import { relative, sep } from 'node:path'
import { watch } from 'chokidar'
import { isCompanyName } from '../company/file-kinds.ts'
import { isPhotoName } from '../rules/built-in.ts'
import { isRulesFile, type RootRules } from '../rules/root-rules.ts'
import type { Scope } from '../scan/known.ts'
import { nameOf, parentOf } from '../scan/relative.ts'

export interface WatcherOptions {
  readonly rootPath: string
  readonly exclude: readonly string[]
  readonly rules: () => RootRules
  /** Something changed in this part of the root. Told for each event: the caller gathers them. */
  readonly onDirty: (scope: Scope) => void
  /** Rules of this folder changed: what is watched below it may be another selection now. */
  readonly onRules: (folder: string) => void
  /** Watching ended by itself (too many folders for the system, most often); told once, one sentence. */
  readonly onLost: (reason: string) => void
}

export interface Watcher {
  /** Settles when every folder is watched, or watching was lost. */
  readonly ready: Promise<void>
  close(): Promise<void>
}

/**
 * Watches one root. Events only say where to look: a scan of those folders decides what happened, because event
 * order differs by platform and large trees lose events (chokidar#228).
 */
export function watchRoot(options: WatcherOptions): Watcher {
  const { rootPath, exclude } = options
  const below = (path: string) => relative(rootPath, path).replaceAll(sep, '/')
  const watcher = watch(rootPath, {
    ignoreInitial: true,
    followSymlinks: false,
    ignorePermissionErrors: true,
    // Renames through a temporary file are told apart by the scan; holding events back would only delay it.
    atomic: false,
    ignored: (path, stats) => isUnwatched(path, stats?.isFile() ?? false),
  })
  let closing: Promise<void> | undefined
  const close = () => (closing ??= watcher.close())

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
  watcher.on('unlinkDir', treeDirty)
  const ready = new Promise<void>((resolve) => {
    watcher.once('ready', resolve)
    watcher.on('error', (error) => {
      const reason = whyLost(error, rootPath)
      if (closing || reason === null) return
      resolve()
      options.onLost(reason)
      void close()
    })
  })
  return { ready, close }

  /** Asked twice for each path: by name alone, then with what it is. What is inside an ignored folder is never asked. */
  function isUnwatched(path: string, isFile: boolean): boolean {
    const relativePath = below(path)
    if (relativePath === '' || relativePath.startsWith('..')) return false
    const name = nameOf(relativePath)
    // Also in a folder that is left out because of it: its end is news.
    if (isRulesFile(name)) return false
    if (exclude.includes(path)) return true
    if (isFile && !isPhotoName(name) && !isCompanyName(name)) return true
    return options.rules().leavesOut(relativePath, isFile)
  }
}

/** Errors that end watching; null for those about a single file, which the next full scan makes good. */
function whyLost(error: unknown, rootPath: string): string | null {
  const { code } = error as NodeJS.ErrnoException
  if (code !== 'EMFILE' && code !== 'ENFILE' && code !== 'ENOSPC') return null
  const limit = code === 'ENOSPC' ? 'folders to watch' : 'open files'
  return `${rootPath} has more ${limit} than the system allows (${code}): new photos there are found every few minutes instead of at once.`
}
