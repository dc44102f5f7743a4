import {
  appendFileSync,
  copyFileSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { idOf, indexAll, present, testLibrary, write, type TestLibrary } from '../helpers/library.ts'
import { tempDir } from '../helpers/temp.ts'

const base = tempDir('library-moves')
let test: TestLibrary
let dir: string
let photos: string
let rootId: number
let turn = 0

beforeEach(async () => {
  dir = join(base, String((turn += 1)))
  photos = join(dir, 'photos')
  for (const name of ['a.jpg', 'b.jpg', 'c.jpg', 'longer/d.jpg']) write(photos, name, `photo ${name}`)
  for (let n = 0; n < 20; n += 1) write(photos, `others/${n}.jpg`, `other ${n}`)
  test = testLibrary(join(dir, 'data'))
  rootId = (await test.library.add(photos)).root.id
  await scanAndIndex()
})
afterEach(() => test.close())

const scanAndIndex = async () => {
  await test.library.scan()
  await indexAll(test.catalog)
}
const id = (path: string, root = rootId) => idOf(test.catalog, root, path)
const move = (from: string, to: string) => renameSync(join(photos, from), join(photos, to))
/** Every photo is known, nothing has to be read again, and all embeddings are there. */
const costNothing = (embeddings = 24) => {
  expect(test.catalog.photos.countPending()).toBe(0)
  expect(test.catalog.embeddings.count('test')).toBe(embeddings)
}

describe('a photo keeps its id and all that is known', () => {
  it('when a folder of 1,000 is renamed', async () => {
    for (let n = 0; n < 1_000; n += 1) write(photos, `many/${n}.jpg`, `of ${n % 7} many ${n}`)
    await scanAndIndex()
    const before = test.catalog.photos.knownInRoot(rootId, 'many').map((row) => [row.id, row.relativePath])
    move('many', 'renamed')
    expect(await test.library.scan()).toMatchObject({ moved: 1_000, added: 0, gone: 0, copied: 0 })
    const after = test.catalog.photos.knownInRoot(rootId, 'renamed').map((row) => [row.id, row.relativePath])
    expect(after.toSorted()).toEqual(
      before.map(([photo, path]) => [photo, String(path).replace('many/', 'renamed/')]).toSorted(),
    )
    costNothing(1_024)
  })

  it('when two swap their names', async () => {
    const ids = [id('a.jpg'), id('b.jpg')]
    move('a.jpg', 'tmp')
    move('b.jpg', 'a.jpg')
    move('tmp', 'b.jpg')
    expect(await test.library.scan()).toMatchObject({ moved: 2, changed: 0, added: 0, gone: 0 })
    expect([id('b.jpg'), id('a.jpg')]).toEqual(ids)
    costNothing()
  })

  it('when names are passed on from one to the next, around and into a new one', async () => {
    const [a, b, c] = [id('a.jpg'), id('b.jpg'), id('c.jpg')]
    move('c.jpg', 'd.jpg')
    move('b.jpg', 'c.jpg')
    move('a.jpg', 'b.jpg')
    expect(await test.library.scan()).toMatchObject({ moved: 3, changed: 0, added: 0, gone: 0 })
    expect([id('b.jpg'), id('c.jpg'), id('d.jpg')]).toEqual([a, b, c])
    move('b.jpg', 'tmp')
    move('d.jpg', 'b.jpg')
    move('c.jpg', 'd.jpg')
    move('tmp', 'c.jpg')
    expect(await test.library.scan()).toMatchObject({ moved: 3, changed: 0, added: 0, gone: 0 })
    expect([id('c.jpg'), id('d.jpg'), id('b.jpg')]).toEqual([a, b, c])
    costNothing()
  })

  it('when two whole folders swap their names', async () => {
    for (let n = 0; n < 20; n += 1) write(photos, `more/${n}.jpg`, `more ${n}`)
    await scanAndIndex()
    const ids = [id('others/7.jpg'), id('more/7.jpg')]
    move('others', 'tmp')
    move('more', 'others')
    move('tmp', 'more')
    expect(await test.library.scan()).toMatchObject({ moved: 40, changed: 0, added: 0, gone: 0 })
    expect([id('more/7.jpg'), id('others/7.jpg')]).toEqual(ids)
    costNothing(44)
  })

  it('when it goes to another root and back, also while nobody looks', async () => {
    const other = join(dir, 'other')
    mkdirSync(other)
    const second = (await test.library.add(other)).root.id
    const a = id('a.jpg')
    renameSync(join(photos, 'a.jpg'), join(other, 'x.jpg'))
    await test.close()
    test = testLibrary(join(dir, 'data'))
    expect(await test.library.scan()).toMatchObject({ moved: 1, added: 0, gone: 0 })
    expect(id('x.jpg', second)).toBe(a)
    copyFileSync(join(other, 'x.jpg'), join(photos, 'a.jpg'))
    rmSync(join(other, 'x.jpg'))
    expect(await test.library.scan()).toMatchObject({ moved: 1, added: 0 })
    expect(id('a.jpg')).toBe(a)
    costNothing()
  })

  it('when it is copied and the original deleted, at once or later', async () => {
    const [a, b] = [id('a.jpg'), id('b.jpg')]
    copyFileSync(join(photos, 'a.jpg'), join(photos, 'longer/a2.jpg'))
    rmSync(join(photos, 'a.jpg'))
    expect(await test.library.scan()).toMatchObject({ moved: 1, added: 0 })
    expect(id('longer/a2.jpg')).toBe(a)
    copyFileSync(join(photos, 'b.jpg'), join(photos, 'longer/b2.jpg'))
    expect(await test.library.scan()).toMatchObject({ copied: 1 })
    rmSync(join(photos, 'b.jpg'))
    expect(await test.library.scan()).toMatchObject({ gone: 1 })
    expect(id('longer/b2.jpg')).not.toBe(b)
    costNothing(25)
  })

  it('when it is edited in place, even where the editor keeps the old version beside it', async () => {
    const [a, b] = [id('a.jpg'), id('b.jpg')]
    appendFileSync(join(photos, 'a.jpg'), 'edited')
    move('b.jpg', 'b_original.jpg')
    write(photos, 'b.jpg', 'edited b')
    expect(await test.library.scan()).toMatchObject({ changed: 2, copied: 1, moved: 0, gone: 0 })
    expect([id('a.jpg'), id('b.jpg')]).toEqual([a, b])
    expect(
      test.catalog.photos
        .nextPending(9, new Set())
        .map((photo) => photo.id)
        .toSorted(),
    ).toEqual([a, b].toSorted())
  })

  it('when an editor writes a new file and renames it over the old one, seen in between', async () => {
    const a = id('a.jpg')
    test.catalog.marks.setRating([a ?? 0], 5)
    write(photos, 'a.tmp.jpg', 'new version')
    await test.library.scan()
    move('a.tmp.jpg', 'a.jpg')
    expect(await test.library.scan()).toMatchObject({ changed: 1, moved: 0 })
    expect(id('a.jpg')).toBe(a)
    expect(test.catalog.photos.detail(a ?? 0)).toMatchObject({ rating: 5, missing: 0 })
    expect(present(test.catalog, rootId)).not.toContain('a.tmp.jpg')
  })

  it('when one of its hard links is renamed; the other stays', async () => {
    linkSync(join(photos, 'a.jpg'), join(photos, 'link.jpg'))
    expect(await test.library.scan()).toMatchObject({ copied: 1 })
    const ids = [id('a.jpg'), id('link.jpg')]
    move('link.jpg', 'renamed.jpg')
    expect(await test.library.scan()).toMatchObject({ moved: 1, added: 0, gone: 0 })
    expect([id('a.jpg'), id('renamed.jpg')]).toEqual(ids)
    costNothing(25)
  })

  it('when only the case of its name changes', async () => {
    const a = id('a.jpg')
    move('a.jpg', 'A.JPG')
    expect(await test.library.scan()).toMatchObject({ moved: 1, added: 0, gone: 0 })
    expect(id('A.JPG')).toBe(a)
    costNothing()
  })
})

describe('content decides', () => {
  it('where a file has the number, size and time of one that went, but is another', async () => {
    for (const name of ['x.bmp', 'y.bmp']) {
      write(photos, name, `${name} of one size`)
      utimesSync(join(photos, name), 1_600_000_000, 1_600_000_000)
    }
    await scanAndIndex()
    const { ino } = statSync(join(photos, 'x.bmp'))
    // The same file (so the same number) under another name, with other content of the same size and time.
    move('x.bmp', 'z.bmp')
    writeFileSync(join(photos, 'z.bmp'), 'z.bmp of one size')
    utimesSync(join(photos, 'z.bmp'), 1_600_000_000, 1_600_000_000)
    expect(statSync(join(photos, 'z.bmp')).ino).toBe(ino)
    expect(await test.library.scan()).toMatchObject({ moved: 0, added: 1, gone: 1 })
  })

  it('and two names that differ in Unicode normalisation alone are two photos', async () => {
    const [nfc, nfd] = ['caf\u00e9.jpg', 'cafe\u0301.jpg']
    write(photos, nfc, 'composed')
    if (statSync(join(photos, nfd), { throwIfNoEntry: false })) return
    write(photos, nfd, 'decomposed')
    expect(await test.library.scan()).toMatchObject({ added: 2 })
    await indexAll(test.catalog)
    expect(id(nfc)).not.toBe(id(nfd))
    expect(await test.library.scan()).toMatchObject({ added: 0, moved: 0, gone: 0 })
    expect(readFileSync(join(photos, nfd), 'utf8')).toBe('decomposed')
  })
})
