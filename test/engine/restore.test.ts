import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { backUpTo } from '../../src-main/engine/catalog/backup/backup.ts'
import { openCatalog } from '../../src-main/engine/catalog/catalog.ts'
import { schemaVersion } from '../../src-main/engine/catalog/migrations.ts'
import { takeInstanceLock } from '../../src-main/engine/instance-lock.ts'
import { backedUp, catalogIn, library, openIn, photosIn, restoreInto } from '../helpers/backups.ts'
import { fillDisk, smallDisk, whyNoSmallDisk } from '../helpers/small-disk.ts'
import { tempDir } from '../helpers/temp.ts'

describe('restoring', () => {
  it('puts the backup in place under a new id and keeps the catalog that was there', async () => {
    const { dir, backup } = await backedUp()
    const before = openIn(dir)
    const id = before.id
    before.close()
    const restored = await restoreInto(dir, backup)
    expect(restored).toMatchObject({ photos: 20, roots: ['/photos'], catalog: catalogIn(dir) })
    expect(restored.movedTo).toContain('catalog.before-restore-')
    expect(photosIn(restored.movedTo ?? '')).toBe(30)
    const after = openIn(dir)
    expect(after.photos.counts().photos).toBe(20)
    expect(after.id).not.toBe(id)
    after.close()
    expect(photosIn(backup)).toBe(20)
  })

  it('makes a data folder that is not there, and leaves none behind when there is no backup', async () => {
    const { backup } = await backedUp()
    const fresh = join(tempDir('restored'), 'data')
    await expect(restoreInto(fresh, join(fresh, 'nothing.sqlite'))).rejects.toThrowError(/no file/)
    expect(existsSync(fresh)).toBe(false)
    expect(await restoreInto(fresh, backup)).toMatchObject({ movedTo: null, photos: 20 })
    expect(photosIn(catalogIn(fresh))).toBe(20)
  })

  it('takes a backup that still has its journal beside it', async () => {
    const { dir } = await backedUp()
    const open = openCatalog(catalogIn(dir))
    open.roots.add('/others')
    // As a file manager would copy an open catalog.
    const copies = tempDir('copied')
    for (const end of ['', '-wal']) {
      writeFileSync(join(copies, `c.sqlite${end}`), readFileSync(catalogIn(dir) + end))
    }
    open.close()
    const fresh = tempDir('restored')
    expect((await restoreInto(fresh, join(copies, 'c.sqlite'))).roots).toEqual(['/others', '/photos'])
    expect(readdirSync(copies).toSorted()).toEqual(['c.sqlite', 'c.sqlite-wal'])
  })

  it.each<[string, (file: string) => void, string]>([
    ['is no database', (file) => writeFileSync(file, 'dear diary'), 'bad-arguments'],
    ['is empty', (file) => writeFileSync(file, ''), 'bad-arguments'],
    [
      'is damaged',
      (file) => writeFileSync(file, readFileSync(file).fill(0xff, 9_000, 30_000)),
      'bad-arguments',
    ],
    ['is cut short', (file) => writeFileSync(file, readFileSync(file).subarray(0, 20_000)), 'bad-arguments'],
    ['is of another program', (file) => remake(file, 'CREATE TABLE diary (day)'), 'bad-arguments'],
    ['is newer', (file) => sql(file, `PRAGMA user_version = ${schemaVersion + 1}`), 'catalog-newer'],
  ])('refuses a file that %s, and changes nothing', async (_, spoil, code) => {
    const { dir, backup } = await backedUp()
    spoil(backup)
    const before = readFileSync(catalogIn(dir))
    const names = readdirSync(dir).toSorted()
    await expect(restoreInto(dir, backup)).rejects.toThrowError(expect.objectContaining({ code }) as Error)
    expect(readFileSync(catalogIn(dir)).equals(before)).toBe(true)
    expect(
      readdirSync(dir)
        .filter((name) => name !== 'engine.lock')
        .toSorted(),
    ).toEqual(names)
  })

  it('refuses the catalog itself, and a folder', async () => {
    const { dir } = await backedUp()
    await expect(restoreInto(dir, catalogIn(dir))).rejects.toThrowError(/itself/)
    await expect(restoreInto(dir, dir)).rejects.toThrowError(/not a file/)
  })

  it('refuses while an engine works on the data folder, or anything reads the catalog', async () => {
    const { dir, backup } = await backedUp()
    const lock = takeInstanceLock(dir)
    await expect(restoreInto(dir, backup)).rejects.toThrowError(/Another Sightline is already working/)
    lock.release()
    const reader = openCatalog(catalogIn(dir), { readonly: true })
    reader.photos.counts()
    await expect(restoreInto(dir, backup)).rejects.toThrowError(/is reading/)
    reader.close()
    expect((await restoreInto(dir, backup)).photos).toBe(20)
  })

  it('replaces a damaged catalog too, with its journal', async () => {
    const { dir, backup } = await backedUp()
    writeFileSync(catalogIn(dir), 'rubbish')
    writeFileSync(`${catalogIn(dir)}-wal`, 'old journal')
    const { movedTo } = await restoreInto(dir, backup)
    expect(readFileSync(movedTo ?? '', 'utf8')).toBe('rubbish')
    expect(existsSync(`${catalogIn(dir)}-wal`)).toBe(false)
    expect(photosIn(catalogIn(dir))).toBe(20)
  })

  it('changes nothing when the disk has no room', async () => {
    const disk = smallDisk(4)
    if (!disk) return console.log(whyNoSmallDisk)
    const { dir, catalog: present } = library(20, disk)
    present.close()
    const { catalog } = library(2_000)
    const backup = join(tempDir('backup-target'), 'large.sqlite')
    await backUpTo(catalog, backup, { force: false })
    const makeRoom = fillDisk(disk, 300_000)
    await expect(restoreInto(dir, backup)).rejects.toThrowError(
      expect.objectContaining({ code: 'disk-full' }) as Error,
    )
    expect(readdirSync(dir).some((name) => name.includes('restoring'))).toBe(false)
    makeRoom()
    catalog.close()
  })
})

function sql(file: string, text: string): void {
  const db = new Database(file)
  db.exec(text)
  db.close()
}

function remake(file: string, text: string): void {
  writeFileSync(file, '')
  sql(file, text)
}
