import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { LibraryOptions } from '../../src-main/engine/library/library.ts'
import { until as untilHolds } from '../helpers/engine.ts'
import { indexAll, present, testLibrary, write, type TestLibrary } from '../helpers/library.ts'
import { smallDisk, whyNoSmallDisk } from '../helpers/small-disk.ts'
import { afterFile, tempDir } from '../helpers/temp.ts'

/** What a person waits for a folder that went or came. A machine that is busy with other things may take longer at times. */
const usualMs = 5_000
const limitMs = 30_000
let waitedMs: number[] = []
const base = tempDir('library-watch-returns')
let test: TestLibrary
let photos: string
let away: string
let rootId: number
let turn = 0
let written = 0

afterEach(async () => {
  const waits = waitedMs.toSorted((a, b) => a - b)
  waitedMs = []
  await test.close()
  expect(waits[Math.floor(waits.length / 2)] ?? 0).toBeLessThan(usualMs)
})

async function until(what: string, holds: () => boolean, limit = limitMs): Promise<void> {
  const beganAtMs = performance.now()
  await untilHolds(what, holds, limit)
  waitedMs.push(performance.now() - beganAtMs)
}

const quick = { settleMs: 50, quietMs: 50, presenceMs: 100, awayCheckMs: 500 }

/** `away` is a place where nobody looks for the folder. */
async function watching(
  folder = join(base, String((turn += 1)), 'photos'),
  times: Partial<LibraryOptions> = quick,
): Promise<void> {
  photos = folder
  const data = join(base, `data-${(turn += 1)}`)
  away = join(data, 'far', 'away')
  mkdirSync(dirname(away), { recursive: true })
  for (const name of ['a.jpg', 'trip/b.jpg', 'trip/day/c.jpg']) write(photos, name)
  test = testLibrary(data, { ...times, mountPlaces: () => Promise.resolve([]) })
  rootId = (await test.library.add(photos)).root.id
  await test.library.scan()
  await indexAll(test.catalog)
  await test.library.watch()
  expect(test.library.watchedBy(rootId)).toBe('events')
}

const isAway = () =>
  until(
    'it is away',
    () => test.library.rootState(rootId) === 'away' && test.library.watchedBy(rootId) === 'not',
    limitMs,
  )
const isThere = () =>
  until(
    'it is there and watched',
    () => test.library.rootState(rootId) === 'idle' && test.library.watchedBy(rootId) === 'events',
    limitMs,
  )
const knows = (name: string) =>
  until(`${name} is known`, () => present(test.catalog, rootId).includes(name), limitMs)

/** New photos at the top, in the depth and in a new folder are seen. */
async function isFollowed(folder = ''): Promise<void> {
  written += 1
  for (const name of [`${written}.jpg`, `trip/day/${written}.jpg`, `new-${written}/in/${written}.jpg`]) {
    const path = folder === '' ? name : `${folder}/${name}`
    write(photos, path)
    await knows(path)
  }
}

/** Leaves and comes back with a photo more, 20 times: before it is seen to be away, and after. */
async function twentyTimes(leave: () => void, come: () => void, there: () => string): Promise<void> {
  for (let n = 0; n < 20; n += 1) {
    leave()
    if (n % 4 < 3) await isAway()
    const name = `meanwhile-${n}.jpg`
    if (n % 2 === 0) write(there(), name)
    come()
    if (n % 2 === 1) write(photos, name)
    await knows(name)
    await isThere()
    write(photos, `afterwards-${n}.jpg`)
    await knows(`afterwards-${n}.jpg`)
  }
  await isFollowed()
}

