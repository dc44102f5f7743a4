import { closeSync, existsSync, fsyncSync, openSync, rmSync, statfsSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { CodedError } from '../../../../src-preload/contract/index.ts'

/** Room that is left on a disk beside what a copy takes. */
const marginBytes = 2 ** 20

/** `2026-11-20T16-30-00`: sorts by time, and every file system takes it as part of a name. */
export function stampOf(nowMs: number): string {
  return new Date(nowMs).toISOString().slice(0, 19).replaceAll(':', '-')
}

const inMb = (bytes: number) => `${Math.ceil(bytes / 2 ** 20)} MB`

/** Throws `disk-full` when the disk of `file` has no room for a copy of so many bytes. */
export function needRoom(file: string, sizeBytes: number): void {
  const { bavail, bsize } = statfsSync(dirname(file))
  const freeBytes = bavail * bsize
  if (freeBytes >= sizeBytes + marginBytes) return
  throw new CodedError(
    'disk-full',
    `The disk with ${dirname(file)} has ${inMb(freeBytes)} free and ${inMb(sizeBytes + marginBytes)} are needed; make room and try again. Nothing was changed.`,
  )
}

/**
 * Makes a finished copy one plain file that needs no journal beside it, and lets SQLite read all of it (`deep`: and compare
 * its indexes with its rows, which takes three times as long). Gives what SQLite complains of, or null. `change` may alter
 * the copy afterwards.
 */
export function settle(
  file: string,
  { deep = false, change }: { deep?: boolean; change?: (db: Database.Database) => void } = {},
): string | null {
  const db = new Database(file, { fileMustExist: true })
  try {
    db.pragma('journal_mode = DELETE')
    const found = db.pragma(deep ? 'integrity_check(1)' : 'quick_check(1)', { simple: true })
    if (found !== 'ok') return String(found)
    change?.(db)
  } finally {
    db.close()
  }
  flush(file)
  return null
}

/** Waits until a file, or the names in a folder, are on the disk. */
export function flush(path: string): void {
  let fd: number | undefined
  try {
    fd = openSync(path, 'r')
    fsyncSync(fd)
  } catch (error) {
    // Windows flushes neither folders nor files that are open for reading only; it writes names through by itself.
    if (process.platform !== 'win32') throw error
  } finally {
    if (fd !== undefined) closeSync(fd)
  }
}

/** Deletes a database file with the journals that may lie beside it. */
export function removeDatabase(file: string): void {
  for (const suffix of ['', '-wal', '-shm', '-journal']) {
    if (existsSync(file + suffix)) rmSync(file + suffix, { force: true })
  }
}

export function isFull(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code
  return code === 'ENOSPC' || code === 'EDQUOT' || code === 'SQLITE_FULL'
}

/** The sentence for a copy that could not be written. */
export function notWritten(what: string, error: unknown): CodedError {
  if (error instanceof CodedError) return error
  const why = isFull(error) ? 'the disk is full' : error instanceof Error ? error.message : String(error)
  return new CodedError(
    isFull(error) ? 'disk-full' : 'data-folder-unusable',
    `${what} could not be written (${why}). Nothing was changed.`,
    { cause: error },
  )
}
