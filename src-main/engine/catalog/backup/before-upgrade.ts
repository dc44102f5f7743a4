import { renameSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { CodedError } from '../../../../src-preload/contract/index.ts'
import { makeFolder } from '../../make-folder.ts'
import { migrate, schemaVersion } from '../migrations.ts'
import { backupFolder, keepNewest } from './backup-folder.ts'
import { flush, isFull, needRoom, removeDatabase, settle, stampOf } from './whole-file.ts'

const keptBackups = 3

/**
 * Brings a catalog to the present schema; one of an earlier Sightline is copied into `backups` first. Without that copy
 * nothing is changed: a disk without room for it is no place for an upgrade. Throws `disk-full`, `data-folder-unusable`.
 */
export function upgrade(db: Database, file: string, nowMs: number): void {
  const version = db.pragma('user_version', { simple: true }) as number
  if (version >= schemaVersion) return
  try {
    if (version > 0) backUpBeforeUpgrade(db, file, nowMs)
    migrate(db)
  } catch (error) {
    db.close()
    throw notUpgraded(file, error)
  }
}

function backUpBeforeUpgrade(db: Database, file: string, nowMs: number): void {
  const folder = backupFolder(file)
  const name = `before-version-${schemaVersion}-`
  const path = join(folder, `${name}${stampOf(nowMs)}.sqlite`)
  const unfinished = `${path}.${process.pid}.part`
  makeFolder(folder)
  // The upgrade itself rewrites indexes: half as much again.
  needRoom(path, pagesOf(db) * 1.5)
  try {
    removeDatabase(unfinished)
    db.prepare('VACUUM INTO ?').run(unfinished)
    const damage = settle(unfinished)
    if (damage !== null) throw new Error(`its copy is not sound: ${damage}`)
    renameSync(unfinished, path)
    flush(dirname(path))
  } finally {
    removeDatabase(unfinished)
  }
  keepNewest(folder, name, keptBackups)
}

function pagesOf(db: Database): number {
  const read = (name: string) => db.pragma(name, { simple: true }) as number
  return read('page_count') * read('page_size')
}

function notUpgraded(file: string, error: unknown): CodedError {
  const full = isFull(error) || (error instanceof CodedError && error.code === 'disk-full')
  const why = error instanceof Error ? error.message : String(error)
  return new CodedError(
    full ? 'disk-full' : 'data-folder-unusable',
    `The catalog ${file} is of an earlier Sightline; it is backed up and then brought to this version, and that could not be done: ${why.replace(/\.$/, '')}. It was left as it was; start Sightline again when that is mended.`,
    { cause: error },
  )
}
