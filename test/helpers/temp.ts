import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'

const made: string[] = []

/** A folder in the system's temporary folder that goes away after the test file. Resolved: macOS's /tmp is a link. */
export function tempDir(name: string): string {
  const dir = realpathSync(mkdtempSync(join(tmpdir(), `sightline-${name}-`)))
  made.push(dir)
  return dir
}

// Registered while the test file is loaded: a hook registered later, within a test, would never run. Being the first, it
// runs last, after the tests' own hooks have closed what lies in the folders.
afterAll(() => {
  for (const dir of made) rmSync(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
})
