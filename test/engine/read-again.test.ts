import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { indexAll, testLibrary, write, type TestLibrary } from '../helpers/library.ts'
import { tempDir } from '../helpers/temp.ts'

const base = tempDir('read-again')
const folder = join(base, 'photos')
let test: TestLibrary
let rootId: number
const id = (name: string) => test.catalog.photos.byPath(rootId, name) ?? 0
const waiting = () =>
  test.catalog.photos
    .nextPending(100, new Set())
    .map(({ relativePath, reread }) => `${relativePath} ${reread ?? 'whole'}`)
    .toSorted()

beforeAll(async () => {
  for (const name of ['a.jpg', 'b.jpg', 'b.cr2', 'in/c.jpg', 'in/deep/d.jpg', 'inside.jpg', 'skip/e.jpg'])
    write(folder, name)
  test = testLibrary(join(base, 'data'))
  rootId = (await test.library.add(folder)).root.id
  await test.library.scan()
  await indexAll(test.catalog)
  await test.library.setRules(rootId, { rules: 'skip/' })
})
afterAll(() => test.close())

describe('photos that a person wants read again', () => {
  it('wait to be read whole, and can be found meanwhile with all that was said of them', async () => {
    const { photos, marks, embeddings } = test.catalog
    marks.setRating([id('a.jpg')], 4)
    const before = photos.findableIds().toSorted()
    expect(photos.readAgain([id('a.jpg'), 999_999])).toEqual([id('a.jpg')])
    expect(waiting()).toEqual(['a.jpg whole'])
    expect(photos.findableIds().toSorted()).toEqual(before)
    expect(photos.detail(id('a.jpg'))).toMatchObject({ rating: 4 })
    expect(embeddings.count('test')).toBe(6)
    await indexAll(test.catalog)
    expect(waiting()).toEqual([])
  })

  it('are those of a folder and below, and of none whose name merely begins so', async () => {
    expect(test.catalog.photos.readAgainBelow(rootId, 'in')).toHaveLength(2)
    expect(waiting()).toEqual(['in/c.jpg whole', 'in/deep/d.jpg whole'])
    await indexAll(test.catalog)
  })

  it('are not those that are missing or left out, and a RAW file means its photo', async () => {
    const { photos } = test.catalog
    photos.setMissing([id('inside.jpg')], Date.now())
    expect(photos.readAgain([id('skip/e.jpg'), id('inside.jpg')])).toEqual([])
    expect(photos.readAgainBelow(rootId, '')).toHaveLength(4)
    expect(photos.named(rootId, 'b.cr2')).toEqual({ id: id('b.jpg'), missing: false, leftOut: false })
    expect(photos.named(rootId, 'skip/e.jpg')).toMatchObject({ leftOut: true })
    expect(photos.named(rootId, 'inside.jpg')).toMatchObject({ missing: true })
    expect(photos.named(rootId, 'nowhere.jpg')).toBeNull()
    await indexAll(test.catalog)
  })
})
