import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Content } from './contents.ts'
import type { Dice } from './dice.ts'

export interface FileOnDisk {
  readonly root: string
  readonly path: string
  readonly content: Content
}

/**
 * Some roots with files, on a real disk, and what they hold by heart. Files that were touched since the last comparison
 * are left alone until the next: what several changes of one file add up to depends on who looked in between.
 */
export interface FaultDisk {
  readonly roots: readonly string[]
  dirOf(root: string): string
  isAway(root: string): boolean
  /** All files of roots that are there. */
  files(): FileOnDisk[]
  /** Files that nothing happened to since the last comparison, nor to another of the same content. */
  untouched(root?: string): FileOnDisk[]
  /** A place for a file, new or one where a file was before, in a root that is there. */
  freePlace(root?: string): { root: string; path: string }
  rootsThere(): string[]
  write(place: { root: string; path: string }, content: Content, how?: 'in place' | 'renamed over'): void
  touch(file: FileOnDisk): void
  move(file: FileOnDisk, to: { root: string; path: string }): void
  moveFolder(root: string, from: string, to: string): void
  copy(file: FileOnDisk, to: { root: string; path: string }): void
  swap(one: FileOnDisk, other: FileOnDisk): void
  remove(file: FileOnDisk): void
  /** What was deleted and is nowhere now. */
  removed(): Content[]
  takeAway(root: string): void
  bringBack(root: string, under?: string): void
  /** When something was written, renamed or removed last. */
  touchedAtMs(): number
  /** A comparison was made: everything may be touched again. */
  compared(): void
}

const folders = ['', '2019', '2019/Sommer ☀', 'trips/rome', 'two words', 'Ünïcode/深圳']

