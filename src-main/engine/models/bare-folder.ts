import { basename, join } from 'node:path'
import { sizeOrTrouble } from './file-checks.ts'
import type { ModelFile, ModelManifest } from './manifest.ts'

/** A folder as something that a model can be copied from. */
export interface ModelSource {
  readonly manifest: ModelManifest
  /** What a file of the manifest is called in the folder. */
  nameOf(file: string): string
}

/**
 * The offered model whose files lie in a folder without a manifest: fetched one by one, or a copy of the hub's
 * repository, where they have other names. Null when there is none. Hashes are compared later, as for every import.
 */
export function findOffered(dir: string, offered: readonly ModelManifest[]): ModelSource | null {
  for (const manifest of offered) {
    const names = new Map<string, string>()
    for (const file of manifest.files) {
      const name = namesOf(file).find((one) => fits(join(dir, one), file))
      if (name !== undefined) names.set(file.file, name)
    }
    if (names.size === manifest.files.length) return { manifest, nameOf: (file) => names.get(file) ?? file }
  }
  return null
}

/** Its name in the manifest, its path in the hub's repository, and the last part of that. */
function namesOf({ file, url }: ModelFile): string[] {
  const path = /\/resolve\/[^/]+\/([\w./-]+)$/.exec(url ?? '')?.[1]
  return path === undefined || path.split('/').includes('..') ? [file] : [file, path, basename(path)]
}

function fits(path: string, { sizeBytes }: ModelFile): boolean {
  const found = sizeOrTrouble(path)
  return typeof found === 'number' && (sizeBytes === null || found === sizeBytes)
}
