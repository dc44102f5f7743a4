import { readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { backUpTo } from '../../src-main/engine/catalog/backup/backup.ts'
import { openCatalog, type Catalog } from '../../src-main/engine/catalog/catalog.ts'
import { copiesOf, type BroughtBack } from '../../src-main/engine/catalog/user-data/at-start.ts'
import { listCopies } from '../../src-main/engine/catalog/user-data/copies.ts'
import { keepUserData } from '../../src-main/engine/catalog/user-data/keeper.ts'
import { checkCopy } from '../../src-main/engine/catalog/user-data/read-copy.ts'
import { writeCopy } from '../../src-main/engine/catalog/user-data/write-copy.ts'
import { restoreInto } from '../helpers/backups.ts'
import { lostOf, saidIn, saidLibrary, type Said } from '../helpers/said-library.ts'
import { tempDir } from '../helpers/temp.ts'

/** A catalog with its copy, closed; `also` happens before the copy is made. */
async function copied(also: (catalog: Catalog) => void = () => undefined) {
  const catalog = saidLibrary(tempDir('flipped-fields'), 60)
  also(catalog)
  const { file, id } = catalog
  const truth = saidIn(catalog)
  await writeCopy(file, Date.now())
  catalog.close()
  return { file, id, truth }
}

/** Changes rows as flipped bits do: nothing counts it, no trigger and no other table knows of it. */
function alter(file: string, sql: string): void {
  const db = new Database(file)
  db.pragma('foreign_keys = OFF')
  db.pragma('ignore_check_constraints = ON')
  const triggers = db.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").all() as {
    name: string
    sql: string
  }[]
  for (const { name } of triggers) db.exec(`DROP TRIGGER ${name}`)
  db.exec(sql)
  for (const trigger of triggers) db.exec(trigger.sql)
  db.close()
}

/** Contents by their places, which `lostOf` lets differ. */
const placesIn = ({ photos, contents }: Said) =>
  [...photos.keys()].map((path) => [path, contents.get(path)]).toSorted()

const unrate = 'UPDATE photos SET rating = NULL WHERE id = 1'
const flipHash = `content_hash = unhex(replace(substr(hex(content_hash), 1, 2), substr(hex(content_hash), 1, 1), '7')
  || substr(hex(content_hash), 3))`

