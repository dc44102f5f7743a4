import { execFileSync } from 'node:child_process'
import {
  closeSync,
  copyFileSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import type { PhotoDetails } from '../../src-preload/contract/index.ts'
import { variantOf } from '../../src-main/hosts/cli/bench/disk/variants.ts'
import { testEngine, until, type TestEngine } from '../helpers/engine.ts'
import { caselessDisk, whyNoCaselessDisk } from '../helpers/caseless-disk.ts'
import { paintPhoto, paintPhotos } from '../helpers/photos.ts'
import { afterFile, tempDir } from '../helpers/temp.ts'

/** Adds a folder, indexes it, and gives the details of every photo by file name. */
async function indexFolder(engine: TestEngine, root: string): Promise<Map<string, PhotoDetails>> {
  await engine.handlers['roots.add']({ path: root })
  await engine.indexOnce()
  return photosByName(engine)
}

async function photosByName(engine: TestEngine): Promise<Map<string, PhotoDetails>> {
  const { ids } = await engine.handlers['photos.list']({ view: { kind: 'all' } })
  const all = await Promise.all(ids.map((photoId) => engine.handlers['photos.details']({ photoId })))
  return new Map(all.map((details) => [details.fileName, details]))
}

/** A JPEG with what a picture's notes may say, true or not. */
async function withNotes(
  path: string,
  exif: Parameters<ReturnType<typeof sharp>['withExif']>[0],
): Promise<void> {
  const plain = sharp({ create: { width: 40, height: 30, channels: 3, background: '#a04020' } })
  await plain.jpeg().withExif(exif).toFile(path)
}

/** A sidecar with this title. */
function xmp(title: string): string {
  const open =
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/">'
  const said = `<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${title}</rdf:li></rdf:Alt></dc:title>`
  return `<x:xmpmeta xmlns:x="adobe:ns:meta/">${open}${said}</rdf:Description></rdf:RDF></x:xmpmeta>`
}

describe('notes in a picture that lie', () => {
  it('cost nothing: dates to come, places off the globe, and control characters are not taken for true', async () => {
    const root = tempDir('lies')
    await withNotes(join(root, 'future.jpg'), { IFD2: { DateTimeOriginal: '2080:01:02 03:04:05' } })
    await withNotes(join(root, 'nonsense.jpg'), { IFD2: { DateTimeOriginal: '9999:99:99 99:99:99' } })
    const place = {
      GPSLatitudeRef: 'N',
      GPSLatitude: '999/1 0/1 0/1',
      GPSLongitudeRef: 'E',
      GPSLongitude: '999/1 0/1 0/1',
    }
    await withNotes(join(root, 'nowhere.jpg'), { IFD3: place })
    await withNotes(join(root, 'names.jpg'), {
      IFD0: { Make: 'A\u0001B', Model: 'C\u0002D\u007f', ImageDescription: 'E\u0003F' },
    })
    const engine = await testEngine(tempDir('lies-data'))
    const photos = await indexFolder(engine, root)
    expect([...photos.keys()].toSorted()).toEqual(['future.jpg', 'names.jpg', 'nonsense.jpg', 'nowhere.jpg'])
    for (const photo of photos.values()) {
      expect(Number.isFinite(photo.takenAtMs), photo.fileName).toBe(true)
      expect(new Date(photo.takenAtMs).getUTCFullYear(), photo.fileName).toBeLessThanOrEqual(
        new Date().getUTCFullYear() + 1,
      )
      expect([photo.latitude, photo.longitude], photo.fileName).toEqual([null, null])
      expect(JSON.stringify(photo), photo.fileName).not.toMatch(/\\u00[01][0-9a-f]|\\u007f/)
    }
    await engine.stop()
  })

  it('cost nothing: ten megabytes of XMP beside a photo, and strings with NUL in them', async () => {
    const root = tempDir('much')
    await paintPhotos(root, 3)
    writeFileSync(join(root, 'painted-000.xmp'), xmp('long '.repeat(2 ** 21)))
    writeFileSync(join(root, 'painted-001.xmp'), xmp('NUL \0 inside'))
    writeFileSync(join(root, 'painted-002.xmp'), `${'<a>'.repeat(200_000)}`)
    const engine = await testEngine(tempDir('much-data'))
    const photos = await indexFolder(engine, root)
    expect(photos.size).toBe(3)
    for (const photo of photos.values()) {
      const said = JSON.stringify(photo)
      expect(said.length, photo.fileName).toBeLessThan(100_000)
      expect(said, photo.fileName).not.toContain('\\u0000')
    }
    expect((await engine.doctor({ repair: false })).ok).toBe(true)
    await engine.stop()
  })
})

describe('odd names and places', () => {
  it('two names that differ only in how an accent is written are two photos, and keep their numbers', async () => {
    const root = tempDir('accents')
    const [composed, split] = ['caf\u00e9.jpg', 'cafe\u0301.jpg']
    await paintPhoto(join(root, composed), 1)
    await paintPhoto(join(root, split), 2)
    // Some disks take the two for one name.
    const names = readdirSync(root)
    const engine = await testEngine(tempDir('accents-data'))
    const photos = await indexFolder(engine, root)
    expect([...photos.keys()].toSorted()).toEqual(names.toSorted())
    const numbers = [...photos.values()].map(({ id }) => id)
    renameSync(join(root, composed), join(root, 'aside.jpg'))
    await engine.indexOnce()
    renameSync(join(root, 'aside.jpg'), join(root, 'cafe\u0301 2.jpg'))
    expect(await engine.indexOnce()).toMatchObject({ indexed: 0 })
    expect([...(await photosByName(engine)).values()].map(({ id }) => id).toSorted()).toEqual(
      numbers.toSorted(),
    )
    await engine.stop()
  })

  it.skipIf(process.platform === 'win32')(
    'a path of 4,000 bytes is indexed; where a path is too long for the system, that is said',
    async () => {
      const root = tempDir('deep')
      await paintPhoto(join(root, 'near.jpg'), 1)
      const template = readFileSync(join(root, 'near.jpg'))
      // Longer than any path that may be named at once: such folders are made, and removed, step by step.
      afterFile(() => void execFileSync('rm', ['-rf', root]))
      const start = process.cwd()
      const step = 'd'.repeat(199)
      try {
        process.chdir(root)
        for (let length = Buffer.byteLength(root); length < 4_400; length += step.length + 1) {
          const room = 4_000 - length - 1
          if (room > 4 && room <= 200)
            writeFileSync(`${'f'.repeat(room - 4)}.jpg`, variantOf(template, 'jpeg', 1))
          // In a folder that can be named, under a name that makes the path too long; then in one that cannot.
          if (length > 3_895 && length <= 4_095) writeFileSync(`${'b'.repeat(200)}.jpg`, template)
          if (length > 4_095) writeFileSync('beyond.jpg', template)
          mkdirSync(step)
          process.chdir(step)
        }
      } finally {
        process.chdir(start)
      }
      const engine = await testEngine(tempDir('deep-data'))
      const photos = await indexFolder(engine, root)
      const lengths = [...photos.values()]
        .map(({ path }) => Buffer.byteLength(path))
        .toSorted((a, b) => a - b)
      expect(lengths).toEqual([Buffer.byteLength(join(root, 'near.jpg')), 4_000])
      const { problems } = await engine.handlers['problems.list']({ offset: 0, limit: 9 })
      expect(problems.map(({ reason }) => reason)).toEqual([
        expect.stringMatching(/^The path of this file is too long/),
        expect.stringMatching(/^The path of this folder is too long/),
      ])
      expect(await engine.indexOnce()).toMatchObject({ indexed: 0 })
      await engine.stop()
    },
  )

  it('on a disk where case does not count, a respelt photo keeps its number', async ({ skip }) => {
    const root = caselessDisk()
    if (!root) return skip(whyNoCaselessDisk)
    await paintPhoto(join(root, 'a.jpg'), 1)
    await paintPhoto(join(root, 'b.jpg'), 2)
    const engine = await testEngine(tempDir('caseless-data'))
    const before = await indexFolder(engine, root)
    renameSync(join(root, 'a.jpg'), join(root, 'A.JPG'))
    expect(await engine.indexOnce()).toMatchObject({ photos: 2, indexed: 0 })
    const after = await photosByName(engine)
    expect([...after.keys()].toSorted()).toEqual(['A.JPG', 'b.jpg'])
    expect(after.get('A.JPG')?.id).toBe(before.get('a.jpg')?.id)
    await engine.stop()
  })
})

describe('a file that is being written', () => {
  it('is read as it is in the end, however long that takes', async () => {
    const root = tempDir('growing')
    const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const
    const bytes = await sharp({
      create: { width: 900, height: 700, channels: 3, background: '#808080', noise },
    })
      .jpeg({ quality: 95 })
      .toBuffer()
    const engine = await testEngine(tempDir('growing-data'), { watch: true, autoIndex: true })
    await engine.handlers['roots.add']({ path: root })
    const file = openSync(join(root, 'growing.jpg'), 'w')
    const pieces = 12
    for (let n = 0; n < pieces; n += 1) {
      const [from, to] = [n, n + 1].map((at) => Math.floor((at * bytes.length) / pieces))
      writeSync(file, bytes.subarray(from, to))
      await wait(150)
      if (n % 3 === 0) await engine.handlers['roots.rescan']({})
    }
    closeSync(file)
    copyFileSync(join(root, 'growing.jpg'), join(root, 'whole.jpg'))
    await until('both are indexed', async () => {
      const photos = await photosByName(engine)
      return photos.get('growing.jpg')?.sizeBytes === bytes.length && photos.has('whole.jpg')
    })
    await until('nothing waits', () => engine.status().pending === 0)
    expect(await engine.handlers['problems.list']({ offset: 0, limit: 9 })).toMatchObject({ total: 0 })
    // The same content, so the same embedding: nothing of a half-read picture is left.
    const query = {
      kind: 'photo',
      photoId: (await photosByName(engine)).get('growing.jpg')?.id ?? 0,
    } as const
    const { scores } = await engine.handlers['search.run']({ query, offset: 0, limit: 2 })
    expect(Math.min(...scores.map((score) => score ?? 0))).toBeGreaterThan(0.999)
    await engine.stop()
  })
})
