import { readdirSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { modelIdProblem, toPlainError } from '../../../src-preload/contract/index.ts'
import { sizeOrTrouble, sizeProblem } from './file-checks.ts'
import type { ModelManifest } from './manifest.ts'
import { checkModelFiles, readModelManifest } from './model-folder.ts'
import { requireModelId } from './staging.ts'

/** A model that lies on this machine, usable or not. */
export interface StoredModel {
  /** The manifest's; made of the folder's name where that cannot be read. */
  readonly id: string
  readonly dir: string
  readonly manifest: ModelManifest | null
  readonly isBuiltIn: boolean
  /** One sentence: why it cannot be used, and what to do. */
  readonly problem: string | null
  /** Taken on the disk by the files right in its folder. */
  readonly sizeBytes: number
}

/**
 * Looks at one folder. `wrongFiles` tells of files whose bytes were found to be wrong, `isOffered` of models that can be
 * fetched. Never throws.
 */
export function readStoredModel(
  dir: string,
  isBuiltIn: boolean,
  wrongFiles: (dir: string) => string | null = () => null,
  isOffered: (id: string) => boolean = () => false,
): StoredModel {
  const sizeBytes = folderBytes(dir)
  let manifest: ModelManifest | null = null
  try {
    manifest = readModelManifest(dir)
    checkModelFiles(dir, manifest)
    const wrong = manifest.files.map((file) => sizeProblem(dir, file)).find((one) => one !== null)
    const reason = wrong ?? wrongFiles(dir)
    const problem =
      reason === null
        ? null
        : `The model in ${dir} is damaged (${reason}); ${isOffered(manifest.id) ? 'get it again' : 'put whole files in its place'}.`
    return { id: manifest.id, dir, manifest, isBuiltIn, problem, sizeBytes }
  } catch (error) {
    const id = manifest?.id ?? idFromName(basename(dir))
    return { id, dir, manifest, isBuiltIn, problem: toPlainError(error).message, sizeBytes }
  }
}

/** The folders in `dir` that hold, or should hold, a model, in a steady order; an empty one is none. */
export function modelFolders(dir: string): string[] {
  let names: string[]
  try {
    names = readdirSync(dir)
  } catch {
    return []
  }
  return names
    .filter((name) => !name.startsWith('.'))
    .toSorted()
    .map((name) => join(dir, name))
    .filter(isFolder)
    .filter((path) => namesIn(path)?.length !== 0)
}

/**
 * The folder that a model of this id is put into: by its name, unless something else lies there. Only an earlier model
 * of the same id makes way, or nothing.
 */
export function placeFor(folder: string, id: string): string {
  requireModelId(id)
  for (let count = 1; ; count += 1) {
    const dir = join(folder, count === 1 ? id : `${id}-${count}`)
    const names = namesIn(dir)
    if (names?.length === 0 || (names && readStoredModel(dir, false).manifest?.id === id)) return dir
  }
}

/** Nothing where there is no folder; null where that cannot be told. */
function namesIn(dir: string): string[] | null {
  try {
    return readdirSync(dir)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? [] : null
  }
}

/** One that cannot be looked at is shown with its trouble; a link to what is gone is nothing. */
function isFolder(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
  } catch {
    return true
  }
}

function idFromName(name: string): string {
  const plain = name.toLowerCase().replace(/[^a-z0-9.-]+/g, '-')
  const id = plain
    .replace(/^[.-]+/, '')
    .slice(0, 90)
    .replace(/[.]+$/, '')
  if (id === '') return 'unnamed'
  return modelIdProblem(id) === null ? id : `model-${id}`
}

/** Of the files right in a folder: a model has no others, and a repository's own folder may hold thousands. */
export function folderBytes(dir: string): number {
  try {
    return readdirSync(dir).reduce((sum, name) => sum + fileBytes(join(dir, name)), 0)
  } catch {
    return 0
  }
}

function fileBytes(path: string): number {
  const size = sizeOrTrouble(path)
  return typeof size === 'number' ? size : 0
}
