import { copyFileSync, existsSync, linkSync, realpathSync, renameSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { CodedError } from '../../../../src-preload/contract/index.ts'
import { isDamage } from '../is-damage.ts'
import { hasJournal, isReadInPlace, readHead } from '../restore/open-source.ts'
import type { Rebuilt } from '../restore/rebuild.ts'
import { damagedBackup, refuseStranger } from '../restore/refusals.ts'
import { runRebuild, type RebuildLimits } from '../restore/run-rebuild.ts'
import { acquit } from '../suspicion.ts'
import { writeCopy } from '../user-data/write-copy.ts'
import { asidePrefix } from './backup-folder.ts'
import { flush, needRoom, notWritten, removeDatabase, stampOf } from './whole-file.ts'

export interface Restored extends Rebuilt {
  readonly catalog: string
  /** Where the catalog is now that stood in its place. */
  readonly movedTo: string | null
}

export type RestoreUse = Omit<RebuildLimits, 'limitMs'> & Partial<Pick<RebuildLimits, 'limitMs'>>

/**
 * Puts a backup in the place of a catalog that nothing has open. It is built anew from the backup's rows (rebuild.ts), and
 * the catalog is replaced by one rename: killed at any moment, the old one or the new one is there, whole. Throws
 * `not-found`, `bad-arguments` (it is no sound backup), `catalog-newer`, `data-folder-busy`, `disk-full`,
 * `data-folder-unusable`, and `internal` when the signal is aborted.
 */
export async function restoreFile(
  file: string,
  catalogFile: string,
  nowMs: number,
  use: RestoreUse,
): Promise<Restored> {
  refuseSource(file, catalogFile)
  const order = {
    file,
    target: `${catalogFile}.restoring`,
    copy: `${catalogFile}.${process.pid}.part`,
  }
  try {
    const { size } = statSync(file)
    needRoom(catalogFile, isReadInPlace(file) ? size : 2 * size)
    const rebuilt = await runRebuild(order, { limitMs: longestMs(size), ...use })
    const movedTo = existsSync(catalogFile) ? stepAside(catalogFile, nowMs) : null
    renameSync(order.target, catalogFile)
    acquit(catalogFile)
    flush(dirname(catalogFile))
    await keepWhatIsSaid(catalogFile, nowMs)
    return { catalog: catalogFile, movedTo, ...rebuilt }
  } catch (error) {
    throw notWritten(`The catalog ${catalogFile}`, error)
  } finally {
    for (const unfinished of [order.target, order.copy]) removeDatabase(unfinished)
  }
}

/** No copy is of the restored catalog, and the next engine that writes one may be far off. It stands without one too. */
async function keepWhatIsSaid(catalogFile: string, nowMs: number): Promise<void> {
  try {
    await writeCopy(catalogFile, nowMs)
  } catch {
    // A full disk, or a backup of a version that the next start brings forward.
    return
  }
}

/** Ten times and more what a slow disk takes. */
function longestMs(sizeBytes: number): number {
  return 60_000 + (sizeBytes / 2 ** 20) * 1_000
}

/** What its head tells is told before anything is begun. */
function refuseSource(file: string, catalogFile: string): void {
  const found = statSync(file, { throwIfNoEntry: false })
  if (!found) throw new CodedError('not-found', `There is no file ${file}.`)
  if (!found.isFile()) throw new CodedError('bad-arguments', `${file} is not a file; name a backup's file.`)
  if (existsSync(catalogFile) && realpathSync(file) === realpathSync(catalogFile)) {
    throw new CodedError('bad-arguments', `${file} is the library's catalog itself; name a backup of it.`)
  }
  const head = readHead(file)
  if (!head) throw damagedBackup(file, 'it is no database')
  refuseStranger(file, head.version)
  // Pages may be in the journal beside it only.
  if (head.sizeBytes === null || head.sizeBytes === found.size || hasJournal(file)) return
  const sizes = `it has ${found.size.toLocaleString('en')} bytes, and ${head.sizeBytes.toLocaleString('en')} by what it says itself`
  throw damagedBackup(file, sizes)
}

/** Gives the present catalog a second name. It keeps its first one until the restored catalog takes it. */
function stepAside(catalogFile: string, nowMs: number): string {
  const aside = freeName(join(dirname(catalogFile), `${asidePrefix}${stampOf(nowMs)}`))
  closeJournal(catalogFile)
  // What could not be closed is of a damaged catalog; it must not be taken for the journal of the restored one.
  for (const suffix of ['-wal', '-shm']) {
    if (existsSync(catalogFile + suffix)) renameSync(catalogFile + suffix, aside + suffix)
  }
  try {
    linkSync(catalogFile, aside)
  } catch {
    // A file system without links.
    needRoom(catalogFile, statSync(catalogFile).size)
    copyFileSync(catalogFile, aside)
  }
  return aside
}

/** Two restores may fall into one second. */
function freeName(base: string): string {
  let name = `${base}.sqlite`
  for (let n = 2; existsSync(name); n += 1) name = `${base}-${n}.sqlite`
  return name
}

/** Brings a catalog into one plain file. SQLite does so only while nothing else has it open. */
function closeJournal(catalogFile: string): void {
  let db: Database.Database | undefined
  try {
    db = new Database(catalogFile, { timeout: 3_000 })
    db.pragma('journal_mode = DELETE')
  } catch (error) {
    if (isDamage(error)) return
    if ((error as { code?: unknown }).code !== 'SQLITE_BUSY') throw error
    throw new CodedError(
      'data-folder-busy',
      `Another Sightline is reading ${catalogFile}; close it, then restore again. Nothing was changed.`,
      { cause: error },
    )
  } finally {
    db?.close()
  }
}
