import {
  chmodSync,
  linkSync,
  openSync,
  closeSync,
  renameSync,
  statSync,
  utimesSync,
  writeSync,
} from 'node:fs'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { until } from '../helpers/engine.ts'
import { idOf, indexAll, present, testLibrary, write, type TestLibrary } from '../helpers/library.ts'
import { tempDir } from '../helpers/temp.ts'

const base = tempDir('library-ctime')
let test: TestLibrary
let dir: string
let photos: string
let rootId: number
let turn = 0

beforeEach(async () => {
  dir = join(base, String((turn += 1)))
  photos = join(dir, 'photos')
  for (let n = 0; n < 60; n += 1) write(photos, `in/${n}.jpg`, `content of ${String(n).padStart(4, '0')}`)
  write(photos, 'a.jpg', 'one thing')
  write(photos, 'b.jpg', 'b')
  write(photos, 'b.xmp', 'one')
  open()
  rootId = (await test.library.add(photos)).root.id
  await test.library.scan()
  await indexAll(test.catalog)
})
afterEach(() => test.close())

function open(): void {
  test = testLibrary(join(dir, 'data'), { settleMs: 50, quietMs: 50 })
}

/** Writes into the file as it is, and gives it its time back: as exiftool -P -overwrite_original_in_place does. */
function editInPlace(name: string, content: string): void {
  const path = join(photos, name)
  const { size, mtime, atime } = statSync(path)
  expect(content.length).toBe(size)
  const file = openSync(path, 'r+')
  writeSync(file, content)
  closeSync(file)
  utimesSync(path, atime, mtime)
  expect(statSync(path).mtimeMs).toBe(mtime.getTime())
}

/** Times with fractions do not survive being given back by every program, whole ones do. */
function wholeTimes(): void {
  for (const name of ['a.jpg', 'b.xmp', ...Array.from({ length: 60 }, (_, n) => `in/${n}.jpg`)])
    utimesSync(join(photos, name), 1_500_000_000, 1_500_000_000)
}

const waiting = () => {
  const ids = test.catalog.photos.nextPending(1_000, new Set())
  return ids.map(({ relativePath, reread }) => `${relativePath} ${reread ?? 'whole'}`).toSorted()
}
const stampOf = (name: string) =>
  test.catalog.photos.knownInRoot(rootId).find(({ relativePath }) => relativePath === name)?.ctimeMs
const settled = async () => {
  wholeTimes()
  await test.library.scan()
  await indexAll(test.catalog)
  await test.library.scan()
  await test.library.compared()
  expect(waiting()).toEqual([])
}

describe('a file that keeps its size and its time', () => {
  beforeEach(settled)

  it('is read again when its content is another, and only then', async () => {
    editInPlace('a.jpg', 'new thing')
    chmodSync(join(photos, 'in/1.jpg'), 0o600)
    linkSync(join(photos, 'in/2.jpg'), join(dir, 'link'))
    await test.library.scan()
    expect(waiting()).toEqual(['a.jpg whole'])
    for (const name of ['in/1.jpg', 'in/2.jpg'])
      expect(stampOf(name)).toBe(statSync(join(photos, name)).ctimeMs)
    await indexAll(test.catalog)
    await test.library.scan()
    expect(waiting()).toEqual([])
  })

  it('is noticed by watching', async () => {
    await test.library.watch()
    editInPlace('a.jpg', 'new thing')
    await until('it waits to be read', () => waiting().join() === 'a.jpg whole')
  })

  it('has its metadata read again when it is an XMP file', async () => {
    editInPlace('b.xmp', 'two')
    await test.library.scan()
    expect(waiting()).toEqual(['b.jpg metadata'])
    await indexAll(test.catalog)
    await test.library.scan()
    expect(waiting()).toEqual([])
  })

  it('is not stored as it was read before it was edited', async () => {
    editInPlace('a.jpg', 'new thing')
    await test.library.scan()
    const [queued] = test.catalog.photos.nextPending(1, new Set())
    editInPlace('a.jpg', 'new sight')
    await test.library.scan()
    if (!queued) throw new Error('nothing waits')
    expect(test.catalog.photos.setFailed(queued.id, 'half of it', queued)).toBe(false)
    expect(waiting()).toEqual(['a.jpg whole'])
  })

  it('is tried again when it could not be read and may be read now', async () => {
    const id = idOf(test.catalog, rootId, 'a.jpg') ?? 0
    test.catalog.photos.setFailed(id, 'It may not be read.')
    chmodSync(join(photos, 'a.jpg'), 0o600)
    await test.library.scan()
    expect(waiting()).toEqual(['a.jpg whole'])
  })
})

describe('many files of which something changed at once', () => {
  beforeEach(settled)

  it('are compared after the scan, and answer meanwhile', async () => {
    for (let n = 0; n < 60; n += 1) chmodSync(join(photos, `in/${n}.jpg`), 0o600)
    editInPlace('in/7.jpg', 'CONTENT of 0007')
    await test.library.scan()
    expect(waiting()).toEqual([])
    expect(test.catalog.photos.findableIds()).toHaveLength(62)
    await test.library.compared()
    expect(waiting()).toEqual(['in/7.jpg whole'])
    expect(test.catalog.photos.findableIds()).toHaveLength(62)
    for (let n = 0; n < 60; n += 1)
      expect(stampOf(`in/${n}.jpg`)).toBe(statSync(join(photos, `in/${n}.jpg`)).ctimeMs)
  })

  it('are compared by a later run when this one ends too soon', async () => {
    for (let n = 0; n < 60; n += 1) chmodSync(join(photos, `in/${n}.jpg`), 0o600)
    editInPlace('in/59.jpg', 'CONTENT of 0059')
    await test.library.scan()
    await test.close()
    open()
    await test.library.scan()
    await test.library.compared()
    expect(waiting()).toEqual(['in/59.jpg whole'])
  })

  it('are not read when their folder was renamed, or they were', async () => {
    renameSync(join(photos, 'in'), join(photos, 'out'))
    await test.library.scan()
    mkdirSync(join(photos, 'third'))
    for (let n = 0; n < 60; n += 1) renameSync(join(photos, `out/${n}.jpg`), join(photos, `third/${n}.jpg`))
    const { moved } = await test.library.scan()
    expect(moved).toBe(60)
    await test.library.compared()
    expect(waiting()).toEqual([])
    expect(present(test.catalog, rootId)).toContain('third/59.jpg')
    expect(stampOf('third/59.jpg')).toBe(statSync(join(photos, 'third/59.jpg')).ctimeMs)
  })
})

it('takes a library of an earlier Sightline without reading any of it again', async () => {
  wholeTimes()
  await test.library.scan()
  await indexAll(test.catalog)
  await test.close()
  const db = new Database(join(dir, 'data', 'catalog.sqlite'))
  db.exec('UPDATE photos SET ctime_ms = NULL, sidecar_ctime_ms = NULL')
  db.close()
  open()
  for (let n = 0; n < 60; n += 1) chmodSync(join(photos, `in/${n}.jpg`), 0o600)
  expect(await test.library.scan()).toMatchObject({ files: 62, changed: 0 })
  await test.library.compared()
  expect(waiting()).toEqual([])
  expect(stampOf('in/3.jpg')).toBe(statSync(join(photos, 'in/3.jpg')).ctimeMs)
  editInPlace('a.jpg', 'new thing')
  editInPlace('b.xmp', 'two')
  await test.library.scan()
  expect(waiting()).toEqual(['a.jpg whole', 'b.jpg metadata'])
})
