import type { Dirent } from 'node:fs'
import { opendir, realpath } from 'node:fs/promises'
import type { FoundFile } from '../../catalog/rows.ts'
import { isIgnoredFolder, isPhotoName } from '../rules/built-in.ts'
import { joinRaw, readableName, type RawPath } from './names.ts'
import { statMany, type FileStat } from '../stat-many.ts'

export interface WalkOptions {
  /** The root's own path, resolved. */
  readonly rootPath: string
  /** Where to begin: a folder below the root, `/` between the parts; '' is the root itself. */
  readonly under: string
  /** False looks at that folder alone. */
  readonly deep: boolean
  /** Resolved folders to leave out (the app's own thumbnails). */
  readonly exclude: readonly string[]
  readonly signal: AbortSignal
}

export type WalkStep =
  | { readonly kind: 'files'; readonly files: readonly FoundFile[] }
  /** What lies in this folder cannot be known now, so nothing of it may be called gone. */
  | { readonly kind: 'unreadable'; readonly folder: string; readonly reason: string }

/**
 * Names are taken in slices, so that a folder of 100,000 files never holds up the process: `opendir` with slices
 * blocked for 3 ms, `readdir` for 109 ms.
 */
const sliceLength = 512

interface Folder {
  readonly path: RawPath
  readonly relative: string
  readonly name: string
}

/**
 * Finds every picture below a folder, some hundreds at a time. Linked folders are not followed, so there are no
 * loops; linked files are, unless their target is found in the root anyway. Whatever vanishes meanwhile is skipped.
 */
export async function* walk(options: WalkOptions): AsyncGenerator<WalkStep> {
  const { rootPath, under, exclude, signal } = options
  const waiting: Folder[] = [
    { path: under === '' ? rootPath : `${rootPath}/${under}`, relative: under, name: lastPart(under) },
  ]
  for (let folder = waiting.pop(); folder; folder = waiting.pop()) {
    signal.throwIfAborted()
    const sub: Folder[] = []
    try {
      for await (const entries of slices(folder.path)) {
        signal.throwIfAborted()
        for (const entry of entries) if (entry.isDirectory()) sub.push(subFolder(folder, entry))
        const files = await lookAt(folder, entries.filter(maybePhoto), rootPath)
        if (files.length > 0) yield { kind: 'files', files }
      }
    } catch (error) {
      if (signal.aborted) throw error
      if (!isGone(error)) yield { kind: 'unreadable', folder: folder.relative, reason: whyUnreadable(error) }
    }
    if (!options.deep) return
    const inside = folder.name
    waiting.push(
      ...sub.filter(({ name, path }) => !isIgnoredFolder(name, inside) && !exclude.includes(String(path))),
    )
  }
}

type Entry = Dirent<Buffer>

async function* slices(path: RawPath): AsyncGenerator<Entry[]> {
  // The types know string paths and names alone; the call takes and gives bytes as well.
  const folder = (await opendir(path as string, {
    encoding: 'buffer' as 'utf8',
    bufferSize: sliceLength,
  })) as unknown as AsyncIterable<Entry>
  let slice: Entry[] = []
  for await (const entry of folder) {
    if (slice.push(entry) < sliceLength) continue
    yield slice
    slice = []
  }
  if (slice.length > 0) yield slice
}

function maybePhoto(entry: Entry): boolean {
  return (entry.isFile() || entry.isSymbolicLink()) && isPhotoName(readableName(entry.name))
}

function subFolder(parent: Folder, entry: Entry): Folder {
  const name = readableName(entry.name)
  return { path: joinRaw(parent.path, entry.name), relative: below(parent.relative, name), name }
}

async function lookAt(folder: Folder, entries: readonly Entry[], rootPath: string): Promise<FoundFile[]> {
  const paths = entries.map((entry) => joinRaw(folder.path, entry.name))
  const stats = await statMany(paths)
  const files: FoundFile[] = []
  for (const [at, entry] of entries.entries()) {
    const stat = stats[at]
    const path = paths[at]
    if (!stat?.isFile || path === undefined) continue
    if (entry.isSymbolicLink() && (await leadsInside(path, rootPath))) continue
    files.push(foundFile(below(folder.relative, readableName(entry.name)), stat, path))
  }
  return files
}

function foundFile(relativePath: string, stat: FileStat, path: RawPath): FoundFile {
  const file = { relativePath, sizeBytes: stat.sizeBytes, mtimeMs: stat.mtimeMs, inode: stat.inode }
  if (typeof path === 'string') return file
  return {
    ...file,
    problem:
      'The name of this file or of its folder is not valid text (UTF-8): rename it to have it indexed.',
  }
}

/** A link to a photo of the same root would show that photo twice. */
async function leadsInside(link: RawPath, rootPath: string): Promise<boolean> {
  try {
    const target = await realpath(link as string)
    const start = rootPath.endsWith('/') ? rootPath : `${rootPath}/`
    return target.replaceAll('\\', '/').startsWith(start.replaceAll('\\', '/'))
  } catch {
    return true
  }
}

function below(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** Folders that vanish between being named and being opened, or that become files, are simply not there. */
function isGone(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException
  return code === 'ENOENT' || code === 'ENOTDIR'
}

function whyUnreadable(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'EACCES' || code === 'EPERM') return 'This folder may not be read: allow it, then rescan.'
  return `This folder could not be read (${code ?? message}); what is known of its photos is kept.`
}
