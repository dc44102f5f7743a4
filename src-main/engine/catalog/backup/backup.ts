import { existsSync, realpathSync, renameSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { CodedError } from '../../../../src-preload/contract/index.ts'
import { makeFolder } from '../../make-folder.ts'
import type { Catalog } from '../catalog.ts'
import { keepNewest, sweepBeside } from './backup-folder.ts'
import { flush, needRoom, notWritten, removeDatabase, settle, stampOf } from './whole-file.ts'

export interface Backup {
  readonly path: string
  readonly sizeBytes: number
}

/** Backups that the person asked for in the app; older ones make room for a new one. */
const keptBackups = 10

/** Copies an open catalog into the data folder's `backups`, under a name with the date. Throws like `backUpTo`. */
export async function backUpInto(catalog: Catalog, folder: string, now: Date): Promise<Backup> {
  const path = join(folder, `sightline-${stampOf(now.getTime())}.sqlite`)
  try {
    makeFolder(folder)
  } catch (error) {
    throw notWritten(`The backup ${path}`, error)
  }
  const backup = await backUpTo(catalog, path, { force: true })
  keepNewest(folder, 'sightline-', keptBackups)
  return backup
}

/**
 * Copies an open catalog into one plain file, which gets its name only when it is whole, on the disk and found sound by
 * SQLite. Throws `bad-arguments` (the file is there already, or cannot be meant), `disk-full`, `data-folder-unusable`.
 */
export async function backUpTo(
  catalog: Catalog,
  file: string,
  { force }: { readonly force: boolean },
): Promise<Backup> {
  const path = resolve(file)
  refuseTarget(catalog, path, force)
  const unfinished = `${path}.${process.pid}.part`
  try {
    sweepBeside(path)
    needRoom(path, catalog.sizeBytes())
    await catalog.copyTo(unfinished)
    const damage = settle(unfinished)
    if (damage !== null) throw damaged(catalog, damage)
    if (!force && existsSync(path)) throw alreadyThere(path)
    renameSync(unfinished, path)
    flush(dirname(path))
    return { path, sizeBytes: statSync(path).size }
  } catch (error) {
    throw notWritten(`The backup ${path}`, error)
  } finally {
    removeDatabase(unfinished)
  }
}

function refuseTarget(catalog: Catalog, path: string, force: boolean): void {
  const folder = dirname(path)
  if (!existsSync(folder)) {
    throw new CodedError('bad-arguments', `There is no folder ${folder}; make it first, or choose another.`)
  }
  const own = realpathSync(dirname(catalog.file))
  const name = join(realpathSync(folder), path.slice(folder.length))
  if (name.startsWith(join(own, 'catalog.sqlite')) || name === join(own, 'engine.lock')) {
    throw new CodedError(
      'bad-arguments',
      `${path} belongs to the library itself; choose another name for the backup.`,
    )
  }
  if (!existsSync(path)) return
  if (!statSync(path).isFile()) {
    throw new CodedError('bad-arguments', `${path} is not a file; name a file for the backup.`)
  }
  if (!force) throw alreadyThere(path)
}

function alreadyThere(path: string): CodedError {
  return new CodedError(
    'bad-arguments',
    `There is a file ${path} already; choose another name, or write --force to replace it.`,
  )
}

function damaged(catalog: Catalog, damage: string): CodedError {
  return new CodedError(
    'data-folder-unusable',
    `The catalog ${catalog.file} is damaged (${damage}), so no backup was made of it; start Sightline, which sets it aside and rescues what can be read.`,
  )
}
