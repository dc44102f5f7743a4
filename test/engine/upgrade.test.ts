import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { openCatalog } from '../../src-main/engine/catalog/catalog.ts'
import { migrations, schemaVersion } from '../../src-main/engine/catalog/migrations.ts'
import { restoreInto } from '../helpers/backups.ts'
import { firstVersionCatalog } from '../helpers/old-catalog.ts'
import { fillDisk, smallDisk, whyNoSmallDisk } from '../helpers/small-disk.ts'
import { tempDir } from '../helpers/temp.ts'

const photos = 50
const backupsIn = (dir: string) => readdirSync(join(dir, 'backups')).toSorted()
const versionOf = (file: string) => {
  const db = new Database(file, { readonly: true, fileMustExist: true })
  const version = db.pragma('user_version', { simple: true })
  db.close()
  return version
}

describe('a catalog of the first version', () => {
  it.each([true, false])('is backed up, then upgraded with all it holds (readonly: %s)', async (readonly) => {
    const dir = tempDir('upgrade')
    const file = firstVersionCatalog(dir, photos)
    const catalog = openCatalog(file, { readonly })
    expect(catalog.id).toBe('first')
    expect(catalog.photos.counts()).toMatchObject({ photos, embedded: photos, hidden: photos / 10 })
    expect(catalog.embeddings.count('starter')).toBe(photos)
    expect(catalog.photos.detail(1)).toMatchObject({ takenFrom: 'camera', rating: null, favourite: 0 })
    expect(catalog.integrity()).toBe('ok')
    catalog.close()

    const [backup = ''] = backupsIn(dir)
    expect(backup).toMatch(new RegExp(`^before-version-${schemaVersion}-.+\\.sqlite$`))
    expect(backupsIn(dir)).toEqual([backup])
    expect(versionOf(join(dir, 'backups', backup))).toBe(1)
    openCatalog(file).close()
    expect(backupsIn(dir)).toEqual([backup])

    const elsewhere = tempDir('upgrade-restored')
    expect((await restoreInto(elsewhere, join(dir, 'backups', backup))).photos).toBe(photos)
    const restored = openCatalog(join(elsewhere, 'catalog.sqlite'))
    expect(restored.photos.counts()).toMatchObject({ photos, hidden: photos / 10 })
    restored.close()
  })

  it('stays as it is where there is no room for its backup, and is upgraded once there is', () => {
    const disk = smallDisk(4)
    if (!disk) return console.log(whyNoSmallDisk)
    const file = firstVersionCatalog(disk, 500)
    const before = readFileSync(file)
    const makeRoom = fillDisk(disk, 1_200_000)
    expect(() => openCatalog(file)).toThrowError(
      expect.objectContaining({
        code: 'disk-full',
        message: expect.stringMatching(/earlier Sightline.+make room/),
      }) as Error,
    )
    expect(versionOf(file)).toBe(1)
    expect(readFileSync(file).equals(before)).toBe(true)
    expect(backupsIn(disk)).toEqual([])
    makeRoom()
    openCatalog(file).close()
    expect(versionOf(file)).toBe(schemaVersion)
    expect(backupsIn(disk)).toHaveLength(1)
  })

  it('stays as it is where no backup can be written', () => {
    const dir = tempDir('upgrade')
    const file = firstVersionCatalog(dir, photos)
    writeFileSync(join(dir, 'backups'), 'a file where the folder should be')
    expect(() => openCatalog(file)).toThrowError(/could not be done/)
    expect(versionOf(file)).toBe(1)
  })

  it('keeps the newest three of such backups', () => {
    const dir = tempDir('upgrade')
    mkdirSync(join(dir, 'backups'))
    for (const year of [2001, 2002, 2003]) {
      writeFileSync(join(dir, 'backups', `before-version-${schemaVersion}-${year}.sqlite`), '')
    }
    writeFileSync(join(dir, 'backups', 'sightline-2001.sqlite'), '')
    openCatalog(firstVersionCatalog(dir, photos)).close()
    expect(backupsIn(dir)).toHaveLength(4)
    expect(backupsIn(dir)).toContain('sightline-2001.sqlite')
  })

  it('has the texts of its photos indexed, and room for searches that are kept', () => {
    const dir = tempDir('upgrade')
    const file = firstVersionCatalog(dir, photos)
    const db = new Database(file)
    for (const version of [2, 3]) {
      db.exec(migrations[version - 1] ?? '')
      db.pragma(`user_version = ${version}`)
    }
    db.exec(`UPDATE photos SET title = 'Crème', keywords = '["sea","the \\"old\\" pier"]' WHERE id = 7;
      UPDATE photos SET status = 'failed', indexed_at_ms = NULL WHERE id = 8`)
    db.close()
    const catalog = openCatalog(file)
    const [backup = ''] = backupsIn(dir)
    expect(versionOf(join(dir, 'backups', backup))).toBe(3)
    expect(catalog.texts.isInOrder()).toBe(true)
    expect(catalog.texts.containing('creme')).toEqual([7])
    expect(catalog.texts.containing('the "old" pier')).toEqual([7])
    expect(catalog.texts.containing('.jpg')).toHaveLength(photos - 1)
    catalog.photos.retry()
    expect(catalog.searches.save('Sea', 'sea')).toMatchObject({ name: 'Sea' })
    expect(catalog.integrity()).toBe('ok')
    catalog.close()
  })
})
