import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { until } from '../helpers/engine.ts'
import { idOf, indexAll, testLibrary, write, type TestLibrary } from '../helpers/library.ts'
import { tempDir } from '../helpers/temp.ts'

const base = tempDir('library-rules')
let test: TestLibrary
let photos: string
let rootId: number
let turn = 0

beforeEach(async () => {
  const dir = join(base, String((turn += 1)))
  photos = join(dir, 'photos')
  for (const name of ['a.jpg', 'b.png', 'trip/c.jpg', 'trip/raw/d.jpg', 'work/e.jpg', 'work/f.jpg'])
    write(photos, name)
  test = testLibrary(join(dir, 'data'), { settleMs: 100, quietMs: 30 })
  rootId = (await test.library.add(photos)).root.id
  await test.library.scan()
  await indexAll(test.catalog)
})
afterEach(() => test.close())

/** Of the time that work takes, the longest part in which nothing else had its turn. */
async function largestHold(work: () => Promise<unknown>): Promise<number> {
  const begunMs = performance.now()
  let [lastMs, longestMs, isOver] = [begunMs, 0, false]
  const look = () => {
    const nowMs = performance.now()
    longestMs = Math.max(longestMs, nowMs - lastMs)
    lastMs = nowMs
    if (!isOver) setImmediate(look)
  }
  setImmediate(look)
  await work()
  isOver = true
  look()
  return longestMs / (performance.now() - begunMs)
}

/** Relative paths of the photos that are there and wanted. */
const wanted = () =>
  test.catalog.photos
    .knownInRoot(rootId)
    .filter((row) => row.missingSinceMs === null && row.leftOut === null)
    .map((row) => row.relativePath)
    .toSorted()
const all = ['a.jpg', 'b.png', 'trip/c.jpg', 'trip/raw/d.jpg', 'work/e.jpg', 'work/f.jpg']
const leftOut = () => test.catalog.photos.countsByRoot().get(rootId)?.leftOut

