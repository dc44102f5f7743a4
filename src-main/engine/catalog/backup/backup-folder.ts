import { readdirSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { removeDatabase } from './whole-file.ts'

/** Catalogs that gave way to a restored one, beside it. */
export const asidePrefix = 'catalog.before-restore-'

/** Where the backups lie that Sightline makes itself. */
export function backupFolder(catalogFile: string): string {
  return join(dirname(catalogFile), 'backups')
}

/** Backups in the folder, the newest first. */
export function listBackups(folder: string, prefix = ''): string[] {
  if (!isFolder(folder)) return []
  return readdirSync(folder)
    .filter((name) => name.startsWith(prefix) && name.endsWith('.sqlite'))
    .map((name) => join(folder, name))
    .map((path) => ({ path, atMs: statSync(path).mtimeMs }))
    .toSorted((a, b) => b.atMs - a.atMs || (a.path < b.path ? 1 : -1))
    .map(({ path }) => path)
}

/** Deletes all but the newest backups of one kind. One that cannot be deleted stays. */
export function keepNewest(folder: string, prefix: string, count: number): void {
  for (const path of listBackups(folder, prefix).slice(count)) {
    try {
      removeDatabase(path)
    } catch {
      return
    }
  }
}

/** Deletes what a killed backup, upgrade or restore has left. Only the engine that holds the data folder may. */
export function sweepUnfinished(catalogFile: string): void {
  sweepSecondNames(catalogFile)
  const folders = [dirname(catalogFile), backupFolder(catalogFile)]
  for (const folder of folders.filter(isFolder)) {
    for (const name of readdirSync(folder)) {
      if (!/\.sqlite(\.\d+\.part|\.restoring)(-wal|-shm|-journal)?$/.test(name)) continue
      try {
        removeDatabase(join(folder, name))
      } catch {
        // It wastes room and nothing else; the next start tries again.
      }
    }
  }
}

/** A restore that was killed before it replaced the catalog has given that a second name; two names end in damage. */
function sweepSecondNames(catalogFile: string): void {
  const catalog = statSync(catalogFile, { throwIfNoEntry: false })
  if (!catalog || catalog.nlink < 2) return
  for (const path of listBackups(dirname(catalogFile), asidePrefix)) {
    const { ino, dev } = statSync(path)
    if (ino === catalog.ino && dev === catalog.dev) rmSync(path)
  }
}

/** Deletes unfinished copies of one backup whose processes are gone. */
export function sweepBeside(path: string): void {
  for (const name of readdirSync(dirname(path))) {
    if (!name.startsWith(`${basename(path)}.`)) continue
    const pid = /^\.(\d+)\.part$/.exec(name.slice(basename(path).length))?.[1]
    if (pid !== undefined && !isRunning(Number(pid))) removeDatabase(join(dirname(path), name))
  }
}

export function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true
}
