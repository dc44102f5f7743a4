import { realpath } from 'node:fs/promises'
import type { FoundFile, Sidecar } from '../../catalog/rows.ts'
import { companyOf, type Company } from '../company/company.ts'
import type { RootRules } from '../rules/root-rules.ts'
import { statMany, type FileStat } from '../stat-many.ts'
import { takingTurns } from '../turns.ts'
import { listFolder, type ListedFile, type Listing } from './list-folder.ts'
import type { RawPath } from './names.ts'
import { below } from './relative.ts'
import { isGone, whyHidden, whyUnreadable } from './why-unreadable.ts'

export interface WalkOptions {
  /** The root's own path, resolved. */
  readonly rootPath: string
  /** Where to begin: a folder below the root, `/` between the parts; '' is the root itself. */
  readonly under: string
  /** False looks at that folder alone. */
  readonly deep: boolean
  readonly rules: RootRules
  /** Resolved folders to leave out (the app's own thumbnails). */
  readonly exclude: readonly string[]
  /** The disk answered: a walk of which this is not told for long hangs. */
  readonly onAnswer: () => void
  readonly signal: AbortSignal
}

/** One folder as it is now. */
export interface FoundFolder {
  readonly kind: 'folder'
  readonly folder: string
  /** Pictures with the XMP file that speaks of them. */
  readonly pictures: readonly FoundFile[]
  /** Videos that belong to one of the pictures. */
  readonly videos: readonly FoundFile[]
  /** What belongs together, by name. */
  readonly company: Company
  /** Pictures that a rule leaves out, as relative paths. */
  readonly leftOut: readonly string[]
}

export type WalkStep =
  | FoundFolder
  /** A rule leaves this folder out, with all below it. */
  | { readonly kind: 'left-out'; readonly folder: string }
  /** What lies in this folder cannot be known now, so nothing of it may be called gone. */
  | { readonly kind: 'unreadable'; readonly folder: string; readonly reason: string }
  /** A file that is there and cannot even be looked at. */
  | UnreadableFile

interface UnreadableFile {
  readonly kind: 'unreadable-file'
  readonly path: string
  readonly reason: string
}

interface Folder {
  readonly path: RawPath
  readonly relative: string
}

/**
 * Finds every picture below a folder, a folder at a time. Linked folders are not followed, so there are no loops;
 * linked files are, unless their target is found in the root anyway. Whatever vanishes meanwhile is skipped.
 */
export async function* walk(options: WalkOptions): AsyncGenerator<WalkStep> {
  const { rootPath, under, rules, signal } = options
  if (await rules.enterAbove(under)) {
    yield { kind: 'left-out', folder: under }
    return
  }
  const waiting: Folder[] = [{ path: under === '' ? rootPath : `${rootPath}/${under}`, relative: under }]
  for (let folder = waiting.pop(); folder; folder = waiting.pop()) {
    signal.throwIfAborted()
    try {
      const listing = await listFolder(folder.path, signal, options.onAnswer)
      if (await rules.enter(folder.relative, listing)) {
        yield { kind: 'left-out', folder: folder.relative }
        continue
      }
      const { found, unreadable } = await lookAt(folder, listing, options)
      yield found
      yield* unreadable
      if (!options.deep) return
      const pause = pausing(options)
      for (const sub of listing.folders) {
        await pause()
        if (options.exclude.includes(String(sub.path))) continue
        const relative = below(folder.relative, sub.name)
        if (rules.leavesOutFolder(relative)) yield { kind: 'left-out', folder: relative }
        else waiting.push({ path: sub.path, relative })
      }
    } catch (error) {
      if (signal.aborted) throw error
      if (!isGone(error)) yield { kind: 'unreadable', folder: folder.relative, reason: whyUnreadable(error) }
    }
  }
}

/** Between two names that rules are asked about. */
function pausing({ signal, onAnswer }: WalkOptions): () => Promise<void> | undefined {
  const turns = takingTurns()
  const pause = async () => {
    await turns.take()
    signal.throwIfAborted()
    onAnswer()
  }
  return () => (turns.isDue() ? pause() : undefined)
}

async function lookAt(
  folder: Folder,
  listing: Listing,
  options: WalkOptions,
): Promise<{ readonly found: FoundFolder; readonly unreadable: readonly UnreadableFile[] }> {
  const relative = (file: ListedFile) => below(folder.relative, file.name)
  const wanted: ListedFile[] = []
  const leftOut: string[] = []
  const pause = pausing(options)
  for (const file of listing.pictures) {
    await pause()
    if (options.rules.leavesOutFile(relative(file))) leftOut.push(relative(file))
    else wanted.push(file)
  }
  const company = companyOf([...wanted, ...listing.company].map(({ name }) => name))
  const besides: ListedFile[] = []
  for (const file of listing.company) {
    if (!company.companions.has(file.name)) continue
    await pause()
    if (!options.rules.leavesOutFile(relative(file))) besides.push(file)
  }
  const sidecars = await sidecarStats(listing, company, options)
  const pictures: FoundFile[] = []
  const unreadable: UnreadableFile[] = []
  for (const [file, stat] of await there(wanted, options)) {
    if (typeof stat === 'string') {
      unreadable.push({ kind: 'unreadable-file', path: relative(file), reason: stat })
      continue
    }
    const xmp = sidecars.get(company.sidecars.get(file.name) ?? '')
    pictures.push({ ...foundFile(relative(file), stat, file.path), ...(xmp ? { xmp } : {}) })
  }
  const videos: FoundFile[] = []
  for (const [file, stat] of await there(besides, options))
    if (typeof stat !== 'string') videos.push(foundFile(relative(file), stat, file.path))
  const found = { kind: 'folder', folder: folder.relative, pictures, videos, company, leftOut } as const
  return { found, unreadable }
}

async function sidecarStats(
  { company: files }: Listing,
  { sidecars }: Company,
  { signal, onAnswer }: WalkOptions,
) {
  const names = new Set(sidecars.values())
  const wanted = names.size > 0 ? files.filter(({ name }) => names.has(name)) : []
  const stats = await statMany(
    wanted.map(({ path }) => path),
    signal,
    onAnswer,
  )
  const found = new Map<string, Sidecar>()
  for (const [at, { name }] of wanted.entries()) {
    const stat = stats[at]
    if (!stat?.isFile) continue
    found.set(name, { name, mtimeMs: stat.mtimeMs, sizeBytes: stat.sizeBytes, ctimeMs: stat.ctimeMs })
  }
  return found
}

/** The files that are there, without links to what the root holds anyway; a sentence for those that hide. */
async function there(
  files: readonly ListedFile[],
  { rootPath, signal, onAnswer }: WalkOptions,
): Promise<[ListedFile, FileStat | string][]> {
  const stats = await statMany(
    files.map(({ path }) => path),
    signal,
    onAnswer,
  )
  const found: [ListedFile, FileStat | string][] = []
  for (const [at, file] of files.entries()) {
    const stat = stats[at]
    const hidden = stat ? null : await whyHidden(file.path)
    if (hidden !== null) found.push([file, hidden])
    if (!stat?.isFile || (file.isLink && (await leadsInside(file.path, rootPath)))) continue
    found.push([file, stat])
  }
  return found
}

function foundFile(relativePath: string, stat: FileStat, path: RawPath): FoundFile {
  const { sizeBytes, mtimeMs, inode } = stat
  const { ctimeMs } = stat
  const file = { relativePath, sizeBytes, mtimeMs, inode, ctimeMs, writtenAtMs: Math.max(mtimeMs, ctimeMs) }
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
