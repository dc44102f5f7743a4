import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readPictureFile } from '../../src-main/engine/images/read-file.ts'
import { indexed, photoPool } from '../helpers/photo-workers.ts'
import { paintPhoto } from '../helpers/photos.ts'
import { tempDir } from '../helpers/temp.ts'

const dir = tempDir('bad-photos')
const at = (name: string) => join(dir, name)
const good = at('good.jpg')
const pool = photoPool()

beforeAll(() => paintPhoto(good, 1, 640))
afterAll(() => pool.stop())

/** Writes a file and gives what the pool makes of it. */
function outcomeOf(name: string, content: Uint8Array | string) {
  writeFileSync(at(name), content)
  return pool.process(at(name))
}

const failure = (reason: RegExp) => ({ kind: 'failed', reason: expect.stringMatching(reason) })

describe('a file that is no readable picture gets a reason', () => {
  it('when it is something else', async () => {
    expect(await outcomeOf('text.jpg', 'Dear diary, today')).toEqual(failure(/^This is not a picture/))
    expect(await outcomeOf('paper.png', '%PDF-1.7 ...')).toEqual(failure(/but a PDF document\.$/))
  })

  it('when it is empty', async () => {
    expect(await outcomeOf('empty.jpg', '')).toEqual({ kind: 'failed', reason: 'The file is empty.' })
  })

  it('when there is nothing behind its first bytes', async () => {
    const heic = Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1')
    expect(await outcomeOf('phone.heic', heic)).toEqual(failure(/^HEIC: the picture is damaged/))
    expect(await outcomeOf('renamed.jpg', heic)).toEqual(failure(/^HEIC: the picture is damaged/))
    expect(await outcomeOf('scan.bmp', 'BM....')).toEqual(failure(/^BMP: |cut short/))
    expect(await outcomeOf('camera.nef', 'nothing at all')).toEqual(failure(/^RAW: there is no preview/))
  })

  it('when it is cut short with little left', async () => {
    const bytes = readFileSync(good)
    expect(await outcomeOf('head.jpg', bytes.subarray(0, 700))).toEqual(failure(/cut short|damaged/))
    expect(await outcomeOf('start.jpg', bytes.subarray(0, 20))).toEqual(failure(/cut short|damaged/))
  })

  it('when it claims to be 0 x 0', async () => {
    expect(await outcomeOf('zero.png', pngOfSize(0, 0))).toEqual(failure(/damaged/))
    expect(await outcomeOf('zero.gif', 'GIF89a\0\0\0\0\0\0\0;')).toEqual(failure(/damaged/))
  })

  it('when it claims more pixels than can be held', async () => {
    expect(await outcomeOf('bomb.png', pngOfSize(100_000, 100_000))).toEqual(
      failure(/more than the 268 megapixels/),
    )
  })

  it('when it is a folder', async () => {
    mkdirSync(at('folder.jpg'))
    expect(await pool.process(at('folder.jpg'))).toEqual(failure(/^This is a folder/))
  })

  it('when this user may not read it', async ({ skip }) => {
    const isRoot = process.getuid?.() === 0
    if (process.platform === 'win32') return skip('file permissions work differently on Windows')
    writeFileSync(at('private.jpg'), readFileSync(good), { mode: 0o000 })
    // Root may read everything, so as root the test becomes nobody for a moment.
    if (isRoot) process.seteuid?.(65_534)
    try {
      expect(await readPictureFile(at('private.jpg'))).toEqual(failure(/not allowed to read/))
    } finally {
      if (isRoot) process.seteuid?.(0)
    }
  })
})

describe('a file that vanished', () => {
  it('is gone, which is no failure', async () => {
    expect(await pool.process(at('never-there.jpg'))).toEqual({ kind: 'gone' })
    expect(await pool.process(at('good.jpg/inside.jpg'))).toEqual({ kind: 'gone' })
  })
})

describe('an odd picture is indexed', () => {
  it('when most of a cut file is there', async () => {
    const bytes = readFileSync(good)
    writeFileSync(at('most.jpg'), bytes.subarray(0, Math.floor(bytes.length * 0.8)))
    expect(await indexed(pool, at('most.jpg'))).toMatchObject({ width: 640, height: 480 })
  })

  it('when it is 30,000 pixels wide, or high', async () => {
    const strip = sharp({ create: { width: 30_000, height: 40, channels: 3, background: '#c04020' } })
    await strip.clone().jpeg().toFile(at('wide.jpg'))
    await strip.clone().rotate(90).png().toFile(at('high.png'))
    expect(await indexed(pool, at('wide.jpg'))).toMatchObject({ width: 30_000, height: 40 })
    expect(await indexed(pool, at('high.png'))).toMatchObject({ width: 40, height: 30_000 })
  })

  it('when it is a single pixel', async () => {
    await sharp({ create: { width: 1, height: 1, channels: 3, background: '#102030' } })
      .png()
      .toFile(at('dot.png'))
    expect(await indexed(pool, at('dot.png'))).toMatchObject({ width: 1, height: 1, averageColour: 0x102030 })
  })

  it('when its name has emoji, quotes or a line break in it', async () => {
    for (const name of ['🐶 dog’s "day".jpg', ...(process.platform === 'win32' ? [] : ['two\nlines.jpg'])]) {
      cpSync(good, at(name))
      expect((await indexed(pool, at(name))).format).toBe('jpeg')
    }
  })

  it('with transparency shown over white', async () => {
    const clear = { r: 0, g: 0, b: 0, alpha: 0 }
    await sharp({ create: { width: 50, height: 40, channels: 4, background: clear } })
      .png()
      .toFile(at('clear.png'))
    expect((await indexed(pool, at('clear.png'))).averageColour).toBe(0xffffff)
  })

  it('in CMYK, 16 bits, grey or another format, always with a WebP thumbnail of three channels', async () => {
    await sharp(good).toColourspace('cmyk').jpeg().toFile(at('cmyk.jpg'))
    await sharp(good).toColourspace('rgb16').png().toFile(at('deep.png'))
    await sharp(good).greyscale().png().toFile(at('grey.png'))
    await sharp(good).toFile(at('a.webp'))
    await sharp(good).resize(64).toFile(at('a.avif'))
    await sharp(good).toFile(at('a.tiff'))
    await sharp(good).toFile(at('a.gif'))
    const formats = { 'cmyk.jpg': 'jpeg', 'deep.png': 'png', 'grey.png': 'png', 'a.webp': 'webp' }
    const all = { ...formats, 'a.avif': 'avif', 'a.tiff': 'tiff', 'a.gif': 'gif' }
    for (const [name, format] of Object.entries(all)) {
      const photo = await indexed(pool, at(name))
      expect(photo.format, name).toBe(format)
      expect(await sharp(photo.thumbnail).metadata(), name).toMatchObject({ format: 'webp', channels: 3 })
    }
  })
})

/** A PNG that claims this size and holds next to nothing. */
function pngOfSize(width: number, height: number): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const start = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')
  return Buffer.concat([
    start,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync('')),
    chunk('IEND', Buffer.of()),
  ])
}

function chunk(type: string, content: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(content.length)
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content])
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}
