import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { backUpLibrary, restoreLibrary } from '../../src-main/engine/backups.ts'
import { listBackups, sweepUnfinished } from '../../src-main/engine/catalog/backup/backup-folder.ts'
import { backUpInto, backUpTo } from '../../src-main/engine/catalog/backup/backup.ts'
import { openCatalog, type Catalog } from '../../src-main/engine/catalog/catalog.ts'
import { schemaVersion } from '../../src-main/engine/catalog/migrations.ts'
import { takeInstanceLock } from '../../src-main/engine/instance-lock.ts'
import { fillDisk, smallDisk, whyNoSmallDisk } from '../helpers/small-disk.ts'
import { tempDir } from '../helpers/temp.ts'

const catalogIn = (dir: string) => join(dir, 'catalog.sqlite')
const open = (dir: string) => openCatalog(catalogIn(dir))

/** A library with photos enough for a few steps of copying. */
function library(photos = 300, dir = tempDir('backup')): { dir: string; catalog: Catalog } {
  const catalog = open(dir)
  addPhotos(catalog, 0, photos)
  return { dir, catalog }
}

function addPhotos(catalog: Catalog, from: number, to: number): void {
  const root = catalog.roots.add('/photos')
  catalog.transaction(() => {
    for (let n = from; n < to; n += 1) {
      const file = { relativePath: `${n}.jpg`, sizeBytes: n, mtimeMs: n, inode: n }
      const id = catalog.photos.addPending(root.id, file)
      catalog.embeddings.put(id, 'starter', new Float32Array(256).fill(n))
    }
  })
}

function photosIn(file: string): unknown {
  const db = new Database(file, { readonly: true, fileMustExist: true })
  try {
    return db.prepare('SELECT count(*) FROM photos').pluck().get()
  } finally {
    db.close()
  }
}

describe('a backup', () => {
  it('is one plain file that holds the catalog as it is while it is open', async () => {
    const { dir, catalog } = library()
    const target = join(tempDir('backup-target'), 'safe.sqlite')
    const { path, sizeBytes } = await backUpTo(catalog, target, { force: false })
    expect({ path, sizeBytes }).toEqual({ path: target, sizeBytes: statSync(target).size })
    expect(readdirSync(join(target, '..'))).toEqual(['safe.sqlite'])
    expect(photosIn(target)).toBe(300)
    expect(catalog.integrity()).toBe('ok')
    catalog.close()
    expect(existsSync(join(dir, 'backups'))).toBe(false)
  })

  it('is finished while another process writes all the time', async () => {
    const { dir, catalog } = library(2_000)
    let written = 2_000
    const writer = setInterval(() => addPhotos(catalog, written, (written += 20)), 1)
    try {
      const target = join(tempDir('backup-target'), 'safe.sqlite')
      await backUpLibrary(dir, target, { force: false })
      expect(photosIn(target)).toBeGreaterThanOrEqual(2_000)
    } finally {
      clearInterval(writer)
      catalog.close()
    }
  })

  it('replaces no file without being told to, and never the catalog itself', async () => {
    const { dir, catalog } = library(3)
    const target = join(tempDir('backup-target'), 'safe.sqlite')
    writeFileSync(target, 'mine')
    await expect(backUpTo(catalog, target, { force: false })).rejects.toMatchObject({
      code: 'bad-arguments',
      message: expect.stringContaining('--force'),
    })
    expect(readFileSync(target, 'utf8')).toBe('mine')
    await backUpTo(catalog, target, { force: true })
    expect(photosIn(target)).toBe(3)

    const link = join(tempDir('backup-link'), 'data')
    symlinkSync(dir, link)
    for (const own of [catalogIn(dir), catalogIn(link), `${catalogIn(dir)}-wal`, join(dir, 'engine.lock')]) {
      await expect(backUpTo(catalog, own, { force: true })).rejects.toMatchObject({ code: 'bad-arguments' })
    }
    await expect(backUpTo(catalog, dir, { force: true })).rejects.toThrowError(/not a file/)
    await expect(backUpTo(catalog, join(dir, 'no', 'x'), { force: true })).rejects.toThrowError(/no folder/)
    catalog.close()
  })

  it('says before it begins that its disk has no room, and leaves nothing there', async () => {
    const disk = smallDisk(4)
    if (!disk) return console.log(whyNoSmallDisk)
    const { catalog } = library(2_000)
    const makeRoom = fillDisk(disk, 200_000)
    const target = join(disk, 'safe.sqlite')
    await expect(backUpTo(catalog, target, { force: false })).rejects.toMatchObject({ code: 'disk-full' })
    expect(readdirSync(disk)).toEqual(['filler'])
    makeRoom()
    catalog.close()
  })

  it('made by the app keeps the newest ten', async () => {
    const { dir, catalog } = library(1)
    const folder = join(dir, 'backups')
    for (let day = 1; day <= 12; day += 1) await backUpInto(catalog, folder, new Date(Date.UTC(2026, 0, day)))
    expect(listBackups(folder, 'sightline-')).toHaveLength(10)
    expect(listBackups(folder)[0]).toContain('sightline-2026-01-12T00-00-00.sqlite')
    catalog.close()
  })
})

describe('restoring', () => {
  async function backedUp(): Promise<{ dir: string; backup: string }> {
    const { dir, catalog } = library(20)
    const backup = join(tempDir('backup-target'), 'safe.sqlite')
    await backUpTo(catalog, backup, { force: false })
    addPhotos(catalog, 20, 30)
    catalog.close()
    return { dir, backup }
  }

  it('puts the backup in place under a new id and keeps the catalog that was there', async () => {
    const { dir, backup } = await backedUp()
    const before = open(dir)
    const id = before.id
    before.close()
    const restored = restoreLibrary(dir, backup, Date.now())
    expect(restored).toMatchObject({ photos: 20, roots: ['/photos'], catalog: catalogIn(dir) })
    expect(restored.movedTo).toContain('catalog.before-restore-')
    expect(photosIn(restored.movedTo ?? '')).toBe(30)
    const after = open(dir)
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

describe('unfinished copies', () => {
  it('that a killed process left are swept, and nothing else', () => {
    const dir = tempDir('sweep')
    mkdirSync(join(dir, 'backups'))
    const stays = ['catalog.sqlite', 'backups/sightline-x.sqlite', 'backups/note.part']
    const goes = [
      'catalog.sqlite.restoring',
      'catalog.sqlite.restoring-wal',
      'backups/sightline-x.sqlite.12.part',
      'backups/before-version-2-x.sqlite.12.part-journal',
    ]
    for (const name of [...stays, ...goes]) writeFileSync(join(dir, name), '')
    sweepUnfinished(catalogIn(dir))
    expect([...stays, ...goes].filter((name) => existsSync(join(dir, name)))).toEqual(stays)
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
