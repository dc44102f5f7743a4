import { mkdirSync, readdirSync, renameSync, rmSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { rootRules } from '../../src-main/engine/library/rules/root-rules.ts'
import { wholeRoot } from '../../src-main/engine/library/scan/known.ts'
import { scanRoot } from '../../src-main/engine/library/scan/scan.ts'
import { idOf, indexAll, testLibrary, write, type TestLibrary } from '../helpers/library.ts'
import { tempDir } from '../helpers/temp.ts'

const base = tempDir('library-moves-torn')
let test: TestLibrary
let dir: string
let photos: string
let other: string
let rootId: number
let otherId: number
let turn = 0

beforeEach(async () => {
  dir = join(base, String((turn += 1)))
  photos = join(dir, 'photos')
  other = join(dir, 'other')
  for (const name of ['a.jpg', 'b.jpg', 'below/c.jpg']) write(photos, name, `photo ${name}`)
  for (let n = 0; n < 20; n += 1) write(photos, `more/${n}.jpg`, `more ${n}`)
  for (const name of ['x.jpg', 'y.jpg', 'in/z.jpg']) write(other, name, `other photo ${name}`)
  for (let n = 0; n < 20; n += 1) write(other, `rest/${n}.jpg`, `the rest ${n}`)
  writtenOneAfterAnother(dir)
  test = testLibrary(join(dir, 'data'))
  rootId = (await test.library.add(photos)).root.id
  otherId = (await test.library.add(other)).root.id
  await test.library.scan()
  await indexAll(test.catalog)
})
afterEach(() => test.close())

/** Disks note times in steps of some milliseconds, and what is written within one step cannot be told apart by it. */
function writtenOneAfterAnother(folder: string): void {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.jpg'),
  )
  for (const [n, name] of names.entries())
    utimesSync(join(folder, name), 1_700_000_000 + n, 1_700_000_000 + n)
}

const id = (path: string, root = rootId) => idOf(test.catalog, root, path)
const move = (from: string, to: string) => renameSync(join(dir, from), join(dir, to))
function swap(one: string, two: string): void {
  move(one, 'aside')
  move(two, one)
  move('aside', two)
}
const nothingToRead = () => expect(test.catalog.photos.countPending()).toBe(0)

/** Scans the first root; something happens once its own files were looked at, and before its folders are. */
async function scanDuring(happens: () => void) {
  const root = test.catalog.roots.byId(rootId)
  if (!root) throw new Error('The root is not there.')
  const rules = rootRules(root.path, '')
  let done = false
  return scanRoot({
    catalog: test.catalog,
    root,
    scopes: wholeRoot,
    rules: {
      ...rules,
      leavesOutFolder: (folder) => {
        if (!done) happens()
        done = true
        return rules.leavesOutFolder(folder)
      },
    },
    exclude: [],
    signal: new AbortController().signal,
    settleMs: 0,
    postponeYoung: false,
    onAnswer: () => undefined,
    onQueued: () => undefined,
  })
}

describe('while a scan looks', () => {
  it('a photo that moves from where it was seen to where it will be seen stays the same photo', async () => {
    const a = id('a.jpg')
    const found = await scanDuring(() => move('photos/a.jpg', 'photos/below/a.jpg'))
    expect(found).toMatchObject({ moved: 1, copied: 0, gone: [] })
    await test.library.scan()
    expect([id('below/a.jpg'), id('a.jpg')]).toEqual([a, undefined])
    nothingToRead()
  })

  it('photos that swap their places are told apart by the next look', async () => {
    const [a, c] = [id('a.jpg'), id('below/c.jpg')]
    const found = await scanDuring(() => swap('photos/a.jpg', 'photos/below/c.jpg'))
    expect(found).toMatchObject({ moved: 0, changed: 0, young: ['below'] })
    await test.library.scan()
    expect([id('below/c.jpg'), id('a.jpg')]).toEqual([a, c])
    nothingToRead()
  })

  it('a photo that is edited, and whose old version appears, stays in its place', async () => {
    const a = id('a.jpg')
    await scanDuring(() => {
      move('photos/a.jpg', 'photos/below/a_original.jpg')
      write(photos, 'a.jpg', 'a as it was edited')
    })
    expect(await test.library.scan()).toMatchObject({ changed: 1, copied: 1, moved: 0 })
    expect(id('a.jpg')).toBe(a)
  })
})

