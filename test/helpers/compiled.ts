import { fork } from 'node:child_process'
import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { quietEnvironment } from '../../src-main/engine/quiet.ts'
import { workerEntry } from '../../src-main/hosts/shared/node-workers.ts'

/** Where Node keeps what it has compiled, for all processes of one run of the tests. */
export const compiledDir = join(tmpdir(), `sightline-compiled-${process.pid}`)

/** For vitest. Not its teardown: a process writes here when it ends, those that run the tests included. */
export function setup(): void {
  process.once('exit', () => rmSync(compiledDir, { recursive: true, force: true }))
  // Workers are killed, most of them, and would never write: here each ends once by itself.
  for (const kind of ['photo', 'query', 'model'] as const) {
    const env = { ...quietEnvironment(), NODE_COMPILE_CACHE: compiledDir }
    fork(workerEntry(kind), {
      env,
      execArgv: [],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    }).disconnect()
  }
}
