import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { modelsDir, testEngine, until, type TestEngine } from '../helpers/engine.ts'
import { paintPhotos } from '../helpers/photos.ts'
import { tempDir } from '../helpers/temp.ts'

/** An indexed library of four photos, closed; and how to open it. */
async function library() {
  const dir = tempDir('doctor')
  const dataDir = join(dir, 'data')
  await paintPhotos(join(dir, 'photos'), 4)
  const engine = await testEngine(dataDir)
  await engine.handlers['roots.add']({ path: join(dir, 'photos') })
  await engine.indexOnce()
  return { dir, dataDir, engine, open: () => testEngine(dataDir) }
}

const wrongIn = async (engine: TestEngine, repair = false) =>
  (await engine.doctor({ repair })).findings.filter(({ ok }) => !ok)

/** Writes past SQLite's own rules, as an editor of databases would. */
function edit(dataDir: string, sql: string): void {
  const db = new Database(join(dataDir, 'catalog.sqlite'))
  db.pragma('foreign_keys = OFF')
  db.exec(sql)
  db.close()
}

it('doctor finds tags, collections and pairs that point nowhere, and puts them in order', async () => {
  const { dataDir, engine, open } = await library()
  await engine.handlers['photos.tag']({ photoIds: [1], add: ['Rome'], remove: [] })
  expect(await wrongIn(engine)).toEqual([])
  await engine.stop()
  edit(
    dataDir,
    `INSERT INTO photo_tags VALUES (999, 1), (1, 999); INSERT INTO collection_photos VALUES (9, 1, 0);
     UPDATE photos SET companion_of = 999 WHERE id = 2; UPDATE photos SET companions = 1 WHERE id = 3`,
  )
  const sick = await open()
  expect(await wrongIn(sick)).toMatchObject([
    { subject: 'own data', message: expect.stringMatching(/^5 entries/) },
  ])
  expect(await wrongIn(sick, true)).toMatchObject([{ subject: 'own data', repaired: true }])
  expect(await wrongIn(sick)).toEqual([])
  expect((await sick.handlers['photos.details']({ photoId: 1 })).tags).toEqual(['Rome'])
  await sick.stop()
})

it('doctor finds thumbnails with other content than a picture, and makes them again', async () => {
  const { dataDir, engine } = await library()
  const thumbnails = join(dataDir, 'thumbnails')
  const files = readdirSync(thumbnails, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.webp'),
  )
  writeFileSync(join(thumbnails, files[0] ?? ''), 'a page of a novel, as long as a thumbnail')
  writeFileSync(join(thumbnails, files[1] ?? ''), '')
  expect(await wrongIn(engine)).toMatchObject([
    { subject: 'thumbnails', message: expect.stringMatching(/^2 thumbnails/) },
  ])
  expect(await wrongIn(engine, true)).toMatchObject([{ subject: 'thumbnails', repaired: true }])
  expect(await wrongIn(engine)).toEqual([])
  await engine.stop()
})

it('doctor tries every backup, and tells of what is kept for photos that are not here', async () => {
  const { dir, dataDir, engine } = await library()
  const saying = async () =>
    (await engine.doctor({ repair: false })).findings.map(({ message }) => message).join('\n')
  expect(await saying()).toContain('There are no backups yet')
  const { path } = await engine.handlers['library.backup']({})
  expect(path.startsWith(join(dataDir, 'backups', 'sightline-'))).toBe(true)
  expect(await saying()).toContain('1 backup can be restored')
  mkdirSync(join(dir, 'other'))
  await engine.handlers['photos.mark']({ photoIds: [1], rating: 5 })
  await engine.handlers['roots.remove']({ rootId: 1 })
  expect(await saying()).toContain('What you said of one photo that is not here now is kept')
  writeFileSync(join(dataDir, 'backups', 'sightline-broken.sqlite'), 'no backup')
  // The thumbnails of the removed folder may still be on their way out.
  const broken = (await wrongIn(engine)).find(({ subject }) => subject === 'backups')
  expect(broken?.message).toContain('sightline-broken.sqlite')
  await engine.stop()
})

it.each(['vision.onnx', 'text.onnx'])(
  'doctor names the model file %s that was cut short, and is content with a whole one',
  async (file) => {
    const models = join(tempDir('doctor-models'), 'models')
    cpSync(modelsDir, models, { recursive: true })
    const path = join(models, 'starter', file)
    const whole = readFileSync(path)
    writeFileSync(path, whole.subarray(0, whole.length / 2))
    const dataDir = tempDir('doctor-model')
    const sick = await testEngine(dataDir, { models })
    expect(await wrongIn(sick)).toMatchObject([{ subject: 'model', message: expect.stringContaining(file) }])
    await sick.stop()
    writeFileSync(path, whole)
    const well = await testEngine(dataDir, { models })
    expect(await wrongIn(well)).toEqual([])
    await well.stop()
  },
)

it('tidying up beside other work leaves thumbnails alone that are being written', async () => {
  const { dataDir, engine } = await library()
  const folder = join(dataDir, 'thumbnails', 'ab')
  mkdirSync(folder, { recursive: true })
  const [written, left] = ['0.webp.1.part', '0.webp.2.part'].map((name) => join(folder, name)) as [
    string,
    string,
  ]
  for (const path of [written, left]) writeFileSync(path, 'half')
  utimesSync(left, 1, 1)
  await engine.handlers['roots.remove']({ rootId: 1 })
  await until('what was left is gone', () => !existsSync(left))
  expect(existsSync(written)).toBe(true)
  await engine.stop()
})

it('the thumbnail of a photo that is forgotten after a month goes with it', async () => {
  const { dir, dataDir, engine } = await library()
  await engine.stop()
  const name = readdirSync(join(dir, 'photos'))[0] ?? ''
  rmSync(join(dir, 'photos', name))
  edit(dataDir, `UPDATE photos SET missing_since_ms = 1 WHERE relative_path = '${name}'`)
  const thumbnails = () =>
    readdirSync(join(dataDir, 'thumbnails'), { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.webp'),
    )
  expect(thumbnails()).toHaveLength(4)
  const later = await testEngine(dataDir, { autoIndex: true })
  await until('the thumbnail is gone', () => thumbnails().length === 3)
  await later.stop()
})

it('a thumbnail of what a photo showed before it was edited is no fault, and goes with a repair', async () => {
  const { dir, dataDir, engine } = await library()
  const [name = '', other = ''] = readdirSync(join(dir, 'photos'))
  writeFileSync(join(dir, 'photos', name), readFileSync(join(dir, 'photos', other)))
  await engine.indexOnce()
  const count = () =>
    readdirSync(join(dataDir, 'thumbnails'), { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.webp'),
    ).length
  expect(count()).toBe(4)
  expect((await engine.doctor({ repair: false })).ok).toBe(true)
  expect(await wrongIn(engine, true)).toMatchObject([{ subject: 'thumbnails', repaired: true }])
  expect(count()).toBe(3)
  await engine.stop()
})
