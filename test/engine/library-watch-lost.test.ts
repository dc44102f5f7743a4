import { EventEmitter } from 'node:events'
import { join } from 'node:path'
import { afterEach, expect, it, vi } from 'vitest'
import { until } from '../helpers/engine.ts'
import { present, testLibrary, write, type TestLibrary } from '../helpers/library.ts'
import { tempDir } from '../helpers/temp.ts'

// A system that has no watches left cannot be arranged without harming everything else on it.
vi.mock('chokidar', () => ({
  watch: () => {
    const watcher = Object.assign(new EventEmitter(), { close: () => Promise.resolve() })
    setImmediate(() => watcher.emit('error', Object.assign(new Error('no watches left'), { code: 'ENOSPC' })))
    return watcher
  },
}))

const base = tempDir('library-watch-lost')
let test: TestLibrary
afterEach(() => test.close())

it('says so when a folder cannot be watched, and scans it now and then instead', async () => {
  const photos = join(base, 'photos')
  write(photos, 'a.jpg')
  test = testLibrary(join(base, 'data'), { unwatchedRescanMs: 50 })
  const { root } = await test.library.add(photos)
  await test.library.watch()
  expect(test.notices).toHaveLength(1)
  expect(test.notices[0]).toMatchObject({
    level: 'warning',
    message: expect.stringContaining(photos) as string,
  })
  write(photos, 'b.jpg')
  await until('the new photo is found by a scan', () => present(test.catalog, root.id).length === 2)
})
