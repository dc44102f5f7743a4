import { appendFileSync, copyFileSync, mkdirSync, renameSync, rmSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { LibraryOptions } from '../../src-main/engine/library/library.ts'
import { until } from '../helpers/engine.ts'
import { indexAll, present, testLibrary, write, type TestLibrary } from '../helpers/library.ts'
import { tempDir } from '../helpers/temp.ts'

const base = tempDir('library-watch-pace')
let test: TestLibrary
let dir: string
let photos: string
let rootId: number
let turn = 0

beforeEach(() => {
  dir = join(base, String((turn += 1)))
  photos = join(dir, 'photos')
  for (let n = 0; n < 5; n += 1) write(photos, `in/${n}.jpg`)
})
afterEach(() => test.close())

async function watching(options: Partial<LibraryOptions> = {}): Promise<void> {
  test = testLibrary(join(dir, 'data'), options)
  rootId = (await test.library.add(photos)).root.id
  await test.library.scan()
  await test.library.watch()
}
const knows = (path: string) => present(test.catalog, rootId).includes(path)

describe('a photo that is written', () => {
  it('waits to be read well within three seconds of its last write', async () => {
    await watching()
    write(photos, 'in/new.jpg')
    const startedAtMs = performance.now()
    await until('it is known', () => knows('in/new.jpg'))
    expect(performance.now() - startedAtMs).toBeLessThan(2_500)
  })

  it('is left alone while it grows, also when it bears an old time', async () => {
    await watching({ settleMs: 400, quietMs: 20 })
    const path = write(photos, 'in/copy.jpg', 'x')
    utimesSync(path, 1_500_000_000, 1_500_000_000)
    for (let n = 0; n < 20; n += 1) {
      appendFileSync(path, 'more')
      utimesSync(path, 1_500_000_000, 1_500_000_000)
      await delay(50)
      expect(knows('in/copy.jpg')).toBe(false)
    }
    await until('it is known', () => knows('in/copy.jpg'))
    const row = test.catalog.photos
      .knownInRoot(rootId, 'in')
      .find((each) => each.relativePath === 'in/copy.jpg')
    expect(row?.sizeBytes).toBe(81)
  })

  it('with thousands of others at once causes a few looks, not thousands', async () => {
    await watching({ settleMs: 200, quietMs: 50 })
    const before = test.told.queue
    for (let n = 0; n < 3_000; n += 1) write(photos, `unpacked/${n % 30}/${n}.jpg`)
    await until('all are known', () => test.catalog.photos.counts().photos === 3_005)
    // Each folder tells once for each look at it.
    expect(test.told.queue - before).toBeLessThan(30 * 12)
  })
})

describe('photos that are moved while somebody looks', () => {
  it('are never missing in between and cause no question', async () => {
    await watching({ settleMs: 300, quietMs: 20 })
    const far = join(dir, 'far')
    mkdirSync(far)
    const second = (await test.library.add(far)).root.id
    await indexAll(test.catalog)
    await test.library.watch()
    mkdirSync(join(photos, 'out'))
    for (const n of [0, 1, 2]) renameSync(join(photos, `in/${n}.jpg`), join(photos, `out/${n}.jpg`))
    await until('they are known there', () => knows('out/0.jpg') && knows('out/2.jpg'))
    for (const n of [0, 1, 2]) {
      copyFileSync(join(photos, `out/${n}.jpg`), join(far, `${n}.jpg`))
      rmSync(join(photos, `out/${n}.jpg`))
    }
    let fewest = 5
    await until('they are known in the other folder', () => {
      fewest = Math.min(fewest, test.catalog.photos.counts().photos)
      return present(test.catalog, second).length === 3
    })
    expect(fewest).toBe(5)
    expect(test.catalog.photos.countPending()).toBe(0)
    expect(test.catalog.embeddings.count('test')).toBe(5)
    expect(test.notices).toEqual([])
    expect(test.catalog.roots.byId(rootId)?.vanishedFiles).toBe(0)
  })
})

describe('a folder on the network', () => {
  it('is looked at again and again, and says so', async () => {
    await watching({ isNetwork: () => Promise.resolve(true), pollMs: 60, settleMs: 10 })
    expect(test.library.watchedBy(rootId)).toBe('polling')
    write(photos, 'in/from-afar.jpg')
    await until('it is found', () => knows('in/from-afar.jpg'))
    renameSync(join(photos, 'in'), join(photos, 'out'))
    await until('the move is found', () => knows('out/from-afar.jpg'))
  })

  it('is one among others: local folders tell at once', async () => {
    await watching({ isNetwork: (path) => Promise.resolve(path.endsWith('far')), settleMs: 50, quietMs: 20 })
    const far = join(dir, 'far')
    mkdirSync(far)
    const { root } = await test.library.add(far)
    await test.library.watch()
    await until('both are followed', () => test.library.watchedBy(root.id) === 'polling')
    expect(test.library.watchedBy(rootId)).toBe('events')
    expect(await test.library.remove(root.id)).toBe(0)
    expect(test.library.watchedBy(root.id)).toBe('not')
  })
})
