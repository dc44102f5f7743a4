import { execFileSync, spawnSync } from 'node:child_process'
import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { testEngine, until, type TestEngine } from '../helpers/engine.ts'
import { paintPhoto, paintPhotos } from '../helpers/photos.ts'
import { fillDisk, smallDisk, whyNoSmallDisk } from '../helpers/small-disk.ts'
import { tempDir } from '../helpers/temp.ts'

const pauseReason = async (engine: TestEngine) => (await engine.handlers['indexing.progress']({})).pauseReason

describe('when things go wrong', () => {
  it.each([0, 150_000])(
    'indexing waits while the disk is full (%i bytes free) and goes on by itself',
    async (free) => {
      const disk = smallDisk(100)
      if (!disk) return console.log(whyNoSmallDisk)
      const photos = tempDir('photos')
      await paintPhotos(photos, 60)
      const engine = await testEngine(join(disk, 'data'), { autoIndex: true })
      await engine.handlers['roots.add']({ path: photos })
      const makeRoom = fillDisk(disk, free)
      await engine.handlers['roots.rescan']({})
      await until('the full disk is noticed', async () => (await pauseReason(engine)) === 'disk-full')
      expect((await engine.handlers['indexing.progress']({})).pauseMessage).toMatch(/disk .* is full/)
      makeRoom()
      await until('all photos are embedded', () => engine.status().embedded === 60, 20_000)
      expect(engine.status()).toMatchObject({ photos: 60, failed: 0 })
      expect((await engine.doctor({ repair: false })).ok).toBe(true)
      await engine.stop()
    },
  )

  it.each([
    ['in the middle', ['seek=40', 'count=40', 'conv=notrunc']],
    ['from its first byte on', ['count=80']],
    ['by losing all its content', ['count=0']],
  ])('a catalog damaged %s is set aside, said, and built again from the same folders', async (_, how) => {
    const dir = tempDir('damaged')
    const photos = join(dir, 'photos')
    await paintPhotos(photos, 5)
    const first = await testEngine(join(dir, 'data'))
    await first.handlers['roots.add']({ path: photos })
    await first.indexOnce()
    await first.stop()
    const file = join(dir, 'data', 'catalog.sqlite')
    spawnSync('dd', ['if=/dev/urandom', `of=${file}`, 'bs=1k', ...how], { stdio: 'ignore' })

    const second = await testEngine(join(dir, 'data'), { autoIndex: true })
    const { notices } = await second.handlers['engine.info']({})
    expect(notices[0]?.message).toMatch(/catalog was damaged and has been kept as .*catalog\.damaged-/)
    expect(readdirSync(join(dir, 'data')).some((name) => name.startsWith('catalog.damaged-'))).toBe(true)
    await until('all photos are embedded again', () => second.status().embedded === 5)
    await second.stop()
  })

  it('doctor finds and mends thumbnails and embeddings that went missing', async () => {
    const dir = tempDir('doctor')
    const photos = join(dir, 'photos')
    await paintPhotos(photos, 4)
    const engine = await testEngine(join(dir, 'data'))
    await engine.handlers['roots.add']({ path: photos })
    await engine.indexOnce()
    const thumbnails = join(dir, 'data', 'thumbnails')
    const [folder = ''] = readdirSync(thumbnails)
    rmSync(join(thumbnails, folder), { recursive: true })
    writeFileSync(join(thumbnails, 'stray.tmp'), 'left over')
    await engine.stop()
    const sql =
      "const D = require('better-sqlite3'); new D(process.argv[1]).exec('DELETE FROM embeddings WHERE id = 2')"
    execFileSync(process.execPath, ['-e', sql, join(dir, 'data', 'catalog.sqlite')], {
      cwd: import.meta.dirname,
    })

    const sick = await testEngine(join(dir, 'data'))
    const found = await sick.doctor({ repair: false })
    expect(found.ok).toBe(false)
    expect(found.findings.filter((finding) => !finding.ok).map((finding) => finding.subject)).toEqual([
      'vectors',
      'thumbnails',
    ])
    expect((await sick.doctor({ repair: true })).ok).toBe(true)
    expect(await sick.indexOnce()).toMatchObject({ photos: 4, indexed: 1, skipped: 3 })
    expect((await sick.doctor({ repair: false })).ok).toBe(true)
    await sick.stop()
  })

  it('a thumbnail that was deleted is made again when it is asked for', async () => {
    const dir = tempDir('thumbnail')
    await paintPhotos(join(dir, 'photos'), 1)
    const engine = await testEngine(join(dir, 'data'))
    await engine.handlers['roots.add']({ path: join(dir, 'photos') })
    await engine.indexOnce()
    const before = await engine.picture(1, 'thumbnail')
    rmSync(join(dir, 'data', 'thumbnails'), { recursive: true })
    const after = await engine.picture(1, 'thumbnail')
    expect(after).toMatchObject({ kind: 'bytes', mime: 'image/webp' })
    expect(before).toMatchObject({ kind: 'bytes', mime: 'image/webp' })
    expect((await engine.doctor({ repair: false })).ok).toBe(true)
    rmSync(join(dir, 'photos'), { recursive: true })
    await expect(engine.picture(1, 'full')).rejects.toMatchObject({ code: 'file-gone' })
    await expect(engine.picture(99, 'full')).rejects.toMatchObject({ code: 'not-found' })
    await engine.stop()
  })

  it('doctor finds no fault in thumbnails that wait for their photos to come back', async () => {
    const dir = tempDir('waiting-thumbnails')
    const photos = join(dir, 'photos')
    await paintPhotos(photos, 3)
    const engine = await testEngine(join(dir, 'data'))
    await engine.handlers['roots.add']({ path: photos })
    await engine.indexOnce()
    rmSync(join(photos, 'painted-001.jpg'))
    await engine.indexOnce()
    rmSync(join(dir, 'data', 'thumbnails'), { recursive: true })
    expect((await engine.doctor({ repair: true })).ok).toBe(true)
    const { ok, findings } = await engine.doctor({ repair: false })
    expect(ok).toBe(true)
    expect(findings.at(-1)?.message).toContain('1 more will be made when their files are back')
    await engine.stop()
  })

  it('a new photo in a watched folder is found, a deleted one is no longer', async () => {
    const dir = tempDir('watch')
    await paintPhotos(join(dir, 'photos'), 2)
    const engine = await testEngine(join(dir, 'data'), { autoIndex: true, watch: true })
    await engine.handlers['roots.add']({ path: join(dir, 'photos') })
    await until('both photos are embedded', () => engine.status().embedded === 2)
    await paintPhoto(join(dir, 'photos', 'new.jpg'), 77)
    await until('the new photo is embedded', () => engine.status().embedded === 3)
    rmSync(join(dir, 'photos', 'new.jpg'))
    await until('the deleted photo is gone', () => engine.status().photos === 2)
    const query = { kind: 'words', text: 'sky' } as const
    expect(await engine.handlers['search.run']({ query, offset: 0, limit: 9 })).toMatchObject({ total: 2 })
    await engine.stop()
  })
})
