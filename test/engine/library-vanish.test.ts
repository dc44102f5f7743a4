import { mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { until } from '../helpers/engine.ts'
import { idOf, indexAll, present, testLibrary, write, type TestLibrary } from '../helpers/library.ts'
import { tempDir } from '../helpers/temp.ts'

const base = tempDir('library-vanish')
let test: TestLibrary
let dir: string
let photos: string
let rootId: number
let turn = 0

beforeEach(async () => {
  dir = join(base, String((turn += 1)))
  photos = join(dir, 'photos')
  for (let n = 0; n < 100; n += 1) write(photos, `f${n % 10}/${n}.jpg`)
  test = testLibrary(join(dir, 'data'), { settleMs: 50, quietMs: 20 })
  rootId = (await test.library.add(photos)).root.id
  await test.library.scan()
  await indexAll(test.catalog)
})
afterEach(() => test.close())

const asked = () => test.catalog.roots.byId(rootId)?.vanishedFiles
const there = () => present(test.catalog, rootId).length
const lose = (...folders: number[]) => {
  for (const n of folders) renameSync(join(photos, `f${n}`), join(dir, `kept-${n}`))
}
const bringBack = (...folders: number[]) => {
  for (const n of folders) renameSync(join(dir, `kept-${n}`), join(photos, `f${n}`))
}

describe('photos that go all at once', () => {
  it('are marked as missing when they are a fifth of the folder or fewer', async () => {
    lose(0, 1)
    expect(await test.library.scan()).toMatchObject({ gone: 20 })
    expect(asked()).toBe(0)
    expect(there()).toBe(80)
  })

  it('are asked about when they are more, and nothing is marked', async () => {
    lose(0, 1, 2)
    expect(await test.library.scan()).toMatchObject({ gone: 0 })
    expect(asked()).toBe(30)
    expect(there()).toBe(100)
    expect(test.notices).toMatchObject([
      { level: 'warning', message: expect.stringMatching(/^30 of 100 photos/) as string },
    ])
    await test.library.scan()
    expect(asked()).toBe(30)
    expect(test.notices).toHaveLength(1)
  })

  it('are marked once the person says that they are gone, after a fresh look', async () => {
    lose(0, 1, 2)
    await test.library.scan()
    bringBack(2)
    await test.library.confirmVanished(rootId, true)
    expect(asked()).toBe(0)
    expect(there()).toBe(80)
    rmSync(join(photos, 'f3/3.jpg'))
    expect(await test.library.scan()).toMatchObject({ gone: 1 })
  })

  it('stay as they are when the person says so, and are not asked about again', async () => {
    lose(0, 1, 2)
    await test.library.scan()
    await test.library.confirmVanished(rootId, false)
    expect(asked()).toBe(0)
    await test.library.scan()
    expect(asked()).toBe(0)
    expect(there()).toBe(100)
    rmSync(join(photos, 'f3/3.jpg'))
    expect(await test.library.scan()).toMatchObject({ gone: 1 })
    expect(there()).toBe(99)
    lose(4, 5)
    await test.library.scan()
    expect(asked()).toBe(21)
    bringBack(0, 1, 2, 4, 5)
    await test.library.scan()
    expect(asked()).toBe(0)
    lose(0, 1, 2)
    await test.library.scan()
    expect(asked()).toBe(31)
  })

  it('take neither their RAWs nor photos that are left out with them before the person has spoken', async () => {
    write(photos, 'f0/0.cr2')
    await test.library.scan()
    await test.library.setRules(rootId, { rules: '/f1/1.jpg' })
    const [raw, leftOut] = ['f0/0.cr2', 'f1/1.jpg'].map((path) => idOf(test.catalog, rootId, path))
    const marked = () => {
      const rows = test.catalog.photos.knownInRoot(rootId)
      return rows.filter(({ missingSinceMs }) => missingSinceMs !== null).map(({ id }) => id)
    }
    lose(0, 1, 2)
    await test.library.scan()
    expect(asked()).toBe(29)
    expect(marked()).toEqual([])
    await test.library.confirmVanished(rootId, false)
    await test.library.scan()
    expect(marked()).toEqual([])
    await test.library.confirmVanished(rootId, true)
    expect(marked()).toEqual(expect.arrayContaining([raw, leftOut]))
    expect(marked()).toHaveLength(31)
  })

  it('are no question any more when they are back', async () => {
    lose(0, 1, 2)
    await test.library.scan()
    bringBack(0, 1, 2)
    await test.library.scan()
    expect(asked()).toBe(0)
    expect(there()).toBe(100)
  })

  it('are no question any more as soon as they are back, while the folder is watched', async () => {
    await test.library.watch()
    lose(0, 1, 2)
    await until('it is asked', () => asked() === 30)
    bringBack(0, 1, 2)
    await until('the question is gone', () => asked() === 0)
    expect(there()).toBe(100)
  })

  it('are no question when they were moved, within the folder or to another', async () => {
    mkdirSync(join(photos, 'all'))
    for (const n of [0, 1, 2]) renameSync(join(photos, `f${n}`), join(photos, 'all', `f${n}`))
    expect(await test.library.scan()).toMatchObject({ moved: 30, gone: 0 })
    const other = join(dir, 'other')
    mkdirSync(other)
    const { root } = await test.library.add(other)
    const id = idOf(test.catalog, rootId, 'all/f0/0.jpg')
    renameSync(join(photos, 'all'), join(other, 'all'))
    expect(await test.library.scan([rootId])).toMatchObject({ moved: 30, gone: 0 })
    expect(asked()).toBe(0)
    expect(idOf(test.catalog, root.id, 'all/f0/0.jpg')).toBe(id)
    expect(test.notices).toEqual([])
  })

  it('are asked about too when they go folder by folder in a short time, while the folder is watched', async () => {
    await test.library.watch()
    for (const n of [0, 1, 2]) {
      lose(n)
      if (n < 2) await until('the folder is noticed', () => there() === 100 - 10 * (n + 1))
    }
    await until('the person is asked', () => asked() === 30)
    expect(there()).toBe(100)
  })

  it('one after the other, in a small folder, are believed', async () => {
    const small = join(dir, 'small')
    for (const name of ['a.jpg', 'b.jpg', 'c.jpg']) write(small, name)
    const { root } = await test.library.add(small)
    await test.library.scan()
    for (const name of ['a.jpg', 'b.jpg', 'c.jpg']) {
      rmSync(join(small, name))
      expect(await test.library.scan([root.id])).toMatchObject({ gone: 1 })
    }
  })
})

describe("the person's word on a folder that is away", () => {
  it('has to wait', async () => {
    lose(0, 1, 2)
    await test.library.scan()
    renameSync(photos, join(dir, 'away'))
    await expect(test.library.confirmVanished(rootId, true)).rejects.toMatchObject({ code: 'root-missing' })
    expect(there()).toBe(100)
  })
})
