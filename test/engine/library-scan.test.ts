import {
  appendFileSync,
  cpSync,
  linkSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { idOf, indexAll, present, testLibrary, write, type TestLibrary } from '../helpers/library.ts'
import { tempDir } from '../helpers/temp.ts'

const base = tempDir('library-scan')
let test: TestLibrary
let photos: string
let rootId: number
let turn = 0

beforeEach(async () => {
  const dir = join(base, String((turn += 1)))
  photos = join(dir, 'photos')
  for (const name of ['a.jpg', 'b.jpg', 'trip/c.jpg', 'trip/d.png', 'trip/notes.txt']) write(photos, name)
  test = testLibrary(join(dir, 'data'))
  rootId = (await test.library.add(photos)).root.id
  await test.library.scan()
  await indexAll(test.catalog)
})
afterEach(() => test.close())

const all = ['a.jpg', 'b.jpg', 'trip/c.jpg', 'trip/d.png']

describe('scanning a folder', () => {
  it('finds its pictures, and nothing to do the second time', async () => {
    expect(present(test.catalog, rootId)).toEqual(all)
    expect(await test.library.scan()).toMatchObject({
      files: 4,
      added: 0,
      changed: 0,
      moved: 0,
      copied: 0,
      gone: 0,
    })
    expect(test.catalog.photos.countPending()).toBe(0)
  })

  it('says that the scan has ended once it has, and not before', async () => {
    const ended: boolean[] = []
    const own = testLibrary(join(base, 'own'), { onScansEnded: () => ended.push(own.library.isScanning()) })
    await own.library.add(photos)
    await own.library.scan()
    expect(ended).toEqual([false])
    await own.close()
  })

  it('queues what is new and what was edited, and nothing else', async () => {
    write(photos, 'trip/new.jpg')
    appendFileSync(join(photos, 'a.jpg'), 'more')
    expect(await test.library.scan()).toMatchObject({ added: 1, changed: 1 })
    const names = test.catalog.photos.nextPending(9, new Set()).map((photo) => photo.relativePath)
    expect(names.toSorted()).toEqual(['a.jpg', 'trip/new.jpg'])
  })

  it('does not read again what was merely touched', async () => {
    utimesSync(join(photos, 'a.jpg'), new Date(), new Date(1_500_000_000_000))
    expect(await test.library.scan()).toMatchObject({ changed: 0 })
    expect(test.catalog.photos.countPending()).toBe(0)
    expect(await test.library.scan()).toMatchObject({ changed: 0 })
  })

  it('marks deleted photos as missing and knows them when they are back', async () => {
    const id = idOf(test.catalog, rootId, 'a.jpg')
    renameSync(join(photos, 'a.jpg'), join(base, 'kept.jpg'))
    expect(await test.library.scan()).toMatchObject({ gone: 1 })
    expect(present(test.catalog, rootId)).not.toContain('a.jpg')
    expect(await test.library.scan()).toMatchObject({ gone: 0 })
    renameSync(join(base, 'kept.jpg'), join(photos, 'a.jpg'))
    expect(await test.library.scan()).toMatchObject({ back: 1, added: 0, changed: 0 })
    expect(idOf(test.catalog, rootId, 'a.jpg')).toBe(id)
    expect(test.catalog.photos.countPending()).toBe(0)
  })

  it('follows renamed files and folders without reading anything again', async () => {
    const ids = ['a.jpg', 'trip/c.jpg', 'trip/d.png'].map((path) => idOf(test.catalog, rootId, path))
    renameSync(join(photos, 'a.jpg'), join(photos, 'renamed.jpg'))
    renameSync(join(photos, 'trip'), join(photos, 'voyage'))
    expect(await test.library.scan()).toMatchObject({ moved: 3, added: 0, gone: 0 })
    expect(
      ['renamed.jpg', 'voyage/c.jpg', 'voyage/d.png'].map((path) => idOf(test.catalog, rootId, path)),
    ).toEqual(ids)
    expect(present(test.catalog, rootId)).toEqual(['b.jpg', 'renamed.jpg', 'voyage/c.jpg', 'voyage/d.png'])
    expect(test.catalog.photos.countPending()).toBe(0)
    expect(test.catalog.embeddings.count('test')).toBe(4)
  })

  it('knows a moved photo by its content when its number and time are others', async () => {
    const id = idOf(test.catalog, rootId, 'a.jpg')
    cpSync(join(photos, 'a.jpg'), join(photos, 'trip', 'moved.jpg'))
    rmSync(join(photos, 'a.jpg'))
    expect(await test.library.scan()).toMatchObject({ moved: 1, added: 0, gone: 0 })
    expect(idOf(test.catalog, rootId, 'trip/moved.jpg')).toBe(id)
  })

  it('gives a copy its own row and the embedding of the original', async () => {
    cpSync(join(photos, 'a.jpg'), join(photos, 'copy.jpg'))
    linkSync(join(photos, 'a.jpg'), join(photos, 'hard-link.jpg'))
    expect(await test.library.scan()).toMatchObject({ copied: 2, moved: 0, added: 0 })
    expect(test.catalog.photos.countPending()).toBe(0)
    expect(test.catalog.embeddings.count('test')).toBe(6)
    expect(test.catalog.photos.findableIds()).toHaveLength(6)
  })

  it('tells many photos of one size apart by their content', async () => {
    for (let n = 10; n < 60; n += 1) write(photos, `frames/${n}.png`, `frame ${n}`)
    await test.library.scan()
    await indexAll(test.catalog)
    const id = idOf(test.catalog, rootId, 'frames/33.png')
    for (const to of ['moved.png', 'copy.png']) cpSync(join(photos, 'frames/33.png'), join(photos, to))
    rmSync(join(photos, 'frames/33.png'))
    write(photos, 'frames/new.png', 'frame 99')
    expect(await test.library.scan()).toMatchObject({ moved: 1, copied: 1, added: 1, gone: 0 })
    expect(['moved.png', 'copy.png'].map((path) => idOf(test.catalog, rootId, path))).toContain(id)
    expect(test.catalog.photos.countPending()).toBe(1)
  })

  it('knows a photo that took the place of another, and keeps what it knows of that one', async () => {
    const [b, c] = ['b.jpg', 'trip/c.jpg'].map((path) => idOf(test.catalog, rootId, path))
    renameSync(join(photos, 'b.jpg'), join(photos, 'trip', 'c.jpg'))
    expect(await test.library.scan()).toMatchObject({ changed: 0, moved: 1 })
    expect(present(test.catalog, rootId)).toEqual(['a.jpg', 'trip/c.jpg', 'trip/d.png'])
    expect(idOf(test.catalog, rootId, 'trip/c.jpg')).toBe(b)
    expect(test.catalog.photos.countPending()).toBe(0)
    write(photos, 'later/again.jpg', 'trip/c.jpg')
    expect(await test.library.scan()).toMatchObject({ moved: 1, added: 0 })
    expect(idOf(test.catalog, rootId, 'later/again.jpg')).toBe(c)
  })

  it('marks nothing as missing while the folder is away', async () => {
    const elsewhere = join(`${photos}-elsewhere`, 'deep', 'down')
    mkdirSync(join(elsewhere, '..'), { recursive: true })
    renameSync(photos, elsewhere)
    expect(await test.library.scan()).toMatchObject({ away: [rootId], gone: 0 })
    expect(test.library.rootState(rootId)).toBe('away')
    expect(present(test.catalog, rootId)).toEqual(all)
    renameSync(elsewhere, photos)
    expect(await test.library.scan()).toMatchObject({ away: [], files: 4 })
    expect(test.library.rootState(rootId)).toBe('idle')
  })

  it('takes an empty folder on another device for the mount point of an unplugged disk', async () => {
    test.catalog.settings.set(`library.device.${rootId}`, -1)
    rmSync(photos, { recursive: true })
    mkdirSync(photos)
    expect(await test.library.scan()).toMatchObject({ away: [rootId], gone: 0 })
    expect(present(test.catalog, rootId)).toEqual(all)
  })

  it('asks before it believes that a folder was emptied', async () => {
    for (const name of ['a.jpg', 'b.jpg', 'trip']) rmSync(join(photos, name), { recursive: true })
    expect(await test.library.scan()).toMatchObject({ away: [], gone: 0 })
    expect(present(test.catalog, rootId)).toEqual(all)
    expect(test.catalog.roots.byId(rootId)?.vanishedFiles).toBe(4)
  })

  it('does not take its own thumbnails for photos', async () => {
    await test.library.add(join(base, String(turn)))
    write(join(base, String(turn), 'data', 'thumbnails', 'ab'), 'abcd.webp')
    expect(await test.library.scan()).toMatchObject({ files: 4, added: 0 })
  })

  it('stops when it is told to, and the next scan does the rest', async () => {
    write(photos, 'late.jpg')
    utimesSync(join(photos, 'a.jpg'), new Date(), new Date(1_500_000_000_000))
    const stop = new AbortController()
    const scanning = test.library.scan(undefined, stop.signal)
    stop.abort()
    await expect(scanning).rejects.toThrow()
    expect(test.catalog.photos.countPending()).toBe(0)
    expect(await test.library.scan()).toMatchObject({ added: 1 })
  })

  it('scans 500 unchanged photos in a moment', async () => {
    for (let n = 0; n < 500; n += 1) write(photos, `many/${n}.jpg`)
    await test.library.scan()
    const { files, tookMs } = await test.library.scan()
    expect(files).toBe(504)
    expect(tookMs).toBeLessThan(1_000)
  })
})

describe('odd things on a disk', () => {
  it('takes a directory named like a picture for a directory', async () => {
    write(photos, 'x.jpg/inside.jpg')
    expect(await test.library.scan()).toMatchObject({ added: 1 })
    expect(present(test.catalog, rootId)).toContain('x.jpg/inside.jpg')
  })

  it('takes names with emoji and newlines', async () => {
    write(photos, '🎉 party/line\nbreak.jpg')
    await test.library.scan()
    expect(present(test.catalog, rootId)).toContain('🎉 party/line\nbreak.jpg')
  })

  it.skipIf(process.platform !== 'linux')('gives names that are not text a row with the reason', async () => {
    const bytes = Buffer.concat([Buffer.from(`${photos}/`), Buffer.from([0xff]), Buffer.from('.jpg')])
    mkdirSync(Buffer.concat([Buffer.from(`${photos}/`), Buffer.from([0xfe])]))
    cpSync(join(photos, 'a.jpg'), join(photos, 'tmp.jpg'))
    renameSync(join(photos, 'tmp.jpg'), bytes)
    cpSync(join(photos, 'a.jpg'), join(photos, 'tmp.jpg'))
    renameSync(
      join(photos, 'tmp.jpg'),
      Buffer.concat([Buffer.from(`${photos}/`), Buffer.from([0xfe]), Buffer.from('/in.jpg')]),
    )
    await test.library.scan()
    const { problems } = test.catalog.photos.problems(0, 9)
    expect(problems.map(({ path }) => path)).toEqual([
      join(photos, '\\xfe/in.jpg'),
      join(photos, '\\xff.jpg'),
    ])
    expect(problems[0]?.reason).toContain('UTF-8')
    expect(await test.library.scan()).toMatchObject({ added: 0, changed: 0, gone: 0 })
  })

  it('follows linked files once, and linked folders not at all', async () => {
    const outside = write(join(base, String(turn), 'outside'), 'other.jpg')
    symlinkSync(outside, join(photos, 'link.jpg'))
    symlinkSync(join(photos, 'a.jpg'), join(photos, 'double.jpg'))
    symlinkSync(join(photos, 'nowhere.jpg'), join(photos, 'broken.jpg'))
    symlinkSync('loop.jpg', join(photos, 'loop.jpg'))
    symlinkSync(photos, join(photos, 'trip', 'loop'))
    expect(await test.library.scan()).toMatchObject({ added: 1, unreadable: [] })
    expect(present(test.catalog, rootId)).toEqual(['a.jpg', 'b.jpg', 'link.jpg', 'trip/c.jpg', 'trip/d.png'])
  })

  it('leaves out system folders, dot files and what is no picture', async () => {
    for (const name of [
      '@eaDir/t.jpg',
      '.hidden/h.jpg',
      '.dot.jpg',
      'trip/node_modules/n.jpg',
      '#recycle/r.jpg',
    ]) {
      write(photos, name)
    }
    expect(await test.library.scan()).toMatchObject({ files: 4, added: 0 })
  })
})
