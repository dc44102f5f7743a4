import { chmodSync, mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { idOf, indexAll, present, testLibrary, write, type TestLibrary } from '../helpers/library.ts'
import { tempDir } from '../helpers/temp.ts'

const base = tempDir('library-roots')
const permissionsCount = process.platform !== 'win32' && process.getuid?.() !== 0
let test: TestLibrary
let dir: string
let turn = 0

beforeEach(() => {
  dir = join(base, String((turn += 1)))
  for (const name of ['a.jpg', 'in/b.jpg', 'in/deep/c.jpg']) write(join(dir, 'photos'), name)
  test = testLibrary(join(dir, 'data'))
})
afterEach(() => test.close())

describe('adding folders', () => {
  it('refuses a folder that does not exist, and names it', async () => {
    const path = join(dir, 'nowhere')
    await expect(test.library.add(path)).rejects.toMatchObject({
      code: 'root-missing',
      message: expect.stringContaining(path) as string,
    })
    expect(test.catalog.roots.list()).toEqual([])
  })

  it('refuses a file', async () => {
    const path = join(dir, 'photos', 'a.jpg')
    await expect(test.library.add(path)).rejects.toMatchObject({ code: 'root-not-a-folder' })
    await expect(test.library.add(join(path, 'below'))).rejects.toMatchObject({ code: 'root-missing' })
  })

  it.skipIf(!permissionsCount)('refuses a folder that may not be read', async () => {
    const path = join(dir, 'locked')
    mkdirSync(path, { mode: 0 })
    await expect(test.library.add(path)).rejects.toMatchObject({ code: 'root-unreadable' })
    chmodSync(path, 0o700)
  })

  it('says when a folder is there already, by whatever path', async () => {
    symlinkSync(join(dir, 'photos'), join(dir, 'link'))
    const { root } = await test.library.add(join(dir, 'link'))
    expect(root.path).toBe(join(dir, 'photos'))
    expect(await test.library.add(join(dir, 'photos', 'in', '..'))).toEqual({ kind: 'already', root })
  })

  it('says when a folder lies inside another, and counts its photos once', async () => {
    const { root } = await test.library.add(join(dir, 'photos'))
    const inner = join(dir, 'photos', 'in')
    expect(await test.library.add(inner)).toEqual({ kind: 'inside', root, path: inner })
    expect(await test.library.scan()).toMatchObject({ files: 3, added: 3 })
  })

  it('does not mistake a folder with a longer name for one inside', async () => {
    write(join(dir, 'photos-2'), 'z.jpg')
    await test.library.add(join(dir, 'photos'))
    expect((await test.library.add(join(dir, 'photos-2'))).kind).toBe('added')
  })

  it('lets a larger folder take in the smaller ones, with their photos', async () => {
    const small = (await test.library.add(join(dir, 'photos', 'in'))).root
    await test.library.scan()
    await indexAll(test.catalog)
    const id = idOf(test.catalog, small.id, 'deep/c.jpg')
    const outcome = await test.library.add(join(dir, 'photos'))
    expect(outcome).toMatchObject({ kind: 'absorbed', absorbed: [{ path: small.path }] })
    expect(await test.library.scan()).toMatchObject({ files: 3, added: 1, gone: 0, moved: 0 })
    expect(test.catalog.roots.list()).toHaveLength(1)
    expect(idOf(test.catalog, outcome.root.id, 'in/deep/c.jpg')).toBe(id)
  })

  it('lets a larger folder keep out what was left out of a smaller one', async () => {
    const small = (await test.library.add(join(dir, 'photos', 'in'))).root
    await test.library.setRules(small.id, { rules: 'deep/' })
    const { root } = await test.library.add(join(dir, 'photos'))
    await test.library.scan()
    const paths = test.catalog.photos.knownInRoot(root.id).map(({ relativePath }) => relativePath)
    expect(paths).not.toContain('in/deep/c.jpg')
    expect(paths.length).toBeGreaterThan(0)
  })

  it('lets a larger folder take in a smaller one while that is being scanned', async () => {
    for (let n = 0; n < 600; n += 1) write(join(dir, 'photos', 'in'), `${n}.jpg`)
    await test.library.add(join(dir, 'photos', 'in'))
    const scanning = test.library.scan()
    const { root } = await test.library.add(join(dir, 'photos'))
    await scanning
    await test.library.scan()
    expect(present(test.catalog, root.id)).toHaveLength(603)
    expect(test.catalog.photos.counts().photos).toBe(603)
  })
})

describe('removing folders', () => {
  it('forgets the folder and its photos', async () => {
    const { root } = await test.library.add(join(dir, 'photos'))
    await test.library.scan()
    expect(await test.library.remove(root.id)).toBe(3)
    expect(test.catalog.roots.list()).toEqual([])
    expect(test.catalog.photos.counts().photos).toBe(0)
  })

  it('ends a scan of it that is under way', async () => {
    for (let n = 0; n < 1_100; n += 1) write(join(dir, 'photos', 'in'), `${n}.jpg`)
    const { root } = await test.library.add(join(dir, 'photos'))
    const scanning = test.library.scan()
    await test.library.remove(root.id)
    await scanning
    expect(test.catalog.photos.counts().photos).toBe(0)
  })
})

describe('folders that may not be read', () => {
  it.skipIf(!permissionsCount)(
    'keep what is known of their photos and are named among the problems',
    async () => {
      const { root } = await test.library.add(join(dir, 'photos'))
      await test.library.scan()
      const locked = join(dir, 'photos', 'in')
      chmodSync(locked, 0)
      const summary = await test.library.scan()
      chmodSync(locked, 0o700)
      expect(summary).toMatchObject({ gone: 0, unreadable: [locked] })
      expect(present(test.catalog, root.id)).toEqual(['a.jpg', 'in', 'in/b.jpg', 'in/deep/c.jpg'])
      expect(test.catalog.photos.problems(0, 9).problems[0]).toMatchObject({ path: locked })
      expect(await test.library.scan()).toMatchObject({ gone: 1, unreadable: [] })
      expect(test.catalog.photos.problems(0, 9).total).toBe(0)
    },
  )
})
