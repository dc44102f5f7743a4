import { readdirSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** A copy of the person's own data, by its name: whether it is whole shows when it is read. */
export interface Copy {
  readonly path: string
  readonly savedAtMs: number
  readonly sizeBytes: number
}

const ending = '.jsonl.gz'
const named = /^user-data-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)\.(\d{3})-\d+\.jsonl\.gz$/

/** Where they lie. */
export function userDataFolder(catalogFile: string): string {
  return join(dirname(catalogFile), 'user-data')
}

/** The name of a copy that is made now. */
export function copyName(savedAtMs: number, changes: number): string {
  const stamp = new Date(savedAtMs).toISOString().slice(0, 23).replaceAll(':', '-')
  return `user-data-${stamp}-${changes}${ending}`
}

/** All copies of a data folder, the newest first. Nothing else in the folder counts; a folder that cannot be read is empty. */
export function listCopies(catalogFile: string): Copy[] {
  const folder = userDataFolder(catalogFile)
  try {
    return readdirSync(folder)
      .flatMap((name) => {
        const at = named.exec(name)
        if (!at) return []
        const savedAtMs = Date.parse(`${at[1]}T${at[2]}:${at[3]}:${at[4]}.${at[5]}Z`)
        const path = join(folder, name)
        const stat = statSync(path, { throwIfNoEntry: false })
        return stat?.isFile() && Number.isFinite(savedAtMs) ? [{ path, savedAtMs, sizeBytes: stat.size }] : []
      })
      .toSorted((a, b) => b.savedAtMs - a.savedAtMs || (a.path < b.path ? 1 : -1))
  } catch {
    return []
  }
}

/** Deletes what a killed engine has left half written. */
export function sweepUnfinishedCopies(catalogFile: string): void {
  const folder = userDataFolder(catalogFile)
  try {
    for (const name of readdirSync(folder))
      if (name.endsWith(`${ending}.part`)) removeCopy(join(folder, name))
  } catch {
    // There is none, or none that can be read.
    return
  }
}

/** One that cannot be deleted stays. */
export function removeCopy(path: string): void {
  try {
    rmSync(path, { force: true })
  } catch {
    return
  }
}
