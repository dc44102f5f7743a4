import {
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { backUpLibrary } from '../../src-main/engine/backups.ts'
import { listBackups, sweepUnfinished } from '../../src-main/engine/catalog/backup/backup-folder.ts'
import { backUpInto, backUpTo } from '../../src-main/engine/catalog/backup/backup.ts'
import { addPhotos, catalogIn, library, photosIn } from '../helpers/backups.ts'
import { fillDisk, smallDisk, whyNoSmallDisk } from '../helpers/small-disk.ts'
import { tempDir } from '../helpers/temp.ts'

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

  it('include a second name that the catalog was given, not a catalog that gave way', () => {
    const dir = tempDir('sweep')
    writeFileSync(catalogIn(dir), 'present')
    linkSync(catalogIn(dir), join(dir, 'catalog.before-restore-a.sqlite'))
    writeFileSync(join(dir, 'catalog.before-restore-b.sqlite'), 'former')
    sweepUnfinished(catalogIn(dir))
    expect(readdirSync(dir).toSorted()).toEqual(['catalog.before-restore-b.sqlite', 'catalog.sqlite'])
  })
})
