import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openCatalog } from '../../src-main/engine/catalog/catalog.ts'
import { watchClock } from '../../src-main/engine/upkeep/clock-watch.ts'
import { forgetLongGone } from '../../src-main/engine/upkeep/janitor.ts'
import { tempDir } from '../helpers/temp.ts'

const dayMs = 86_400_000
const nowMs = Date.UTC(2026, 10, 20)

it('the clock is remembered from start to start, and what is remembered wrongly is not trusted', () => {
  const { settings, close } = openCatalog(join(tempDir('clock'), 'catalog.sqlite'))
  const start = (wallMs: number) => watchClock({ settings, wallMs: () => wallMs, steadyMs: () => 0 })
  const first = start(nowMs)
  expect(first.isBelieved()).toBe(true)
  first.stop()
  const later = start(nowMs + 40 * dayMs)
  expect(later.isBelieved()).toBe(false)
  later.stop()
  settings.set('clock', { lastSeenMs: 'yesterday', doubtMs: -1 })
  const again = start(nowMs)
  expect(again.isBelieved()).toBe(true)
  again.stop()
  close()
})

it('a file that went missing under a clock that ran ahead is kept for a month from now', () => {
  const catalog = openCatalog(join(tempDir('clock'), 'catalog.sqlite'))
  const rootId = catalog.roots.add('/photos').id
  const add = (name: string, missingSinceMs: number) => {
    const id = catalog.photos.addPending(rootId, { relativePath: name, sizeBytes: 1, mtimeMs: 1, inode: 1 })
    catalog.photos.setMissing([id], missingSinceMs)
  }
  add('ahead.jpg', nowMs + 3_650 * dayMs)
  add('lately.jpg', nowMs - 29 * dayMs)
  add('long ago.jpg', nowMs - 31 * dayMs)
  expect(forgetLongGone(catalog, nowMs)).toBe(1)
  expect(forgetLongGone(catalog, nowMs + 2 * dayMs)).toBe(1)
  expect(catalog.photos.knownInRoot(rootId)).toMatchObject([
    { relativePath: 'ahead.jpg', missingSinceMs: nowMs },
  ])
  expect(forgetLongGone(catalog, nowMs + 31 * dayMs)).toBe(1)
  catalog.close()
})
