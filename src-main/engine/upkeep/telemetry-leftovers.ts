import { lstatSync, readdirSync, readFileSync, rmdirSync, unlinkSync, type Stats } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Notice } from '../../../src-preload/contract/index.ts'
import type { Catalog } from '../catalog/catalog.ts'

// Sightline's first versions let ONNX Runtime report to its maker (engine/quiet.ts). What it kept for that in the person's
// folders is of no use to anybody else: another program that lets the runtime report gets a new number.

/** Where it kept it. On Windows it keeps nothing of its own. */
export interface LeftoverPlaces {
  /** The system's folder for caches, which the runtime made three folders in. */
  readonly cacheFolder: string
  readonly tempFolder: string
}

export function leftoverPlaces(): LeftoverPlaces {
  const caches = process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache')
  return {
    cacheFolder: process.platform === 'darwin' ? join(homedir(), 'Library/Application Support') : caches,
    tempFolder: tmpdir(),
  }
}

const mark = 'telemetryLeftovers'

/**
 * Removes it once for each library that an earlier version has worked with; what comes there later comes from other
 * programs. Null unless there was something; else what to tell the person.
 */
export function removeLeftoversOnce(
  { settings, roots }: Pick<Catalog, 'settings' | 'roots'>,
  places: LeftoverPlaces,
): Notice | null {
  if (settings.get(mark) !== undefined) return null
  // Without a folder nothing was ever read, or asked.
  const removed = roots.list().length > 0 ? removeLeftovers(places) : 0
  settings.set(mark, 'removed')
  return removed === 0 ? null : { id: 'telemetry-leftovers', level: 'info', message }
}

const message =
  'Earlier versions of Sightline let a part of theirs, ONNX Runtime, report to its maker about this machine and the models in use, never about photos. It no longer does, and what it kept here for that was deleted; there is nothing to do.'

const folders = ['Microsoft', 'DeveloperTools', '.onnxruntime']
const databaseOrId = /^(onnxruntime\.db(-journal|-wal|-shm)?|deviceid(\.lock|\.tmp\.[\da-f-]{36})?)$/
const log = /^mat-debug-\d+\.log$/
/** A time and a random number. */
const session = /^\d{10,16}\n[\da-f-]{36}\n?$/

/**
 * How many files it removed. Only by their known names, only regular files and real folders of this user's own, and in
 * the temporary folder, which is everybody's, only where nothing else can be in them.
 */
export function removeLeftovers({ cacheFolder, tempFolder }: LeftoverPlaces): number {
  if (process.platform === 'win32') return 0
  const chain = folders.map((_, depth) => join(cacheFolder, ...folders.slice(0, depth + 1)))
  const own = chain.at(-1)
  const isThere = chain.every((folder) => ownEntry(folder)?.isDirectory())
  const kept =
    isThere && own ? removeEach(own, (name, found) => databaseOrId.test(name) && found.isFile()) : 0
  if (isThere) for (const folder of chain.toReversed()) removeEmpty(folder)
  const inTemp = removeEach(tempFolder, (name, found, path) => {
    if (!found.isFile()) return false
    if (name === '.ses') return found.size < 100 && session.test(readFileSync(path, 'latin1'))
    return log.test(name) && found.size === 0
  })
  return kept + inTemp
}

function removeEach(
  folder: string,
  isLeftover: (name: string, found: Stats, path: string) => boolean,
): number {
  let removed = 0
  for (const name of namesIn(folder)) {
    if (!databaseOrId.test(name) && !log.test(name) && name !== '.ses') continue
    const path = join(folder, name)
    const found = ownEntry(path)
    try {
      if (!found || !isLeftover(name, found, path)) continue
      unlinkSync(path)
      removed += 1
    } catch {
      // Gone meanwhile, or not to be had: it does no harm where it is.
    }
  }
  return removed
}

/** What lies there, links not followed; undefined for what is another user's. */
function ownEntry(path: string): Stats | undefined {
  const found = lstatSync(path, { throwIfNoEntry: false })
  return found && found.uid === process.getuid?.() ? found : undefined
}

function removeEmpty(folder: string): void {
  try {
    rmdirSync(folder)
  } catch {
    // Something else is in it.
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
