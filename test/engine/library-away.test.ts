import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { within } from '../../src-main/engine/library/roots/reach.ts'
import { until } from '../helpers/engine.ts'
import { idOf, indexAll, present, testLibrary, write, type TestLibrary } from '../helpers/library.ts'
import { smallDisk, whyNoSmallDisk } from '../helpers/small-disk.ts'
import { afterFile, tempDir } from '../helpers/temp.ts'

const base = tempDir('library-away')
let test: TestLibrary
let dir: string
let disks: string
let photos: string
let rootId: number
let turn = 0

beforeEach(async () => {
  dir = join(base, String((turn += 1)))
  disks = join(dir, 'media')
  photos = join(disks, 'STICK', 'photos')
  for (let n = 0; n < 50; n += 1) write(photos, `f${n % 5}/${n}.jpg`)
  open()
  rootId = (await test.library.add(photos)).root.id
  await test.library.scan()
  await indexAll(test.catalog)
})
afterEach(() => test.close())

function open(): void {
  test = testLibrary(join(dir, 'data'), {
    settleMs: 50,
    quietMs: 20,
    awayCheckMs: 30,
    mountPlaces: () => Promise.resolve([join(dir, 'mnt')]),
  })
}

const path = () => test.catalog.roots.byId(rootId)?.path
const list = () =>
  JSON.parse(readFileSync(join(dir, 'data', 'folders.json'), 'utf8')) as { folders: string[] }
const isComplete = () => {
  expect(present(test.catalog, rootId)).toHaveLength(50)
  expect(test.catalog.photos.countPending()).toBe(0)
  expect(test.catalog.embeddings.count('test')).toBe(50)
}

describe('a folder that is away', () => {
  it('keeps its photos, searchable, and is recognised under another name of its disk', async () => {
    const id = idOf(test.catalog, rootId, 'f1/1.jpg')
    await test.library.watch()
    const unplugged = join(dir, 'unplugged')
    renameSync(join(disks, 'STICK'), unplugged)
    await test.library.scan()
    expect(test.library.rootState(rootId)).toBe('away')
    expect(test.catalog.photos.findableIds()).toHaveLength(50)
    renameSync(unplugged, join(disks, 'STICK1'))
    await until('it is found', () => path() === join(disks, 'STICK1', 'photos'))
    await until('it is scanned', () => test.library.rootState(rootId) === 'idle')
    expect(idOf(test.catalog, rootId, 'f1/1.jpg')).toBe(id)
    expect(list().folders).toEqual([join(disks, 'STICK1', 'photos')])
    expect(test.notices.at(-1)).toMatchObject({
      level: 'info',
      message: expect.stringContaining('STICK1') as string,
    })
    isComplete()
    write(join(disks, 'STICK1', 'photos'), 'new.jpg')
    await until('it is watched there', () => present(test.catalog, rootId).includes('new.jpg'))
  })

  it('is recognised by a scan too while nobody watches', async () => {
    const id = idOf(test.catalog, rootId, 'f1/1.jpg')
    renameSync(join(disks, 'STICK'), join(disks, 'STICK1'))
    expect(await test.library.scan()).toMatchObject({ files: 50, added: 0, away: [] })
    expect(path()).toBe(join(disks, 'STICK1', 'photos'))
    expect(idOf(test.catalog, rootId, 'f1/1.jpg')).toBe(id)
    isComplete()
  })

  it('is recognised at another mount point, by what follows the disk in its path', async () => {
    await test.library.watch()
    mkdirSync(join(dir, 'mnt'))
    renameSync(photos, join(dir, 'mnt', 'photos'))
    await test.library.scan()
    await until('it is found', () => path() === join(dir, 'mnt', 'photos'))
    isComplete()
  })

  it('is not mistaken for a copy on another disk, but is by a person who adds that', async () => {
    await test.library.watch()
    cpSync(photos, join(disks, 'BACKUP', 'photos'), { recursive: true, preserveTimestamps: true })
    rmSync(join(disks, 'STICK'), { recursive: true })
    await test.library.scan()
    let looked = 0
    await until('it was looked for', () => (looked += 1) > 20)
    expect(path()).toBe(photos)
    const backup = join(disks, 'BACKUP', 'photos')
    expect(await test.library.add(backup)).toMatchObject({
      kind: 'returned',
      from: photos,
      root: { id: rootId, path: backup },
    })
    await test.library.scan()
    isComplete()
  })

  it('is not taken for a folder with a few of its photos, nor one that is another root', async () => {
    const other = join(disks, 'OTHER', 'photos')
    for (const n of [0, 1, 2]) mkdirSync(join(other, `f${n}`), { recursive: true })
    for (let n = 0; n < 50; n += 1)
      if (n % 5 < 3)
        cpSync(join(photos, `f${n % 5}/${n}.jpg`), join(other, `f${n % 5}/${n}.jpg`), {
          preserveTimestamps: true,
        })
    renameSync(join(disks, 'STICK'), join(dir, 'unplugged'))
    expect(await test.library.add(other)).toMatchObject({ kind: 'added' })
    expect(path()).toBe(photos)
  })

  it('is found again after a start without it', async () => {
    await test.close()
    const unplugged = join(dir, 'unplugged')
    renameSync(join(disks, 'STICK'), unplugged)
    open()
    await test.library.scan()
    expect(test.library.rootState(rootId)).toBe('away')
    renameSync(unplugged, join(disks, 'STICK_'))
    await test.library.watch()
    await until('it is found', () => path() === join(disks, 'STICK_', 'photos'))
  })

  it('does not stop others from being scanned when it never answers', async () => {
    expect(await within(new Promise(() => undefined), 20, 'late')).toBe('late')
    expect(await within(Promise.resolve('there'), 20, 'late')).toBe('there')
  })
})

const disk = smallDisk(8)
describe.skipIf(disk === null)(
  `a disk that is unmounted${disk === null ? ` (${whyNoSmallDisk})` : ''}`,
  () => {
    it('leaves an empty folder, which is not taken for an emptied one', async () => {
      const mounted = disk ?? ''
      for (let n = 0; n < 10; n += 1) write(mounted, `${n}.jpg`)
      const { root } = await test.library.add(mounted)
      await test.library.scan([root.id])
      spawnSync('umount', [mounted])
      expect(existsSync(join(mounted, '0.jpg'))).toBe(false)
      expect(await test.library.scan([root.id])).toMatchObject({ away: [root.id], gone: 0 })
      expect(test.library.rootState(root.id)).toBe('away')
      expect(present(test.catalog, root.id)).toHaveLength(10)
      const again = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', mounted])
      afterFile(() => void spawnSync('umount', ['-l', mounted]))
      expect(again.status).toBe(0)
      for (let n = 0; n < 10; n += 1) write(mounted, `${n}.jpg`)
      expect(await test.library.scan([root.id])).toMatchObject({ away: [], gone: 0, files: 10 })
    })
  },
)
