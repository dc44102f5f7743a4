import { mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { testEngine, type TestEngine } from '../helpers/engine.ts'
import { paintPhotos } from '../helpers/photos.ts'
import { tempDir } from '../helpers/temp.ts'

/** An indexed library of three photos, closed. */
async function library() {
  const dir = tempDir('doctor-mends')
  const dataDir = join(dir, 'data')
  await paintPhotos(join(dir, 'photos'), 3)
  const engine = await testEngine(dataDir)
  await engine.handlers['roots.add']({ path: join(dir, 'photos') })
  await engine.indexOnce()
  await engine.handlers['photos.tag']({ photoIds: [1], add: ['Rome'], remove: [] })
  await engine.stop()
  return dataDir
}

const wrongIn = async (engine: TestEngine, repair = false) =>
  (await engine.doctor({ repair })).findings.filter(({ ok }) => !ok)

/** What doctor says before, while and after it mends. */
async function mended(dataDir: string) {
  const engine = await testEngine(dataDir)
  const before = await wrongIn(engine)
  const repair = await wrongIn(engine, true)
  const after = await wrongIn(engine)
  await engine.stop()
  return { before, repair, after }
}

function edit(dataDir: string, sql: string): void {
  const db = new Database(join(dataDir, 'catalog.sqlite'))
  db.unsafeMode()
  db.exec(sql)
  db.close()
}

const thumbnailsIn = (dataDir: string) =>
  readdirSync(join(dataDir, 'thumbnails'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.webp'))
    .map((name) => join(dataDir, 'thumbnails', name))

describe('doctor says that something is mended when it is', () => {
  it('a file in the place of all thumbnails', async () => {
    const dataDir = await library()
    rmSync(join(dataDir, 'thumbnails'), { recursive: true })
    writeFileSync(join(dataDir, 'thumbnails'), 'x')
    const { before, repair, after } = await mended(dataDir)
    expect(before.map(({ subject }) => subject)).toEqual(['data folder', 'thumbnails'])
    expect(repair.every(({ repaired }) => repaired)).toBe(true)
    expect(after).toEqual([])
    expect(thumbnailsIn(dataDir)).toHaveLength(3)
  })

  it('a folder in the place of one thumbnail, a file in the place of the folder of another', async () => {
    const dataDir = await library()
    const [one = '', other = ''] = thumbnailsIn(dataDir)
    rmSync(one)
    mkdirSync(join(one, 'with', 'something'), { recursive: true })
    rmSync(join(other, '..'), { recursive: true })
    writeFileSync(join(other, '..'), 'x')
    const { before, repair, after } = await mended(dataDir)
    expect(before).toMatchObject([{ subject: 'thumbnails' }])
    expect(repair).toMatchObject([{ subject: 'thumbnails', repaired: true }])
    expect(after).toEqual([])
    expect(thumbnailsIn(dataDir).filter((path) => statSync(path).isFile())).toHaveLength(3)
  })

  it('not what could not be mended: photos that cannot be read any more', async () => {
    const dataDir = await library()
    rmSync(join(dataDir, 'thumbnails'), { recursive: true })
    const photos = join(dataDir, '..', 'photos')
    for (const name of readdirSync(photos)) writeFileSync(join(photos, name), 'no picture')
    const { repair, after } = await mended(dataDir)
    expect(repair).toMatchObject([{ subject: 'thumbnails', repaired: false }])
    expect(after).toMatchObject([{ subject: 'thumbnails' }])
  })

  it.each(['backups', 'models', 'vectors'])('a file in the place of %s', async (name) => {
    const dataDir = await library()
    rmSync(join(dataDir, name), { recursive: true, force: true })
    writeFileSync(join(dataDir, name), 'somebody wrote this')
    const { before, repair, after } = await mended(dataDir)
    expect(before).toMatchObject([{ subject: 'data folder' }])
    expect(repair).toMatchObject([{ subject: 'data folder', repaired: true }])
    expect(after).toEqual([])
    const aside = readdirSync(dataDir).find((file) => file.startsWith(`${name}.set-aside-`))
    if (name === 'vectors') expect(aside).toBeUndefined()
    else expect(readFileSync(join(dataDir, aside ?? ''), 'utf8')).toBe('somebody wrote this')
  })

  it('a folder in the place of the list of folders', async () => {
    const dataDir = await library()
    rmSync(join(dataDir, 'folders.json'), { force: true })
    mkdirSync(join(dataDir, 'folders.json'))
    const { repair, after } = await mended(dataDir)
    expect(repair).toMatchObject([{ subject: 'data folder', repaired: true }])
    expect(after).toEqual([])
    await (await testEngine(dataDir)).stop()
    expect(JSON.parse(readFileSync(join(dataDir, 'folders.json'), 'utf8'))).toMatchObject({
      folders: [expect.any(String)],
    })
  })
})

const tagsOfFirst = async (dataDir: string) => {
  const engine = await testEngine(dataDir)
  const { tags } = await engine.handlers['photos.details']({ photoId: 1 })
  await engine.stop()
  return tags
}

describe('the schema of the catalog', () => {
  it('is compared by doctor, which drops what no Sightline makes', async () => {
    const dataDir = await library()
    edit(
      dataDir,
      `CREATE TRIGGER e AFTER UPDATE ON photos BEGIN DELETE FROM tags; END; CREATE VIEW v AS SELECT 1;
       CREATE INDEX i ON photos (width); CREATE TABLE "odd ""name" (a); CREATE VIRTUAL TABLE w USING fts5 (a)`,
    )
    const { before, repair, after } = await mended(dataDir)
    expect(before).toMatchObject([
      { subject: 'catalog', message: expect.stringContaining('--repair') as string },
    ])
    expect(repair).toMatchObject([{ subject: 'catalog', repaired: true }])
    expect(after).toEqual([])
    expect(await tagsOfFirst(dataDir)).toEqual(['Rome'])
  })

  it.each([
    ['lacking', 'DROP TRIGGER photos_keep_marks; DROP INDEX photos_by_hash'],
    ['gone with the full-text index', 'DROP INDEX photos_tally; DROP TABLE photo_texts'],
    [
      'a trigger of ours with another text',
      'DROP TRIGGER photo_texts_go; CREATE TRIGGER photo_texts_go AFTER DELETE ON photos BEGIN SELECT 1; END',
    ],
  ])('is put in order at the start where something is %s', async (_, sql) => {
    const dataDir = await library()
    edit(dataDir, sql)
    await expect(testEngine(dataDir, { role: 'reader' })).rejects.toThrowError(/sightline index/)
    expect(await mended(dataDir)).toEqual({ before: [], repair: [], after: [] })
    expect(await tagsOfFirst(dataDir)).toEqual(['Rome'])
  })

  it.each([
    ['has another text', 'ALTER TABLE tags ADD COLUMN more TEXT'],
    ['is gone', 'DROP TABLE recent_searches'],
  ])('is made anew with what was said where a table of ours %s', async (_, sql) => {
    const dataDir = await library()
    edit(dataDir, sql)
    expect(await tagsOfFirst(dataDir)).toEqual(['Rome'])
    expect(readdirSync(dataDir).some((name) => name.startsWith('catalog.damaged-'))).toBe(true)
  })
})
