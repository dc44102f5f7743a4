import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { restoreLibrary } from '../../src-main/engine/backups.ts'
import { backUpTo } from '../../src-main/engine/catalog/backup/backup.ts'
import { openCatalog } from '../../src-main/engine/catalog/catalog.ts'
import { schemaVersion } from '../../src-main/engine/catalog/migrations.ts'
import { takeInstanceLock } from '../../src-main/engine/instance-lock.ts'
import { backedUp, catalogIn, library, openIn, photosIn } from '../helpers/backups.ts'
import { fillDisk, smallDisk, whyNoSmallDisk } from '../helpers/small-disk.ts'
import { tempDir } from '../helpers/temp.ts'

describe('restoring', () => {
  it('puts the backup in place under a new id and keeps the catalog that was there', async () => {
    const { dir, backup } = await backedUp()
    const before = openIn(dir)
    const id = before.id
    before.close()
    const restored = restoreLibrary(dir, backup, Date.now())
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
    expect(() => restoreLibrary(fresh, join(fresh, 'nothing.sqlite'), 0)).toThrowError(/no file/)
    expect(existsSync(fresh)).toBe(false)
    expect(restoreLibrary(fresh, backup, Date.now())).toMatchObject({ movedTo: null, photos: 20 })
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
    expect(restoreLibrary(fresh, join(copies, 'c.sqlite'), Date.now()).roots).toEqual(['/others', '/photos'])
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
    expect(() => restoreLibrary(dir, backup, 0)).toThrowError(expect.objectContaining({ code }) as Error)
    expect(readFileSync(catalogIn(dir)).equals(before)).toBe(true)
    expect(
      readdirSync(dir)
        .filter((name) => name !== 'engine.lock')
        .toSorted(),
    ).toEqual(names)
  })

  it('refuses the catalog itself, and a folder', async () => {
    const { dir } = await backedUp()
    expect(() => restoreLibrary(dir, catalogIn(dir), 0)).toThrowError(/itself/)
    expect(() => restoreLibrary(dir, dir, 0)).toThrowError(/not a file/)
  })

  it('refuses while an engine works on the data folder, or anything reads the catalog', async () => {
    const { dir, backup } = await backedUp()
    const lock = takeInstanceLock(dir)
    expect(() => restoreLibrary(dir, backup, 0)).toThrowError(/Another Sightline is already working/)
    lock.release()
    const reader = openCatalog(catalogIn(dir), { readonly: true })
    reader.photos.counts()
    expect(() => restoreLibrary(dir, backup, 0)).toThrowError(/is reading/)
    reader.close()
    expect(restoreLibrary(dir, backup, 0).photos).toBe(20)
  })

  it('replaces a damaged catalog too, with its journal', async () => {
    const { dir, backup } = await backedUp()
    writeFileSync(catalogIn(dir), 'rubbish')
    writeFileSync(`${catalogIn(dir)}-wal`, 'old journal')
    const { movedTo } = restoreLibrary(dir, backup, Date.now())
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
    expect(() => restoreLibrary(dir, backup, 0)).toThrowError(
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
