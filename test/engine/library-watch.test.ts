import { appendFileSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { until } from '../helpers/engine.ts'
import { idOf, indexAll, present, testLibrary, write, type TestLibrary } from '../helpers/library.ts'
import { tempDir } from '../helpers/temp.ts'

const base = tempDir('library-watch')
let test: TestLibrary
let photos: string
let rootId: number
let turn = 0

beforeEach(async () => {
  const dir = join(base, String((turn += 1)))
  photos = join(dir, 'photos')
  for (const name of ['a.jpg', 'trip/b.jpg']) write(photos, name)
  test = testLibrary(join(dir, 'data'), { settleMs: 150, quietMs: 50, awayCheckMs: 50 })
  rootId = (await test.library.add(photos)).root.id
  await test.library.scan()
  await indexAll(test.catalog)
  await test.library.watch()
})
afterEach(() => test.close())

const becomes = (paths: readonly string[]) =>
  until(`the catalog shows ${paths.join(', ')}`, () => present(test.catalog, rootId).join() === paths.join())

describe('watching', () => {
  it('sees a new photo, and one in a new folder', async () => {
    write(photos, 'trip/new.jpg')
    write(photos, 'later/on/c.jpg')
    await becomes(['a.jpg', 'later/on/c.jpg', 'trip/b.jpg', 'trip/new.jpg'])
    expect(test.catalog.photos.countPending()).toBe(2)
    expect(test.told.queue).toBeGreaterThan(0)
  })

  it('sees photos and folders go', async () => {
    rmSync(join(photos, 'trip'), { recursive: true })
    await becomes(['a.jpg'])
    rmSync(join(photos, 'a.jpg'))
    await becomes([])
    expect(test.told.changes).toBeGreaterThan(0)
  })

  it('sees a moved photo as the same photo', async () => {
    const id = idOf(test.catalog, rootId, 'a.jpg')
    renameSync(join(photos, 'a.jpg'), join(photos, 'trip', 'moved.jpg'))
    await becomes(['trip/b.jpg', 'trip/moved.jpg'])
    expect(idOf(test.catalog, rootId, 'trip/moved.jpg')).toBe(id)
    expect(test.catalog.photos.countPending()).toBe(0)
  })

  it('queues an edited photo once it has stopped growing', async () => {
    for (let n = 0; n < 5; n += 1) appendFileSync(join(photos, 'a.jpg'), 'more')
    await until('the photo is queued', () => test.catalog.photos.countPending() === 1)
    const row = test.catalog.photos.knownInRoot(rootId).find(({ relativePath }) => relativePath === 'a.jpg')
    expect(row?.sizeBytes).toBe('a.jpg'.length + 5 * 'more'.length)
  })

  it('notices that a folder is unplugged and that it is back', async () => {
    // Beside its place it would be found.
    const elsewhere = join(photos, '..', 'far', 'away')
    mkdirSync(dirname(elsewhere))
    renameSync(photos, elsewhere)
    await until('the folder is away', () => test.library.rootState(rootId) === 'away')
    expect(present(test.catalog, rootId)).toEqual(['a.jpg', 'trip/b.jpg'])
    write(elsewhere, 'meanwhile.jpg')
    renameSync(elsewhere, photos)
    await becomes(['a.jpg', 'meanwhile.jpg', 'trip/b.jpg'])
    write(photos, 'afterwards.jpg')
    await becomes(['a.jpg', 'afterwards.jpg', 'meanwhile.jpg', 'trip/b.jpg'])
    expect(test.library.rootState(rootId)).toBe('idle')
  })

  it('watches a folder that is added later, until it is removed', async () => {
    const other = join(photos, '..', 'other')
    write(other, 'x.jpg')
    const added = await test.library.add(other)
    await test.library.scan([added.root.id])
    await test.library.watch()
    write(other, 'y.jpg')
    await until('the new photo is known', () => present(test.catalog, added.root.id).length === 2)
    expect(await test.library.remove(added.root.id)).toBe(2)
  })
})
