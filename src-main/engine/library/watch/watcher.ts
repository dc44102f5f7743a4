import { basename, join, relative, sep } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { watch } from 'chokidar'
import { isCompanyName } from '../company/file-kinds.ts'
import { isPhotoName } from '../rules/built-in.ts'
import { isRulesFile, type RootRules } from '../rules/root-rules.ts'
import type { Scope } from '../scan/known.ts'
import { nameOf, parentOf } from '../scan/relative.ts'
import { foldersToWatch } from './folders.ts'

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
  /**
   * Rules of this folder changed: watches what is wanted below it now as well. False where that takes a new watcher.
   */
  extend(folder: string): Promise<boolean>
  close(): Promise<void>
}

/**
 * Linux watches folder by folder anyway. Given the whole tree at once, chokidar looked at 100,000 files in one go: 440 MB,
 * and nothing else for 1.8 s; given a few folders at a time, and no files, it takes 65 MB.
 */
const byFolder = process.platform === 'linux'

/**
 * Watches one root. Events only say where to look: a scan of those folders decides what happened, because event
 * order differs by platform and large trees lose events (chokidar#228).
 */
export function watchRoot(options: WatcherOptions): Watcher {
  const { rootPath, exclude } = options
  const below = (path: string) => relative(rootPath, path).replaceAll(sep, '/')
  const watcher = watch(byFolder ? [] : rootPath, {
    ...(byFolder ? { depth: 0 } : {}),
    ignoreInitial: true,
    followSymlinks: false,
    ignorePermissionErrors: true,
    // Renames through a temporary file are told apart by the scan; holding events back would only delay it.
    atomic: false,
    ignored: (path, stats) =>
      byFolder && stats ? !stats.isDirectory() : isUnwatched(path, stats?.isFile() ?? false),
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
  const newTree = (path: string) => {
    if (byFolder) void addTree(below(path))
    treeDirty(path)
  }
  watcher.on('add', fileDirty)
  watcher.on('change', fileDirty)
  watcher.on('unlink', fileDirty)
  watcher.on('addDir', newTree)
  watcher.on('unlinkDir', treeDirty)
  if (byFolder) watcher.on('raw', (_event, name, told) => rawDirty(name, folderOf(told)))
  const ready = new Promise<void>((resolve) => {
    if (byFolder) void addTree('').then(resolve)
    else watcher.once('ready', resolve)
    watcher.on('error', (error) => {
      const reason = whyLost(error, rootPath)
      if (closed || reason === null) return
      resolve()
      options.onLost(reason)
      void close()
    })
  })
  return {
    ready,
    // Nothing may be lost in between, so what is watched stays watched; news of folders left out are not heeded.
    extend: async (folder) => {
      if (!byFolder || closed) return false
      await addTree(folder)
      return true
    },
    close,
  }

  function rawDirty(name: string | null, folder: string): void {
    if (name === null) return options.onDirty({ under: below(folder), deep: false })
    // A folder that is renamed or deleted tells so by its own name.
    if (folder === rootPath && name === basename(rootPath)) options.onDirty({ under: '', deep: true })
    const path = join(folder, name)
    if (!below(path).startsWith('..') && !isUnwatched(path, true)) fileDirty(path)
  }

  /** Settles when all folders below (and this one) are watched. */
  async function addTree(under: string): Promise<void> {
    let last: readonly string[] = []
    for await (const folders of foldersToWatch(rootPath, under, options.rules(), exclude)) {
      if (closed) return
      watcher.add(folders)
      last = folders
    }
    // chokidar tells once that it is ready; what is added later has to be asked for.
    for (let tries = 0; tries < 100; tries += 1) {
      const watched = watcher.getWatched()
      if (closed || last.every((folder) => folder in watched)) return
      await delay(20)
    }
  }

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

/** The folder that a raw event comes from; chokidar's types leave it open. */
function folderOf(told: unknown): string {
  return String((told as { readonly watchedPath?: unknown }).watchedPath ?? '')
}

/** Errors that end watching; null for those about a single file, which the next full scan makes good. */
function whyLost(error: unknown, rootPath: string): string | null {
  const { code } = error as NodeJS.ErrnoException
  if (code !== 'EMFILE' && code !== 'ENFILE' && code !== 'ENOSPC') return null
  const limit = code === 'ENOSPC' ? 'folders to watch' : 'open files'
  return `${rootPath} has more ${limit} than the system allows (${code}): new photos there are found every few minutes instead of at once.`
}
