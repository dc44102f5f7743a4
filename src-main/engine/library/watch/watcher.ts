import { join } from 'node:path'
import { isCompanyName } from '../company/file-kinds.ts'
import { isPhotoName } from '../rules/built-in.ts'
import { isRulesFile, type RootRules } from '../rules/root-rules.ts'
import type { Scope } from '../scan/known.ts'
import { nameOf } from '../scan/relative.ts'

export interface WatcherOptions {
  readonly rootPath: string
  readonly exclude: readonly string[]
  readonly rules: () => RootRules
  /** Something changed in this part of the root. Told for each event: the caller gathers them. */
  readonly onDirty: (scope: Scope) => void
  /** Rules of this folder changed: what is watched below it may be another selection now. */
  readonly onRules: (folder: string) => void
  /** The root's own folder was moved or deleted: what is at its path now, if anything, is not watched. */
  readonly onRootGone: () => void
  /** Watching ended by itself (too many folders for the system, most often); told once, one sentence. */
  readonly onLost: (reason: string) => void
}

export interface Watcher {
  /** Settles when every folder is watched, or watching was lost. False: not even the root is watched. */
  readonly ready: Promise<boolean>
  /**
   * Rules of this folder changed: watches what is wanted below it now as well. False where that takes a new watcher.
   */
  extend(folder: string): Promise<boolean>
  /** Another disk is at this folder now: what is watched is let go. False where that takes a new watcher. */
  renew(folder: string): Promise<boolean>
  /** Looks whether what is at this folder is what is watched there, and watches it if not. */
  compare(folder: string): Promise<void>
  close(): Promise<void>
}

/** Whether a file of this name can be news at all. */
export function isWatchedName(name: string): boolean {
  return isPhotoName(name) || isCompanyName(name)
}

/** Whether nothing of a path is news; `isFile` false: it may be a folder, whatever its name. */
export function isUnwatched(
  { rootPath, exclude, rules }: Pick<WatcherOptions, 'rootPath' | 'exclude' | 'rules'>,
  relativePath: string,
  isFile: boolean,
): boolean {
  if (relativePath === '') return false
  const name = nameOf(relativePath)
  // Also in a folder that is left out because of it: its end is news.
  if (isRulesFile(name)) return false
  if (exclude.includes(join(rootPath, relativePath))) return true
  if (isFile && !isWatchedName(name)) return true
  return rules().leavesOut(relativePath, isFile)
}

/** Errors that end watching; null for those about a single file, which the next full scan makes good. */
export function whyLost(error: unknown, rootPath: string): string | null {
  const { code } = error as NodeJS.ErrnoException
  if (code !== 'EMFILE' && code !== 'ENFILE' && code !== 'ENOSPC') return null
  const limit = code === 'ENOSPC' ? 'folders to watch' : 'open files'
  return `${rootPath} has more ${limit} than the system allows (${code}): new photos there are found every few minutes instead of at once.`
}
