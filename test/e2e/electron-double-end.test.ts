import { spawn, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { ensureBuilt } from '../../src-main/launch/bundle.mjs'
import { until } from '../electron-double/until.ts'
import { tempDir } from '../helpers/temp.ts'

const fixture = join(import.meta.dirname, '../fixtures/abandon-double.ts')

// A test run that is interrupted must leave nothing behind. Windows keeps no parents to look at.
describe.skipIf(process.platform === 'win32')('when the test run is killed, the double ends', () => {
  beforeAll(() => ensureBuilt())

  test.each([
    ['while it starts', 'starting'],
    ['at rest', 'open'],
    ['while its main thread loops', 'busy'],
  ])('%s', async (_when, state) => {
    const dataDir = tempDir('abandoned')
    const run = spawn(process.execPath, [fixture, dataDir, state], { stdio: ['ignore', 'pipe', 'inherit'] })
    let printed = ''
    run.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()))
    await until('the state', 45_000, () => printed.includes(state) || run.exitCode !== null)

    const started = descendants(Number(run.pid))
    expect(started.length).toBeGreaterThan(state === 'starting' ? 0 : 2)
    run.kill('SIGKILL')
    await until('the end of them all', 20_000, () => {
      const left = running().filter(({ pid, args }) => started.includes(pid) || args.includes(dataDir))
      return left.length === 0
    })
  })
})

/** Processes that still run; those that have ended and wait to be noticed do not. */
function running(): { readonly pid: number; readonly parent: number; readonly args: string }[] {
  const { stdout } = spawnSync('ps', ['-ww', '-eo', 'pid=,ppid=,stat=,args='], { encoding: 'utf8' })
  return stdout.split('\n').flatMap((line) => {
    const [, pid, parent, state = '', args = ''] = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/u.exec(line) ?? []
    return pid && !state.startsWith('Z') ? [{ pid: Number(pid), parent: Number(parent), args }] : []
  })
}

function descendants(pid: number): number[] {
  const all = running()
  const below = (above: number): number[] =>
    all.flatMap((one) => (one.parent === above ? [one.pid, ...below(one.pid)] : []))
  return below(pid)
}
