import { readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isRunning } from './backup/backup-folder.ts'

/** Folders with copies of catalogs that could not be read where they lie; the id of a process follows. */
export const readingCopyPrefix = 'sightline-reading-'

/** Deletes what processes have left that were killed while they copied. */
export function sweepReadingCopies(): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = /^sightline-reading-(\d+)-/.exec(name)?.[1]
    if (pid === undefined || isRunning(Number(pid))) continue
    try {
      rmSync(join(tmpdir(), name), { recursive: true, force: true })
    } catch {
      // Another person's.
    }
  }
}