describe('across folders that were added', () => {
  it('two photos that swap their names keep what they are, whichever is looked at first', async () => {
    for (const order of [
      [rootId, otherId],
      [otherId, rootId],
    ]) {
      const [a, x] = [id('a.jpg'), id('x.jpg', otherId)]
      swap('photos/a.jpg', 'other/x.jpg')
      for (const root of order) await test.library.scan([root])
      expect([id('x.jpg', otherId), id('a.jpg')]).toEqual([a, x])
      nothingToRead()
    }
  })

  it('a photo and a file that could not be read do too, also in one folder', async () => {
    const [a, b, x] = [id('a.jpg') ?? 0, id('b.jpg') ?? 0, id('x.jpg', otherId) ?? 0]
    test.catalog.photos.setFailed(b, 'This is no picture.')
    test.catalog.photos.setFailed(x, 'This is no picture.')
    swap('photos/a.jpg', 'photos/b.jpg')
    await test.library.scan([rootId])
    expect([id('b.jpg'), id('a.jpg')]).toEqual([a, b])
    swap('photos/b.jpg', 'other/x.jpg')
    await test.library.scan([rootId])
    await test.library.scan([otherId])
    expect([id('x.jpg', otherId), id('b.jpg')]).toEqual([a, x])
    swap('photos/b.jpg', 'other/x.jpg')
    await test.library.scan([otherId])
    await test.library.scan([rootId])
    expect([id('x.jpg', otherId), id('b.jpg')]).toEqual([x, a])
  })

  it('names that are passed on from one to the next do too', async () => {
    const [a, x, y] = [id('a.jpg'), id('x.jpg', otherId), id('y.jpg', otherId)]
    move('other/x.jpg', 'photos/new.jpg')
    move('other/y.jpg', 'other/x.jpg')
    move('photos/a.jpg', 'other/y.jpg')
    await test.library.scan([rootId])
    await test.library.scan([otherId])
    expect([id('y.jpg', otherId), id('new.jpg'), id('x.jpg', otherId)]).toEqual([a, x, y])
    nothingToRead()
  })

  it('both looked at once do too', async () => {
    const before = Array.from({ length: 20 }, (_, n) => [id(`more/${n}.jpg`), id(`rest/${n}.jpg`, otherId)])
    swap('photos/more', 'other/rest')
    await Promise.all([test.library.scan([rootId]), test.library.scan([otherId])])
    await test.library.scan()
    const after = Array.from({ length: 20 }, (_, n) => [id(`rest/${n}.jpg`, otherId), id(`more/${n}.jpg`)])
    expect(after).toEqual(before)
    nothingToRead()
  })

  it('a photo that is edited stays, though its old version went to another', async () => {
    const x = id('x.jpg', otherId)
    move('other/x.jpg', 'photos/kept.jpg')
    write(other, 'x.jpg', 'x as it was edited')
    expect(await test.library.scan([rootId])).toMatchObject({ copied: 1, moved: 0 })
    expect(await test.library.scan([otherId])).toMatchObject({ changed: 1 })
    expect(id('x.jpg', otherId)).toBe(x)
  })
})

/** The first photo, gone for so long. */
async function missingFor(minutes: number): Promise<number> {
  const a = id('a.jpg') ?? 0
  test.catalog.marks.setRating([a], 5)
  rmSync(join(photos, 'a.jpg'))
  await test.library.scan()
  test.catalog.photos.setMissing([a], Date.now() - minutes * 60_000)
  return a
}

describe('a file in the place of a photo that was missing', () => {
  it('is that photo when it is saved anew at once', async () => {
    const a = await missingFor(1)
    write(photos, 'a.jpg', 'another version')
    expect(await test.library.scan()).toMatchObject({ changed: 1, added: 0 })
    expect(id('a.jpg')).toBe(a)
  })

  it('is another photo later, and the one that was there can still come back', async () => {
    const a = await missingFor(10)
    write(photos, 'a.jpg', 'what a camera wrote')
    expect(await test.library.scan()).toMatchObject({ changed: 0, added: 1 })
    await indexAll(test.catalog)
    const camera = id('a.jpg') ?? 0
    expect(camera).not.toBe(a)
    expect(test.catalog.photos.detail(camera)).toMatchObject({ rating: null, missing: 0 })
    expect(test.catalog.photos.detail(a)).toMatchObject({ rating: 5, missing: 1 })
    write(photos, 'again.jpg', 'photo a.jpg')
    expect(await test.library.scan()).toMatchObject({ moved: 1, added: 0 })
    expect(id('again.jpg')).toBe(a)
  })

  it('is a copy later, when it has the content of another', async () => {
    const a = await missingFor(10)
    write(photos, 'a.jpg', 'photo b.jpg')
    expect(await test.library.scan()).toMatchObject({ changed: 0, copied: 1 })
    expect(id('a.jpg')).not.toBe(a)
    nothingToRead()
  })

  it('is that photo whenever it has its content', async () => {
    const a = await missingFor(10)
    write(photos, 'a.jpg', 'photo a.jpg')
    expect(await test.library.scan()).toMatchObject({ changed: 0, added: 0 })
    expect(id('a.jpg')).toBe(a)
  })
})

it('a folder whose photos the person keeps though they are gone is recognised elsewhere', async () => {
  for (let n = 0; n < 12; n += 1) rmSync(join(photos, `more/${n}.jpg`))
  await test.library.scan()
  await test.library.confirmVanished(rootId, false)
  expect(test.catalog.photos.countWanted(rootId)).toBe(23)
  const elsewhere = join(dir, 'far', 'away')
  mkdirSync(join(dir, 'far'))
  renameSync(photos, elsewhere)
  expect(await test.library.add(elsewhere)).toMatchObject({ kind: 'returned', root: { id: rootId } })
})