describe('a bit that flips', () => {
  it.each([
    [
      'in the name of the catalog',
      `UPDATE meta SET value = replace(value, substr(value, 3, 1), 'X') WHERE key = 'id'; ${unrate}`,
    ],
    ['in the key of that name', `UPDATE meta SET key = 'ie' WHERE key = 'id'; ${unrate}`],
    ['in the count of changes', `UPDATE said SET changes = changes + 1024; ${unrate}`],
    ['in the other count of changes', `UPDATE said SET again = again - 16; ${unrate}`],
    ['in the folder of a photo', 'UPDATE photos SET root_id = 0 WHERE id = 1'],
    ['in the folder of a photo, which is another then', 'UPDATE photos SET root_id = 2 WHERE id = 1'],
    ['in the path of a photo', "UPDATE photos SET relative_path = 'trip 0/IMF_0.jpg' WHERE id = 1"],
    ['in the content of a photo', `UPDATE photos SET ${flipHash} WHERE id = 1`],
    [
      'in both',
      `UPDATE photos SET ${flipHash}, relative_path = 'trip 0/IMF_0.jpg', root_id = 3, rating = 4 WHERE id = 1`,
    ],
    ['in the number of a photo', 'UPDATE photos SET id = 8193 WHERE id = 1'],
    ['in the number of a folder', 'UPDATE roots SET id = 9 WHERE id = 1'],
    ['in the path of a folder', "UPDATE roots SET path = '/photos/holidayr' WHERE id = 1"],
    ['in the name of a tag', "UPDATE tags SET name = 'famimy' WHERE name = 'family'"],
    ['in the tag of a photo', 'UPDATE photo_tags SET tag_id = 66 WHERE photo_id = 1 AND tag_id = 1'],
    ['in the photo of a tag', 'UPDATE photo_tags SET photo_id = 2 WHERE photo_id = 1 AND tag_id = 1'],
    ['in a collection', 'UPDATE collection_photos SET photo_id = 2049 WHERE photo_id = 1'],
    ['in what is counted of a table', "UPDATE sqlite_sequence SET seq = 0 WHERE name = 'photos'"],
  ])('%s loses nothing, and the catalog is whole', async (_, sql) => {
    const { file, id, truth } = await copied()
    alter(file, sql)
    const mended = openCatalog(file)
    const now = saidIn(mended)
    expect(lostOf(truth, now)).toEqual([])
    expect(placesIn(now)).toEqual(placesIn(truth))
    expect(mended.setAside ? 'another' : mended.id).toBe(mended.setAside ? 'another' : id)
    expect([mended.integrity(), mended.references.faults()]).toEqual(['ok', 0])
    mended.close()
    const again = openCatalog(file)
    expect(again.broughtBack).toBeNull()
    again.close()
  })

  it('in the folder of a photo keeps what was said of it, without any copy', () => {
    const catalog = saidLibrary(tempDir('flipped-fields'), 60)
    const truth = saidIn(catalog)
    catalog.close()
    alter(catalog.file, 'UPDATE photos SET root_id = 0 WHERE id = 1')
    const mended = openCatalog(catalog.file)
    expect(lostOf(truth, saidIn(mended))).toEqual([])
    mended.close()
  })

  it('in the path of a folder is put right in the background where there is much to compare', async () => {
    const { file, truth } = await copied((catalog) =>
      catalog.searches.keepPicture({
        id: 'large',
        name: 'large.webp',
        preview: Buffer.concat([Buffer.from('RIFF....WEBP'), randomBytes(700_000)]),
      }),
    )
    alter(file, "UPDATE roots SET path = '/photos/holidayr' WHERE id = 1")
    const catalog = openCatalog(file)
    expect(catalog.broughtBack).toBeNull()
    const backs: BroughtBack[] = []
    const keeper = keepUserData({
      catalog,
      onBroughtBack: (back) => backs.push(back),
      onTrouble: (message) => expect.unreachable(message),
    })
    await keeper.compared
    expect(backs).toMatchObject([{ why: 'altered' }])
    expect(lostOf(truth, saidIn(catalog))).toEqual([])
    await keeper.stop()
    catalog.close()
  })

  it('in a copy is met in the background, and a new one is written', async () => {
    const { file } = await copied()
    const [{ path } = { path: '' }] = listCopies(file)
    const bytes = readFileSync(path)
    bytes[bytes.length - 20] = (bytes.at(-20) ?? 0) ^ 4
    writeFileSync(path, bytes)
    const catalog = openCatalog(file)
    const keeper = keepUserData({
      catalog,
      onBroughtBack: () => expect.unreachable('nothing is lost'),
      onTrouble: (message) => expect.unreachable(message),
    })
    await keeper.stop()
    catalog.close()
    expect(listCopies(file).map((copy) => checkCopy(copy.path) !== null)).toEqual([true, false])
  })
})

it('What was said in a restored backup is kept beside it before any engine runs.', async () => {
  const catalog = saidLibrary(tempDir('flipped-fields'), 60)
  const { file } = catalog
  const backup = join(tempDir('flipped-fields-backup'), 'backup.sqlite')
  await backUpTo(catalog, backup, { force: false })
  const truth = saidIn(catalog)
  catalog.close()
  await restoreInto(dirname(file), backup)
  alter(file, unrate)
  const mended = openCatalog(file)
  expect(mended.broughtBack).toMatchObject({ why: 'altered' })
  expect(lostOf(truth, saidIn(mended))).toEqual([])
  mended.close()
})

it('A catalog that was built anew has a copy of its own as soon as an engine runs.', async () => {
  const { file } = await copied()
  truncateSync(file, 50_001)
  const catalog = openCatalog(file)
  const keeper = keepUserData({
    catalog,
    onBroughtBack: () => undefined,
    onTrouble: (message) => expect.unreachable(message),
  })
  await keeper.compared
  expect(copiesOf(file, catalog.id)).toHaveLength(1)
  await keeper.stop()
  catalog.close()
})

it('A catalog that ends within its last page is read as far as it goes.', async () => {
  const { file, truth } = await copied()
  const { length } = readFileSync(file)
  truncateSync(file, length - 1_000)
  const mended = openCatalog(file)
  expect(mended.setAside?.reason).toMatch(/within a page/)
  expect(lostOf(truth, saidIn(mended))).toEqual([])
  mended.close()
})
