import type { Facet } from '../../../../src-preload/contract/index.ts'
import type { Dictionary } from './dictionary.ts'
import { folded } from './folded.ts'
import { partsOf } from './in-folder.ts'

interface Folder {
  /** Of several spellings that differ in case alone, always the same one. */
  name: string
  /** With those of all folders below. */
  photos: number
  readonly above: Folder | null
  /** By their names without case; undefined: none, as for most. */
  below: Map<string, Folder> | undefined
}

interface Root {
  readonly id: number
  readonly path: string
}

/**
 * The folders with the most photos, those above them too, at most `most`: each as the filter `in:` finds just it, from the
 * name of its root on where that is the name of no other folder. `counts`: photos by the number of their folder.
 */
export function folderFacets(
  folders: Dictionary,
  counts: Uint32Array,
  roots: readonly Root[],
  most: number,
): Facet[] {
  const rootsById = new Map(roots.map(({ id, path }) => [`${id}`, { path, folder: folderOf(path, null) }]))
  const names = roots.flatMap(({ path }) => partsOf(folded(path)))
  const rootNames = new Set(roots.map(({ path }) => lastOf(partsOf(folded(path)))))
  const taken = new Set([...rootNames].filter((name) => names.indexOf(name) !== names.lastIndexOf(name)))
  const all: Folder[] = []

  for (const [code, photos] of counts.entries()) {
    if (photos === 0) continue
    for (let at = folderAt(folders.textOf(code)); at; at = at.above) {
      if (at.photos === 0) all.push(at)
      at.photos += photos
    }
  }

  const values = new Map<Folder, string>()
  for (const { path, folder } of rootsById.values()) {
    const name = lastOf(partsOf(path))
    values.set(folder, name === '' || taken.has(folded(name)) ? path : name)
  }
  // Most folders have few photos: only those that may be offered are put in order.
  const least = Float64Array.from(all, ({ photos }) => -photos).sort()[most - 1] ?? 0
  return all
    .filter(({ photos }) => photos >= -least)
    .toSorted((a, b) => b.photos - a.photos || (a.name < b.name ? -1 : 1))
    .slice(0, most)
    .map((folder) => ({ value: valueOf(folder, values), photos: folder.photos }))

  function folderAt(text: string): Folder | null {
    const slash = text.indexOf('/')
    const root = rootsById.get(text.slice(0, slash))?.folder ?? null
    return root && partsOf(text.slice(slash)).reduce(below, root)
  }

  function below(folder: Folder, name: string): Folder {
    const key = folded(name)
    if (rootNames.has(key)) taken.add(key)
    const all = (folder.below ??= new Map<string, Folder>())
    const known = all.get(key)
    const found = known ?? folderOf(name, folder)
    if (!known) all.set(key, found)
    if (name < found.name) found.name = name
    return found
  }
}

const folderOf = (name: string, above: Folder | null): Folder => ({
  name,
  photos: 0,
  above,
  below: undefined,
})

function valueOf(folder: Folder, known: ReadonlyMap<Folder, string>): string {
  const value = known.get(folder)
  if (value !== undefined || !folder.above) return value ?? folder.name
  const above = valueOf(folder.above, known)
  const slash = /^[a-z]:\\|^\\/i.test(above) ? '\\' : '/'
  return /[/\\]$/.test(above) ? `${above}${folder.name}` : `${above}${slash}${folder.name}`
}

const lastOf = (parts: readonly string[]): string => parts.at(-1) ?? ''
