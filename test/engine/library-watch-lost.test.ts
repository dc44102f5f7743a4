import { spawn, spawnSync } from 'node:child_process'
import { EventEmitter } from 'node:events'
import type * as Fs from 'node:fs'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, it, vi } from 'vitest'
import { until } from '../helpers/engine.ts'
import { present, testLibrary, write, type TestLibrary } from '../helpers/library.ts'
import { tempDir } from '../helpers/temp.ts'

// Most systems without watches left cannot be arranged without harming everything else on them; see below for Linux.
vi.mock('node:fs', async (original) => ({
  ...(await original<typeof Fs>()),
  watch: () => {
    throw Object.assign(new Error('no watches left'), { code: 'ENOSPC' })
  },
}))
vi.mock('chokidar', () => ({
  watch: () => {
    const watcher = Object.assign(new EventEmitter(), { close: () => Promise.resolve() })
    setImmediate(() => watcher.emit('error', Object.assign(new Error('no watches left'), { code: 'ENOSPC' })))
    return watcher
  },
}))

const base = tempDir('library-watch-lost')
let test: TestLibrary | undefined
afterEach(() => test?.close())

it('says so when a folder cannot be watched, and scans it now and then instead', async () => {
  const photos = join(base, 'photos')
  write(photos, 'a.jpg')
  const lib = testLibrary(join(base, 'data'), { unwatchedRescanMs: 50 })
  test = lib
  const { root } = await lib.library.add(photos)
  await lib.library.watch()
  expect(lib.notices).toHaveLength(1)
  expect(lib.notices[0]).toMatchObject({
    level: 'warning',
    message: expect.stringContaining(photos) as string,
  })
  write(photos, 'b.jpg')
  await until('the new photo is found by a scan', () => present(lib.catalog, root.id).length === 2)
})

const few = 'echo 5 > /proc/sys/user/max_inotify_watches'
const canLimit = process.platform === 'linux' && spawnSync('unshare', ['-Ur', 'sh', '-c', few]).status === 0

it.skipIf(!canLimit)('does so on a Linux that allows five watches', async () => {
  const photos = join(base, 'many')
  const dataDir = join(base, 'many-data')
  for (let n = 0; n < 20; n += 1) write(photos, `${n}/a.jpg`)
  mkdirSync(dataDir)
  const script = join(import.meta.dirname, '..', 'fixtures', 'watch-few.ts')
  const child = spawn('unshare', [
    '-Ur',
    'sh',
    '-c',
    `${few} && exec "$@"`,
    'sh',
    process.execPath,
    script,
    dataDir,
    photos,
  ])
  let said = ''
  child.stdout.on('data', (piece: Buffer) => (said += piece.toString()))
  const ended = new Promise((resolve) => child.once('exit', resolve))
  await until('it says how it watches', () => said.includes('\nscans\n'))
  write(photos, 'late.jpg')
  expect(await ended).toBe(0)
  expect(said).toMatch(/many has more folders to watch than the system allows \(ENOSPC\)/)
  expect(said).toContain('found by a scan')
})
