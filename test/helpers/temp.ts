import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'

const made: string[] = []
const undoing: (() => void)[] = []

// Once for the file that imports this: a hook that is registered while a test runs is never called.
afterAll(() => {
  for (const undo of undoing.splice(0).toReversed()) undo()
  for (const dir of made.splice(0))
    rmSync(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
})

/** A folder in the system's temporary folder that goes away after the test file. Resolved: macOS's /tmp is a link. */
export function tempDir(name: string): string {
  const dir = realpathSync(mkdtempSync(join(tmpdir(), `sightline-${name}-`)))
  made.push(dir)
  return dir
}

/** Undone after the test file, last first, before the folders go. */
export function afterFile(undo: () => void): void {
  undoing.push(undo)
}
