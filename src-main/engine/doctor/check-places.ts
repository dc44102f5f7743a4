import { existsSync, lstatSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { stampOf } from '../catalog/backup/whole-file.ts'
import type { Rooms } from '../rooms.ts'
import { wrong, type Finding } from './finding.ts'

interface Place {
  readonly name: string
  readonly kind: 'file' | 'folder'
  /** All in it is made again when it is needed. */
  readonly isCache?: boolean
}

const places: readonly Place[] = [
  { name: 'thumbnails', kind: 'folder', isCache: true },
  { name: 'vectors', kind: 'folder', isCache: true },
  { name: 'backups', kind: 'folder' },
  { name: 'models', kind: 'folder' },
  { name: 'folders.json', kind: 'file' },
  { name: 'catalog.sqlite.suspect', kind: 'file' },
]

/** What has a name in the data folder is a file or a folder, as Sightline has it there. Nothing is said where it is. */
export function checkPlaces({ dataDir, writable }: Rooms, repair: boolean): Finding[] {
  return places
    .filter((place) => isOfOtherKind(dataDir, place))
    .map((place) => {
      const path = join(dataDir, place.name)
      const found = `${path} is ${place.kind === 'file' ? 'a folder' : 'a file'}, where Sightline needs a ${place.kind}`
      if (!repair) return wrong('data folder', `${found}; run sightline doctor --repair.`)
      writable()
      const done = clear(path, place)
      return wrong('data folder', `${found}; ${done}.`, !isOfOtherKind(dataDir, place))
    })
}

function isOfOtherKind(dataDir: string, { name, kind }: Place): boolean {
  const found = lstatSync(join(dataDir, name), { throwIfNoEntry: false })
  if (!found || found.isSymbolicLink()) return false
  return kind === 'file' ? found.isDirectory() : !found.isDirectory()
}

/** What may be somebody's is kept under another name. */
function clear(path: string, { isCache }: Place): string {
  try {
    if (isCache) {
      rmSync(path, { recursive: true, force: true })
      return 'it was taken away'
    }
    const aside = asideOf(path)
    renameSync(path, aside)
    return `it is kept as ${aside}`
  } catch (error) {
    return `it could not be moved away (${(error as Error).message}), so do that yourself`
  }
}

function asideOf(path: string): string {
  const base = `${path}.set-aside-${stampOf(Date.now())}`
  let name = base
  for (let n = 2; existsSync(name); n += 1) name = `${base}-${n}`
  return name
}
