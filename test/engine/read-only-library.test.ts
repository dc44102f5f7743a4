import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { backUpLibrary } from '../../src-main/engine/backups.ts'
import { openCatalog } from '../../src-main/engine/catalog/catalog.ts'
import { readingCopyPrefix } from '../../src-main/engine/catalog/reading-copies.ts'
import { takeInstanceLock } from '../../src-main/engine/instance-lock.ts'
import { addPhotos, catalogIn, library, photosIn, restoreInto } from '../helpers/backups.ts'
import { testEngine } from '../helpers/engine.ts'
import { folderState } from '../helpers/folder-state.ts'
import { firstVersionCatalog } from '../helpers/old-catalog.ts'
import { fillDisk, makeReadOnly, smallDisk, whyNoSmallDisk } from '../helpers/small-disk.ts'
import { tempDir } from '../helpers/temp.ts'

const copiesLeft = () =>
  readdirSync(tmpdir()).filter((name) => name.startsWith(`${readingCopyPrefix}${process.pid}-`))

/** Opens, asks and backs up; nothing may change and nothing may be left behind. */
async function reads(disk: string, photos: number): Promise<void> {
  const before = folderState(disk)
  const catalog = openCatalog(catalogIn(disk), { readonly: true })
  expect(catalog.isReadOnly).toBe(true)
  expect(catalog.photos.counts().photos).toBe(photos)
  expect(catalog.texts.isInOrder()).toBe(true)
  expect(catalog.integrity()).toBe('ok')
  catalog.close()
  const file = join(tempDir('read-only-backup'), 'safe.sqlite')
  await backUpLibrary(disk, file, { force: false })
  expect(photosIn(file)).toBe(photos)
  expect(copiesLeft()).toEqual([])
  expect(folderState(disk)).toEqual(before)
}

describe('a library on a disk that is read-only', () => {
  it('is read and backed up, closed in order', async () => {
    const disk = smallDisk(8)
    if (!disk) return console.log(whyNoSmallDisk)
    library(30, disk).catalog.close()
    makeReadOnly(disk)
    await reads(disk, 30)
  })

  it('is read with the journal that a killed process has left', async () => {
    const disk = smallDisk(8)
    if (!disk) return console.log(whyNoSmallDisk)
    const { dir, catalog } = library(10)
    addPhotos(catalog, 10, 25)
    for (const end of ['', '-wal']) copyFileSync(catalogIn(dir) + end, catalogIn(disk) + end)
    catalog.close()
    makeReadOnly(disk)
    await reads(disk, 25)
  })

  it('is read though it is of an earlier Sightline', async () => {
    const disk = smallDisk(8)
    if (!disk) return console.log(whyNoSmallDisk)
    firstVersionCatalog(disk, 40)
    makeReadOnly(disk)
    await reads(disk, 40)
  })

  it('is searched and examined, and what would change it is told why it cannot', async () => {
    const disk = smallDisk(8)
    if (!disk) return console.log(whyNoSmallDisk)
    library(5, disk).catalog.close()
    makeReadOnly(disk)
    const reader = await testEngine(disk, { role: 'reader' })
    expect(reader.status().photos).toBe(5)
    const { findings } = await reader.doctor({ repair: false })
    expect(findings.find(({ subject }) => subject === 'catalog')?.message).toContain('Nothing can be written')
    await reader.stop()
    const refused = {
      code: 'data-folder-unusable',
      message: expect.stringMatching(/its disk is read-only/) as string,
    }
    expect(() => takeInstanceLock(disk)).toThrowError(expect.objectContaining(refused) as Error)
    await expect(testEngine(disk)).rejects.toMatchObject(refused)
    await expect(restoreInto(disk, catalogIn(disk))).rejects.toMatchObject(refused)
  })

  it('is compared with the second copy of what the person said', async () => {
    const disk = smallDisk(8)
    if (!disk) return console.log(whyNoSmallDisk)
    const writer = await testEngine(disk)
    await writer.handlers['searches.save']({ name: 'dogs', text: 'dog' })
    await writer.stop()
    makeReadOnly(disk)
    const reader = await testEngine(disk, { role: 'reader' })
    const { findings } = await reader.doctor({ repair: false })
    await reader.stop()
    const copies = findings.find(({ subject }) => subject === 'copies')
    expect(copies).toMatchObject({ ok: true, message: expect.stringContaining('one copy') as string })
    expect(copiesLeft()).toEqual([])
  })

  it('says that it is damaged when it is', () => {
    const disk = smallDisk(8)
    if (!disk) return console.log(whyNoSmallDisk)
    writeFileSync(catalogIn(disk), 'no catalog at all, but long enough to be read as one '.repeat(90))
    makeReadOnly(disk)
    expect(() => openCatalog(catalogIn(disk), { readonly: true })).toThrowError(/could not be read either/)
  })
})

describe('a library that cannot be written for another reason', () => {
  it('is read where the disk is full to the last byte', async () => {
    const disk = smallDisk(8)
    if (!disk) return console.log(whyNoSmallDisk)
    library(30, disk).catalog.close()
    const makeRoom = fillDisk(disk, 0)
    const catalog = openCatalog(catalogIn(disk), { readonly: true })
    expect(catalog.photos.counts().photos).toBe(30)
    catalog.close()
    const file = join(tempDir('full-backup'), 'safe.sqlite')
    await backUpLibrary(disk, file, { force: false })
    expect(photosIn(file)).toBe(30)
    makeRoom()
  })

  it('is read where this user may not write', async () => {
    if (process.getuid?.() === 0) return console.log('skipped: nothing keeps root from writing')
    const { dir, catalog } = library(10)
    catalog.close()
    chmodSync(catalogIn(dir), 0o444)
    chmodSync(dir, 0o555)
    try {
      await reads(dir, 10)
      expect(() => takeInstanceLock(dir)).toThrowError(/you may not write there/)
    } finally {
      chmodSync(dir, 0o755)
    }
  })
})

describe('the lock of a data folder', () => {
  it('is made again where a power cut has written noise into it', () => {
    const dir = tempDir('noise')
    for (const noise of [Buffer.alloc(9_000, 0xa7), Buffer.from('SQLite format 3\0and then noise')]) {
      writeFileSync(join(dir, 'engine.lock'), noise)
      const lock = takeInstanceLock(dir)
      expect(() => takeInstanceLock(dir)).toThrowError(/Another Sightline/)
      lock.release()
      takeInstanceLock(dir).release()
    }
  })

  it('takes the place of an empty folder, and is told where there is a full one', () => {
    const dir = tempDir('folder-lock')
    mkdirSync(join(dir, 'engine.lock'))
    takeInstanceLock(dir).release()
    const other = tempDir('folder-lock')
    mkdirSync(join(other, 'engine.lock', 'in'), { recursive: true })
    expect(() => takeInstanceLock(other)).toThrowError(/engine\.lock is a folder/)
    expect(existsSync(join(other, 'engine.lock', 'in'))).toBe(true)
  })
})
