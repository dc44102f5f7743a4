import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'

const most = 300
const longestTail = 6

/**
 * Where a root that is not at its place may be: beside the place where its path breaks off (a disk mounted under
 * another name, a renamed folder), and below other mount points and drive letters.
 */
export async function candidatesFor(rootPath: string, places: readonly string[]): Promise<string[]> {
  const found = new Set<string>()
  const there = nearestFolder(rootPath)
  const tail = relative(there, rootPath).split(sep).slice(1)
  for (const name of await foldersIn(there)) found.add(join(there, name, ...tail))
  const parts = relative(dirname(there) === there ? there : sep, rootPath).split(sep)
  for (const place of places) {
    for (let length = 0; length <= Math.min(parts.length - 1, longestTail); length += 1)
      found.add(join(place, ...parts.slice(parts.length - length)))
  }
  found.delete(rootPath)
  return [...found].filter((path) => existsSync(path)).slice(0, most)
}

/** Where disks appear on this platform. */
export async function mountPlaces(): Promise<string[]> {
  if (process.platform === 'win32')
    return [...'DEFGHIJKLMNOPQRSTUVWXYZ'].map((letter) => `${letter}:\\`).filter((drive) => existsSync(drive))
  if (process.platform === 'darwin') return inside('/Volumes')
  const people = [...(await inside('/media')), ...(await inside('/run/media'))]
  const disks = await Promise.all(people.map((folder) => inside(folder)))
  return [...people, ...disks.flat(), ...(await inside('/mnt'))]
}

async function inside(folder: string): Promise<string[]> {
  return (await foldersIn(folder)).map((name) => join(folder, name))
}

async function foldersIn(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true })
    return entries.flatMap((entry) =>
      entry.isDirectory() && !entry.name.startsWith('.') ? [entry.name] : [],
    )
  } catch {
    return []
  }
}

function nearestFolder(path: string): string {
  for (let at = dirname(path); ; at = dirname(at)) if (existsSync(at) || dirname(at) === at) return at
}
