import { readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import type { RootRows } from './roots.ts'

const keptList = z.object({ folders: z.array(z.string()) })

/**
 * The roots once more, in a small file beside the catalog: when damage hits the very page that lists them, a new catalog
 * can still be built from the same folders.
 */
export function readKeptRoots(catalogFile: string): readonly string[] {
  return keptRootsOf(catalogFile)?.folders ?? []
}

/** The same, and when it was written; null where there is no list. */
export function keptRootsOf(
  catalogFile: string,
): { readonly folders: readonly string[]; readonly writtenAtMs: number } | null {
  try {
    const file = listFile(catalogFile)
    const { folders } = keptList.parse(JSON.parse(readFileSync(file, 'utf8')))
    return { folders, writtenAtMs: statSync(file).mtimeMs }
  } catch {
    return null
  }
}

/** The same rows; each change is noted in the list too. */
export function keepingRoots(rows: RootRows, catalogFile: string): RootRows {
  const noting = <T>(answer: T): T => {
    keepRoots(
      catalogFile,
      rows.list().map((root) => root.path),
    )
    return answer
  }
  return {
    ...rows,
    add: (path) => noting(rows.add(path)),
    remove: (id) => noting(rows.remove(id)),
    setPath: (id, path) => noting(rows.setPath(id, path)),
    absorb: (childId, parentId) => noting(rows.absorb(childId, parentId)),
  }
}

/** A full disk must not keep the catalog from being opened or changed: the list is a second copy. */
export function keepRoots(catalogFile: string, folders: readonly string[]): void {
  const file = listFile(catalogFile)
  if (JSON.stringify(readKeptRoots(catalogFile)) === JSON.stringify(folders)) return
  try {
    writeFileSync(`${file}.new`, `${JSON.stringify({ folders }, null, 2)}\n`)
    renameSync(`${file}.new`, file)
  } catch {
    return
  }
}

function listFile(catalogFile: string): string {
  return join(dirname(catalogFile), 'folders.json')
}
