import { cpSync, mkdirSync, renameSync, rmSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { until } from '../helpers/engine.ts'
import { idOf, indexAll, testLibrary, write, type TestLibrary } from '../helpers/library.ts'
import { tempDir } from '../helpers/temp.ts'

const base = tempDir('library-pairs')
let test: TestLibrary
let photos: string
let rootId: number
let turn = 0

beforeEach(async () => {
  const dir = join(base, String((turn += 1)))
  photos = join(dir, 'photos')
  mkdirSync(photos, { recursive: true })
  for (let n = 0; n < 10; n += 1) write(photos, `others/${n}.jpg`)
  test = testLibrary(join(dir, 'data'), { settleMs: 100, quietMs: 30 })
  rootId = (await test.library.add(photos)).root.id
})
afterEach(() => test.close())

const scanAndIndex = async () => {
  const summary = await test.library.scan()
  await indexAll(test.catalog)
  return summary
}
const row = (path: string) =>
  test.catalog.photos.knownInRoot(rootId).find(({ relativePath }) => relativePath === path)
const id = (path: string) => idOf(test.catalog, rootId, path) ?? 0
const waiting = () =>
  test.catalog.photos
    .nextPending(99, new Set())
    .map((photo) => photo.relativePath)
    .toSorted()

describe('a RAW and its JPEG', () => {
  it('are one photo with two files, of which one is read', async () => {
    for (const name of ['in/IMG_1.CR2', 'in/img_1.jpg', 'in/IMG_2.CR2']) write(photos, name)
    await test.library.scan()
    expect(waiting().filter((path) => path.startsWith('in/'))).toEqual(['in/IMG_2.CR2', 'in/img_1.jpg'])
    expect(row('in/img_1.jpg')).toMatchObject({ companions: 1, companionOf: null })
    expect(row('in/IMG_1.CR2')).toMatchObject({ companions: 0, companionOf: id('in/img_1.jpg') })
    await indexAll(test.catalog)
    expect(test.catalog.photos.counts().photos).toBe(12)
    expect(test.catalog.photos.companionsOf(id('in/img_1.jpg'))).toHaveLength(1)
    expect(await test.library.scan()).toMatchObject({ added: 0, changed: 0, moved: 0, gone: 0 })
  })

  it('become one when the JPEG comes later, and what the person said goes with the photo', async () => {
    write(photos, 'in/a.nef')
    await scanAndIndex()
    const raw = id('in/a.nef')
    test.catalog.marks.setRating([raw], 5)
    test.catalog.marks.setFavourite([raw], true)
    test.catalog.tags.change([raw], ['Rome'], [])
    const { id: collection } = test.catalog.collections.create('Best', [raw])
    write(photos, 'in/a.JPG')
    await scanAndIndex()
    const main = id('in/a.JPG')
    expect(row('in/a.nef')).toMatchObject({ companionOf: main })
    expect(test.catalog.photos.detail(main)).toMatchObject({ rating: 5, favourite: 1 })
    expect(test.catalog.tags.of(main)).toEqual(['Rome'])
    expect(test.catalog.collections.of(main)).toEqual([collection])
    expect(test.catalog.photos.findableIds()).not.toContain(raw)
    expect(test.catalog.collections.list()[0]).toMatchObject({ photos: 1 })
  })

  it('part when the JPEG goes: the RAW stands for the photo, with what was said of it', async () => {
    for (const name of ['in/a.cr2', 'in/a.jpg']) write(photos, name)
    await scanAndIndex()
    test.catalog.marks.setRating([id('in/a.jpg')], 3)
    const kept = join(photos, '..', 'kept.jpg')
    renameSync(join(photos, 'in/a.jpg'), kept)
    await test.library.scan()
    expect(row('in/a.cr2')).toMatchObject({ companionOf: null })
    expect(waiting()).toEqual(['in/a.cr2'])
    expect(test.catalog.photos.detail(id('in/a.cr2'))).toMatchObject({ rating: 3 })
    await indexAll(test.catalog)
    renameSync(kept, join(photos, 'in/a.jpg'))
    expect(await test.library.scan()).toMatchObject({ back: 1 })
    expect(row('in/a.cr2')).toMatchObject({ companionOf: id('in/a.jpg') })
    expect(row('in/a.jpg')).toMatchObject({ companions: 1 })
    expect(waiting()).toEqual([])
  })

  it('part when the JPEG cannot be read', async () => {
    for (const name of ['in/a.cr2', 'in/a.jpg']) write(photos, name)
    await test.library.scan()
    test.catalog.photos.setFailed(id('in/a.jpg'), 'It is damaged.')
    await test.library.scan()
    expect(waiting()).toContain('in/a.cr2')
    expect(row('in/a.jpg')).toMatchObject({ companions: 0 })
  })

  it('stay one when both are renamed, moved to another folder or to another root', async () => {
    for (const name of ['in/a.cr2', 'in/a.jpg']) write(photos, name)
    await scanAndIndex()
    const main = id('in/a.jpg')
    mkdirSync(join(photos, 'out'))
    renameSync(join(photos, 'in/a.jpg'), join(photos, 'out/b.jpg'))
    renameSync(join(photos, 'in/a.cr2'), join(photos, 'out/b.cr2'))
    expect(await test.library.scan()).toMatchObject({ moved: 2, added: 0, gone: 0 })
    expect(id('out/b.jpg')).toBe(main)
    expect(row('out/b.cr2')).toMatchObject({ companionOf: main })
    expect(row('out/b.jpg')).toMatchObject({ companions: 1 })

    const other = join(photos, '..', 'other')
    mkdirSync(other)
    const second = (await test.library.add(other)).root.id
    renameSync(join(photos, 'out/b.jpg'), join(other, 'b.jpg'))
    renameSync(join(photos, 'out/b.cr2'), join(other, 'b.cr2'))
    await test.library.scan()
    expect(idOf(test.catalog, second, 'b.jpg')).toBe(main)
    const rows = test.catalog.photos.knownInRoot(second)
    expect(rows.find(({ relativePath }) => relativePath === 'b.cr2')).toMatchObject({ companionOf: main })
    expect(waiting()).toEqual([])
  })

  it('part when only one of them moves', async () => {
    for (const name of ['in/a.cr2', 'in/a.jpg']) write(photos, name)
    await scanAndIndex()
    const main = id('in/a.jpg')
    renameSync(join(photos, 'in/a.jpg'), join(photos, 'a.jpg'))
    expect(await test.library.scan()).toMatchObject({ moved: 1 })
    expect(id('a.jpg')).toBe(main)
    expect(row('a.jpg')).toMatchObject({ companions: 0 })
    expect(waiting()).toEqual(['in/a.cr2'])
  })

  it('are one again after each is edited in place', async () => {
    for (const name of ['in/a.cr2', 'in/a.jpg']) write(photos, name)
    await scanAndIndex()
    const main = id('in/a.jpg')
    write(photos, 'in/a.jpg', 'edited')
    write(photos, 'in/a.cr2', 'edited too')
    expect(await test.library.scan()).toMatchObject({ changed: 2 })
    expect(waiting()).toEqual(['in/a.jpg'])
    expect(id('in/a.jpg')).toBe(main)
    expect(row('in/a.cr2')).toMatchObject({ companionOf: main })
  })
})

describe('a Live Photo', () => {
  it('has its video with it, and a video alone has no row', async () => {
    for (const name of ['in/IMG_1.HEIC', 'in/IMG_1.MOV', 'in/clip.mov']) write(photos, name)
    await scanAndIndex()
    expect(row('in/IMG_1.HEIC')).toMatchObject({ companions: 2 })
    expect(test.catalog.photos.companionsOf(id('in/IMG_1.HEIC'))).toMatchObject([
      { relativePath: 'in/IMG_1.MOV' },
    ])
    expect(row('in/clip.mov')).toBeUndefined()
    expect(test.catalog.photos.counts()).toMatchObject({ photos: 11, pending: 0 })
    expect(await test.library.scan()).toMatchObject({ added: 0, changed: 0, gone: 0 })
  })

  it('loses its video when that goes, and the video its row when the photo goes', async () => {
    for (const name of ['in/1.HEIC', 'in/1.MOV', 'in/2.HEIC', 'in/2.MOV']) write(photos, name)
    await scanAndIndex()
    rmSync(join(photos, 'in/1.MOV'))
    rmSync(join(photos, 'in/2.HEIC'))
    await test.library.scan()
    expect(row('in/1.HEIC')).toMatchObject({ companions: 0 })
    expect(row('in/1.MOV')).toBeUndefined()
    expect(row('in/2.MOV')).toBeUndefined()
    expect(waiting()).toEqual([])
  })

  it('keeps its video when both are moved', async () => {
    for (const name of ['in/1.HEIC', 'in/1.MOV']) write(photos, name)
    await scanAndIndex()
    renameSync(join(photos, 'in'), join(photos, 'out'))
    expect(await test.library.scan()).toMatchObject({ moved: 1, added: 0 })
    expect(row('out/1.HEIC')).toMatchObject({ companions: 2 })
    expect(row('out/1.MOV')).toMatchObject({ companionOf: id('out/1.HEIC') })
    expect(row('in/1.MOV')).toBeUndefined()
  })
})

describe('XMP files', () => {
  it('have the metadata read again when they come, change or go; the photo stays findable', async () => {
    write(photos, 'in/a.jpg')
    await scanAndIndex()
    const photo = id('in/a.jpg')
    const again = async () => {
      await test.library.scan()
      const [next] = test.catalog.photos.nextPending(9, new Set())
      expect(test.catalog.photos.findableIds()).toContain(photo)
      await indexAll(test.catalog)
      return next
    }
    write(photos, 'in/a.XMP', '<x/>')
    expect(await again()).toMatchObject({ id: photo, sidecar: 'a.XMP', reread: 'metadata' })
    expect(await again()).toBeUndefined()
    utimesSync(join(photos, 'in/a.XMP'), new Date(), new Date(1_600_000_000_000))
    expect(await again()).toMatchObject({ id: photo, reread: 'metadata' })
    write(photos, 'in/a.jpg.xmp', '<y/>')
    expect(await again()).toMatchObject({ sidecar: 'a.jpg.xmp', reread: 'metadata' })
    rmSync(join(photos, 'in/a.jpg.xmp'))
    rmSync(join(photos, 'in/a.XMP'))
    expect(await again()).toMatchObject({ id: photo, sidecar: null, reread: 'metadata' })
  })

  it('are known from the start with a new photo, and a changed photo is read whole', async () => {
    write(photos, 'in/a.cr2')
    write(photos, 'in/a.cr2.xmp', '<x/>')
    await test.library.scan()
    expect(test.catalog.photos.nextPending(99, new Set()).find(({ sidecar }) => sidecar)).toMatchObject({
      sidecar: 'a.cr2.xmp',
      reread: null,
    })
    await indexAll(test.catalog)
    write(photos, 'in/a.cr2.xmp', '<longer/>')
    write(photos, 'in/a.cr2', 'edited')
    await test.library.scan()
    expect(test.catalog.photos.nextPending(9, new Set())).toMatchObject([{ reread: null }])
  })

  it('that move with their photo cost nothing', async () => {
    write(photos, 'in/a.jpg')
    write(photos, 'in/a.xmp', '<x/>')
    await scanAndIndex()
    renameSync(join(photos, 'in'), join(photos, 'out'))
    renameSync(join(photos, 'out/a.jpg'), join(photos, 'out/b.jpg'))
    renameSync(join(photos, 'out/a.xmp'), join(photos, 'out/b.xmp'))
    expect(await test.library.scan()).toMatchObject({ moved: 1 })
    expect(row('out/b.jpg')).toMatchObject({ sidecar: 'b.xmp', status: 'indexed' })
    cpSync(join(photos, 'out/b.jpg'), join(photos, 'out/copy.jpg'))
    expect(await test.library.scan()).toMatchObject({ copied: 1 })
    expect(row('out/copy.jpg')).toMatchObject({ sidecar: null, status: 'indexed' })
  })
})

describe('while the folder is watched', () => {
  it('a JPEG, a video and an XMP file that come later are noticed', async () => {
    write(photos, 'in/a.cr2')
    await scanAndIndex()
    await test.library.watch()
    write(photos, 'in/a.jpg')
    await until('the two are one photo', () => row('in/a.jpg')?.companions === 1)
    write(photos, 'in/a.mov')
    await until('the video belongs to it', () => row('in/a.jpg')?.companions === 3)
    write(photos, 'in/a.xmp')
    await until('the XMP file is known', () => row('in/a.jpg')?.sidecar === 'a.xmp')
  })
})
