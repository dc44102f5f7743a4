import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Where Node keeps what it has compiled, for all processes of one run of the tests. */
export const compiledDir = join(tmpdir(), `sightline-compiled-${process.pid}`)

/** For vitest. Not its teardown: a process writes here when it ends, those that run the tests included. */
export function setup(): void {
  process.once('exit', () => rmSync(compiledDir, { recursive: true, force: true }))
}