describe('rules of a folder', () => {
  it('leave photos out and bring them back with all they had', async () => {
    const id = idOf(test.catalog, rootId, 'work/e.jpg') ?? 0
    test.catalog.marks.setRating([id], 4)
    await test.library.setRules(rootId, { rules: '# not mine\nwork/\n*.png' })
    expect(wanted()).toEqual(['a.jpg', 'trip/c.jpg', 'trip/raw/d.jpg'])
    expect(leftOut()).toBe(3)
    expect(test.catalog.photos.findableIds()).toHaveLength(3)
    expect(await test.library.scan()).toMatchObject({ gone: 0 })

    await test.library.setRules(rootId, { rules: '' })
    expect(wanted()).toEqual(all)
    expect(idOf(test.catalog, rootId, 'work/e.jpg')).toBe(id)
    expect(test.catalog.photos.detail(id)).toMatchObject({ rating: 4, status: 'indexed' })
    expect(test.catalog.photos.countPending()).toBe(0)
    expect(test.catalog.embeddings.count('test')).toBe(6)
  })

  it('keep new photos from getting a row at all', async () => {
    await test.library.setRules(rootId, { rules: '/trip/**/*.jpg\n!/trip/c.jpg' })
    write(photos, 'trip/new.jpg')
    write(photos, 'new.jpg')
    expect(await test.library.scan()).toMatchObject({ added: 1 })
    expect(wanted()).toEqual(['a.jpg', 'b.png', 'new.jpg', 'trip/c.jpg', 'work/e.jpg', 'work/f.jpg'])
  })

  it('have nothing to say of photos whose files go: those are missing, and kept as long as others', async () => {
    await test.library.setRules(rootId, { rules: 'work' })
    rmSync(join(photos, 'work'), { recursive: true })
    await test.library.scan()
    expect(leftOut()).toBe(0)
    const lost = test.catalog.photos.knownInRoot(rootId).filter((row) => row.missingSinceMs !== null)
    expect(lost.map((row) => row.relativePath).toSorted()).toEqual(['work/e.jpg', 'work/f.jpg'])
    expect(test.catalog.photos.purgeMissing(Date.now() - 60_000)).toBe(0)
    expect(test.catalog.photos.purgeMissing(Date.now() + 60_000)).toBe(2)
  })

  it('do not count among the photos that went all at once', async () => {
    await test.library.setRules(rootId, { rules: 'work\ntrip' })
    expect(test.catalog.roots.byId(rootId)?.vanishedFiles).toBe(0)
    expect(wanted()).toEqual(['a.jpg', 'b.png'])
  })

  it('are refused with a sentence when they do not parse or are too long', async () => {
    const refused = (rules: string) => test.library.setRules(rootId, { rules })
    await expect(refused('*.png\nfoo[bar')).rejects.toMatchObject({
      code: 'bad-arguments',
      message: expect.stringMatching(/^Line 2 of the rules has a \[ without/) as string,
    })
    await expect(refused('ends\\')).rejects.toThrow('backslash')
    await expect(refused('a\0b')).rejects.toThrow('NUL')
    await expect(refused('*a'.repeat(40))).rejects.toThrow('wildcards')
    await expect(refused('x'.repeat(70_000))).rejects.toThrow('longer than')
    await expect(refused('x\n'.repeat(2_000))).rejects.toThrow('lines')
    expect(test.catalog.roots.byId(rootId)?.rules).toBe('')
    expect(wanted()).toEqual(all)
  })

  it('follow a photo that moves out of them, without reading it again', async () => {
    await test.library.setRules(rootId, { rules: 'work' })
    const id = idOf(test.catalog, rootId, 'work/e.jpg')
    write(photos, 'here.jpg', 'work/e.jpg')
    rmSync(join(photos, 'work/e.jpg'))
    expect(await test.library.scan()).toMatchObject({ moved: 1, added: 0 })
    expect(idOf(test.catalog, rootId, 'here.jpg')).toBe(id)
    expect(wanted()).toContain('here.jpg')
  })
})

describe('the smallest size', () => {
  it('leaves small pictures out and brings them back when it is lowered', async () => {
    await test.library.setRules(rootId, { minSidePx: 4 })
    expect(wanted()).toEqual([])
    expect(leftOut()).toBe(6)
    write(photos, 'new.jpg')
    await test.library.scan()
    await indexAll(test.catalog)
    expect(wanted()).toEqual([])
    await test.library.setRules(rootId, { minSidePx: 3 })
    expect(wanted()).toEqual([...all, 'new.jpg'].toSorted())
    expect(test.catalog.photos.countPending()).toBe(0)
  })
})

describe('files that decide about others', () => {
  it('.nomedia leaves its folder out, with all below, until it goes', async () => {
    write(photos, 'trip/.nomedia', '')
    await test.library.scan()
    expect(wanted()).toEqual(['a.jpg', 'b.png', 'work/e.jpg', 'work/f.jpg'])
    rmSync(join(photos, 'trip/.nomedia'))
    await test.library.scan()
    expect(wanted()).toEqual(all)
    expect(test.catalog.photos.countPending()).toBe(0)
  })

  it('.sightlineignore speaks of its folder and those below; the nearest speaks last', async () => {
    write(photos, '.sightlineignore', '*.png\nd.jpg\n/trip/c.jpg')
    write(photos, 'trip/raw/.sightlineignore', '!d.jpg')
    await test.library.scan()
    expect(wanted()).toEqual(['a.jpg', 'trip/raw/d.jpg', 'work/e.jpg', 'work/f.jpg'])
    write(photos, '.sightlineignore', 'broken[\nwork')
    rmSync(join(photos, 'trip/raw/.sightlineignore'))
    await test.library.scan()
    expect(wanted()).toEqual(['a.jpg', 'b.png', 'trip/c.jpg', 'trip/raw/d.jpg'])
  })

  it('hold nothing up, however often a line says **, and however deep the folder is', async () => {
    const deep = `zip/${'a/'.repeat(150)}c.jpg`
    write(photos, deep)
    write(photos, 'zip/.sightlineignore', `a${'/**/a'.repeat(9)}/b\nz${'/**'.repeat(400)}/z\n`)
    await test.library.scan()
    expect(wanted()).toEqual([...all, deep].toSorted())
    write(photos, 'zip/.sightlineignore', `a${'/**/a'.repeat(9)}/c.jpg\n`)
    await test.library.scan()
    expect(wanted()).toEqual(all)
  })

  it('hold nothing up, however many folders of long names they are asked about', async () => {
    const slow = `*${'a'.repeat(100)}c*\n`.repeat(150)
    write(photos, 'many/.sightlineignore', slow)
    for (let at = 0; at < 40; at += 1) mkdirSync(join(photos, 'many', `${'a'.repeat(230)}${at}`))
    expect(await largestHold(() => test.library.scan())).toBeLessThan(0.3)
    expect(await largestHold(() => test.library.watch())).toBeLessThan(0.3)
    expect(wanted()).toEqual(all)
  })

  it.skipIf(process.platform === 'win32').each([
    ['a pipe', (path: string) => execFileSync('mkfifo', [path])],
    [
      'a link to a pipe',
      (path: string) => {
        execFileSync('mkfifo', [`${path}.pipe`])
        symlinkSync(`${path}.pipe`, path)
      },
    ],
    ['a link to a device that never ends', (path: string) => symlinkSync('/dev/zero', path)],
    ['a link to itself', (path: string) => symlinkSync(path, path)],
    ['a folder', (path: string) => mkdirSync(path)],
    [
      'of a size that no rules have',
      (path: string) => {
        writeFileSync(path, '*\n')
        truncateSync(path, 1 << 30)
      },
    ],
  ])('say nothing where the file is %s', async (_, make) => {
    make(join(photos, 'trip/.sightlineignore'))
    await test.library.scan()
    expect(wanted()).toEqual(all)
  })

  it('say nothing beyond what all of them together may say', async () => {
    const rules = `${'x'.repeat(900)}\n`.repeat(70)
    for (let at = 0; at < 16; at += 1) write(photos, `many/${at}/.sightlineignore`, rules)
    const names = Array.from({ length: 30 }, (_, at) => `many/z${String(at).padStart(2, '0')}`)
    for (const name of names) {
      write(photos, `${name}/.sightlineignore`, `${rules}*.jpg\n`)
      write(photos, `${name}/g.jpg`)
    }
    await test.library.scan()
    const kept = wanted().filter((path) => path.startsWith('many/'))
    expect(kept.length).toBeGreaterThan(10)
    expect(kept.length).toBeLessThan(30)
  })

  it('are noticed while the folder is watched', async () => {
    await test.library.watch()
    write(photos, 'trip/.nomedia', '')
    await until('the folder is left out', () => !wanted().includes('trip/c.jpg'))
    write(photos, 'trip/unseen.jpg')
    rmSync(join(photos, 'trip/.nomedia'))
    await until('the folder is back', () => wanted().includes('trip/unseen.jpg'))
    write(photos, 'trip/raw/seen.jpg')
    await until('what is inside is watched again', () => wanted().includes('trip/raw/seen.jpg'))
    write(photos, '.sightlineignore', '*.png')
    await until('the rule is heeded', () => !wanted().includes('b.png'))
    expect(wanted()).toContain('a.jpg')
  })

  it('do not keep what happens in other folders at the same time from being noticed', async () => {
    await test.library.watch()
    for (let n = 0; n < 10; n += 1) {
      if (n % 2 === 0) write(photos, 'trip/.nomedia', '')
      else rmSync(join(photos, 'trip/.nomedia'))
      await until('the folder comes or goes', () => wanted().includes('trip/c.jpg') === (n % 2 === 1))
      write(photos, `work/during ${n}.jpg`)
    }
    await until('all are known', () => wanted().filter((path) => path.includes('during')).length === 10)
  })
})

describe('what systems and programs keep', () => {
  it('is left out by itself', async () => {
    const theirs = [
      '@eaDir/t.jpg',
      '.Trash-1000/t.jpg',
      '$RECYCLE.BIN/t.jpg',
      '#recycle/t.jpg',
      'System Volume Information/t.jpg',
      'node_modules/t.jpg',
      '.git/t.jpg',
      'lost+found/t.jpg',
      '.stversions/t.jpg',
      '.dropbox.cache/t.jpg',
      '.SynologyWorkingDirectory/t.jpg',
      'Editor.app/Contents/t.jpg',
      'My.photoslibrary/resources/derivatives/t.jpg',
      'Old.photolibrary/Thumbnails/t.jpg',
      'profile/cache2/entries/t.jpg',
      'Library/Caches/t.jpg',
      'AppData/Local/t.jpg',
    ]
    for (const path of theirs) write(photos, path)
    for (const path of ['My.photoslibrary/originals/0/mine.jpg', 'Old.photolibrary/Masters/mine.jpg'])
      write(photos, path)
    mkdirSync(join(photos, 'Library/Pictures'), { recursive: true })
    write(photos, 'Library/Pictures/mine.jpg')
    expect(await test.library.scan()).toMatchObject({ added: 3 })
  })
})