describe('a folder that was away and came back', { timeout: 300_000 }, () => {
  it('is watched again, 20 times in a row', async () => {
    await watching()
    await twentyTimes(
      () => renameSync(photos, away),
      () => renameSync(away, photos),
      () => away,
    )
  })

  it('is watched again after the folder above it was moved', async () => {
    await watching()
    await twentyTimes(
      () => renameSync(dirname(photos), away),
      () => renameSync(away, dirname(photos)),
      () => join(away, 'photos'),
    )
  })

  it('is followed to another name beside its place, and back', async () => {
    await watching()
    const beside = join(dirname(photos), 'renamed')
    const place = photos
    for (let n = 0; n < 20; n += 1) {
      const [from, to] = n % 2 === 0 ? [place, beside] : [beside, place]
      renameSync(from, to)
      await until('its new path is known', () => test.catalog.roots.byId(rootId)?.path === to, limitMs)
      await isThere()
      photos = to
      write(photos, `at-${n}.jpg`)
      await knows(`at-${n}.jpg`)
    }
    await isFollowed()
  })

  it('is watched again after it was deleted and made anew, also at once', async () => {
    await watching()
    for (let n = 0; n < 20; n += 1) {
      rmSync(photos, { recursive: true })
      if (n % 2 === 0) await isAway()
      for (const name of ['a.jpg', 'trip/b.jpg', 'trip/day/c.jpg', `${n}.jpg`]) write(photos, name)
      await knows(`${n}.jpg`)
      await isThere()
      await isFollowed()
    }
  })

  it('is watched as another folder of its name, put in its place at once', async () => {
    await watching()
    for (let n = 0; n < 20; n += 1) {
      const other = join(dirname(away), `other-${n}`)
      for (const name of ['a.jpg', 'trip/b.jpg', 'trip/day/c.jpg', `${n}.jpg`]) write(other, name)
      renameSync(photos, join(dirname(away), `former-${n}`))
      renameSync(other, photos)
      await knows(`${n}.jpg`)
      await isThere()
      await isFollowed()
    }
  })

  it('is followed within five seconds at the pace of the app', async () => {
    await watching(undefined, {})
    for (let n = 0; n < 3; n += 1) {
      renameSync(dirname(photos), away)
      await isAway()
      write(join(away, 'photos'), `meanwhile-${n}.jpg`)
      renameSync(away, dirname(photos))
      await knows(`meanwhile-${n}.jpg`)
      await isThere()
    }
    await isFollowed()
  })

  it('counts as away while it may not be read', async () => {
    await watching()
    if (process.getuid?.() === 0) return
    chmodSync(photos, 0)
    await test.library.scan()
    await isAway()
    chmodSync(photos, 0o755)
    await isThere()
    await isFollowed()
  })
})

describe('a folder inside a watched one', { timeout: 300_000 }, () => {
  it('is watched after it was moved away and back, 20 times in a row', async () => {
    await watching()
    // So many that nobody is asked whether a few are gone.
    for (let n = 0; n < 300; n += 1) write(photos, `many/${n}.jpg`)
    await until('they are known', () => present(test.catalog, rootId).length === 303)
    for (let n = 0; n < 20; n += 1) {
      renameSync(join(photos, 'trip'), away)
      if (n % 2 === 0)
        await until(
          'its photos are gone',
          () => !present(test.catalog, rootId).includes('trip/b.jpg'),
          limitMs,
        )
      write(away, `day/${n}.jpg`)
      renameSync(away, join(photos, 'trip'))
      await knows(`trip/day/${n}.jpg`)
      write(photos, `trip/day/late-${n}.jpg`)
      await knows(`trip/day/late-${n}.jpg`)
    }
    await isFollowed('trip')
  })

  it('is watched as another folder of its name, put in its place at once', async () => {
    await watching()
    for (let n = 0; n < 20; n += 1) {
      const other = join(dirname(away), `other-${n}`)
      write(other, `day/${n}.jpg`)
      write(other, `trip/day/x.jpg`)
      renameSync(join(photos, 'trip'), join(dirname(away), `former-${n}`))
      renameSync(other, join(photos, 'trip'))
      await knows(`trip/day/${n}.jpg`)
      write(photos, `trip/day/late-${n}.jpg`)
      await knows(`trip/day/late-${n}.jpg`)
    }
    await isFollowed('trip')
  })

  it('is watched after it was deleted and made anew at once', async () => {
    await watching()
    for (let n = 0; n < 20; n += 1) {
      rmSync(join(photos, 'trip'), { recursive: true })
      write(photos, `trip/day/${n}.jpg`)
      await knows(`trip/day/${n}.jpg`)
      write(photos, `trip/day/late-${n}.jpg`)
      await knows(`trip/day/late-${n}.jpg`)
    }
    await isFollowed('trip')
  })
})

const disk = smallDisk(8)
const mount = (at: string) => {
  expect(spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', at]).status).toBe(0)
  afterFile(() => void spawnSync('umount', ['-l', at]))
}
describe.skipIf(disk === null)(
  `a disk that is unmounted and mounted${disk === null ? ` (${whyNoSmallDisk})` : ''}`,
  { timeout: 300_000 },
  () => {
    it('is watched again, 20 times in a row', async () => {
      await watching(disk ?? '')
      for (let n = 0; n < 20; n += 1) {
        expect(spawnSync('umount', ['-l', photos]).status).toBe(0)
        if (n % 4 < 3) await isAway()
        mount(photos)
        for (const name of ['a.jpg', 'trip/b.jpg', 'trip/day/c.jpg', `${n}.jpg`]) write(photos, name)
        await knows(`${n}.jpg`)
        await isThere()
        await isFollowed()
      }
    })

    it('is watched where it lies inside a watched folder', async () => {
      await watching()
      const inside = join(photos, 'trip', 'stick')
      mkdirSync(inside)
      for (let n = 0; n < 20; n += 1) {
        mount(inside)
        write(inside, `day/${n}.jpg`)
        await knows(`trip/stick/day/${n}.jpg`)
        await isFollowed('trip/stick')
        expect(spawnSync('umount', ['-l', inside]).status).toBe(0)
        write(inside, `under-${n}.jpg`)
        await knows(`trip/stick/under-${n}.jpg`)
      }
    })
  },
)