/** `note` hears what is done, for the history of a run. */
export function faultDisk(dir: string, dice: Dice, note: (what: string) => void): FaultDisk {
  const roots = ['A', 'B', 'C']
  const dirs = new Map(roots.map((root) => [root, join(dir, `root-${root}`)]))
  const away = new Map<string, string>()
  const held = new Map(roots.map((root) => [root, new Map<string, Content>()]))
  const deleted: Content[] = []
  const former: { root: string; path: string }[] = []
  /** What was last at places where nothing is now. */
  const formerContent = new Map<string, string>()
  const touchedPlaces = new Set<string>()
  const touchedHashes = new Set<string>()
  let names = 0
  let touchedAtMs = 0
  for (const folder of dirs.values()) mkdirSync(folder, { recursive: true })

  const dirOf = (root: string) => dirs.get(root) ?? ''
  const holds = (root: string) => held.get(root) ?? new Map<string, Content>()
  const full = ({ root, path }: { root: string; path: string }) => join(dirOf(root), path)
  const rootsThere = () => roots.filter((root) => !away.has(root))
  const files = () =>
    rootsThere().flatMap((root) => [...holds(root)].map(([path, content]) => ({ root, path, content })))

  function touched(place: { root: string; path: string }, ...contents: (Content | undefined)[]): void {
    touchedAtMs = Date.now()
    touchedPlaces.add(`${place.root}/${place.path}`)
    for (const content of contents) if (content) touchedHashes.add(content.hash)
  }
  const isUntouched = ({ root, path, content }: FileOnDisk) =>
    !touchedPlaces.has(`${root}/${path}`) && !touchedHashes.has(content.hash)

  function put(place: { root: string; path: string }, content: Content): void {
    const name = `${place.root}/${place.path}`
    touched(place, content, holds(place.root).get(place.path))
    // A photo that is missing must not come back elsewhere, and its place get another, before the next comparison.
    touchedHashes.add(formerContent.get(name) ?? '')
    for (const [former, hash] of formerContent) if (hash === content.hash) touchedPlaces.add(former)
    formerContent.delete(name)
    holds(place.root).set(place.path, content)
  }
  function drop(place: { root: string; path: string }): void {
    const content = holds(place.root).get(place.path)
    touched(place, content)
    if (content) formerContent.set(`${place.root}/${place.path}`, content.hash)
    holds(place.root).delete(place.path)
    former.push({ root: place.root, path: place.path })
  }
  function makeRoomFor(place: { root: string; path: string }): void {
    mkdirSync(dirname(full(place)), { recursive: true })
  }

  return {
    roots,
    dirOf,
    isAway: (root) => away.has(root),
    files,
    rootsThere,
    untouched: (root) => files().filter((file) => (!root || file.root === root) && isUntouched(file)),
    freePlace: (root) => {
      const again = former.filter(
        (place) =>
          (!root || place.root === root) &&
          !away.has(place.root) &&
          !holds(place.root).has(place.path) &&
          !touchedPlaces.has(`${place.root}/${place.path}`),
      )
      if (again.length > 0 && dice.chance(0.25)) return dice.pick(again)
      const extension = dice.pick(['jpg', 'jpg', 'JPG', 'jpeg'])
      const path = join(
        dice.pick(folders),
        `${dice.pick(['IMG_', 'ü-', 'a b '])}${(names += 1)}.${extension}`,
      )
      return { root: root ?? dice.pick(rootsThere()), path }
    },
    write: (place, content, how = 'in place') => {
      note(`writes ${place.root}/${place.path}, ${content.hash.slice(0, 6)}, ${how}`)
      makeRoomFor(place)
      if (how === 'in place') writeFileSync(full(place), content.bytes)
      else {
        writeFileSync(`${full(place)}.part`, content.bytes)
        renameSync(`${full(place)}.part`, full(place))
      }
      put(place, content)
    },
    touch: (file) => {
      note(`touches ${file.root}/${file.path}`)
      const at = new Date(Date.now() - dice.int(1_000_000_000))
      utimesSync(full(file), at, at)
      touched(file, file.content)
    },
    move: (file, to) => {
      note(`moves ${file.root}/${file.path} to ${to.root}/${to.path}`)
      makeRoomFor(to)
      renameSync(full(file), full(to))
      drop(file)
      put(to, file.content)
    },
    moveFolder: (root, from, to) => {
      note(`moves ${root}/${from} to ${to}`)
      mkdirSync(dirname(join(dirOf(root), to)), { recursive: true })
      renameSync(join(dirOf(root), from), join(dirOf(root), to))
      for (const [path, content] of [...holds(root)].filter(([path]) => path.startsWith(`${from}/`))) {
        drop({ root, path })
        put({ root, path: `${to}${path.slice(from.length)}` }, content)
      }
    },
    copy: (file, to) => {
      note(`copies ${file.root}/${file.path} to ${to.root}/${to.path}`)
      makeRoomFor(to)
      copyFileSync(full(file), full(to))
      touched(file, file.content)
      put(to, file.content)
    },
    swap: (one, other) => {
      note(`swaps ${one.root}/${one.path} and ${other.root}/${other.path}`)
      const aside = `${full(one)}.part`
      renameSync(full(one), aside)
      renameSync(full(other), full(one))
      renameSync(aside, full(other))
      put(one, other.content)
      put(other, one.content)
    },
    remove: (file) => {
      note(`removes ${file.root}/${file.path}`)
      rmSync(full(file))
      drop(file)
      if (file.content.look !== null) deleted.push(file.content)
    },
    removed: () => {
      const there = new Set(
        [...held.values()].flatMap((files) => [...files.values()].map(({ hash }) => hash)),
      )
      return deleted.filter(({ hash }) => !there.has(hash) && !touchedHashes.has(hash))
    },
    takeAway: (root) => {
      note(`takes ${root} away`)
      // Where nobody looks for a root: beside its place it would be found.
      const hidden = join(dir, 'unplugged', root, 'out of reach')
      mkdirSync(dirname(hidden), { recursive: true })
      renameSync(dirOf(root), hidden)
      away.set(root, hidden)
    },
    bringBack: (root, under) => {
      note(`brings ${root} back ${under ?? ''}`)
      const hidden = away.get(root)
      if (!hidden || !existsSync(hidden)) throw new Error(`Root ${root} is not away.`)
      if (under) dirs.set(root, under)
      renameSync(hidden, dirOf(root))
      away.delete(root)
    },
    touchedAtMs: () => touchedAtMs,
    compared: () => {
      touchedPlaces.clear()
      touchedHashes.clear()
    },
  }
}
