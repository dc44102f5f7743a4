import { readdirSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { toPlainError } from '../../../src-preload/contract/index.ts'
import { sizeProblem } from './file-checks.ts'
import type { ModelManifest } from './manifest.ts'
import { checkModelFiles, readModelManifest } from './model-folder.ts'

/** A model that lies on this machine, usable or not. */
export interface StoredModel {
  /** The manifest's; made of the folder's name where that cannot be read. */
  readonly id: string
  readonly dir: string
  readonly manifest: ModelManifest | null
  readonly isBuiltIn: boolean
  /** One sentence: why it cannot be used, and what to do. */
  readonly problem: string | null
  /** Taken on the disk. */
  readonly sizeBytes: number
}

/** Looks at one folder. `wrongFiles` tells of files whose bytes were found to be wrong. Never throws. */
export function readStoredModel(
  dir: string,
  isBuiltIn: boolean,
  wrongFiles: (dir: string) => string | null = () => null,
): StoredModel {
  const sizeBytes = folderBytes(dir)
  let manifest: ModelManifest | null = null
  try {
    manifest = readModelManifest(dir)
    checkModelFiles(dir, manifest)
    const wrong = manifest.files.map((file) => sizeProblem(dir, file)).find((one) => one !== null)
    const reason = wrong ?? wrongFiles(dir)
    const problem = reason === null ? null : `The model in ${dir} is damaged (${reason}); get it again.`
    return { id: manifest.id, dir, manifest, isBuiltIn, problem, sizeBytes }
  } catch (error) {
    const id = manifest?.id ?? idFromName(basename(dir))
    return { id, dir, manifest, isBuiltIn, problem: toPlainError(error).message, sizeBytes }
  }
}

/** The folders in `dir` that hold, or should hold, a model, in a steady order. */
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
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isDirectory())
}

function idFromName(name: string): string {
  const plain = name.toLowerCase().replace(/[^a-z0-9.-]+/g, '-')
  return plain.replace(/^[.-]+/, '').slice(0, 100) || 'unnamed'
}

export function folderBytes(dir: string): number {
  try {
    return readdirSync(dir, { withFileTypes: true, recursive: true }).reduce(
      (sum, entry) => sum + (entry.isFile() ? fileBytes(join(entry.parentPath, entry.name)) : 0),
      0,
    )
  } catch {
    return 0
  }
}

const fileBytes = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0
