import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { canonBoxes, cornered, fujifilmFile, rawFile, redCorner, rewritten } from '../helpers/odd-pictures.ts'
import { indexed, photoPool } from '../helpers/photo-workers.ts'
import { needsShared, sharedData } from '../helpers/photos.ts'
import { tempDir } from '../helpers/temp.ts'

// Decoders without threads of their own: on a busy machine they take their time.
vi.setConfig({ testTimeout: 60_000 })

const dir = tempDir('more-formats')
const at = (name: string) => join(dir, name)
const heic = join(sharedData, 'camera', 'heic')
const raw = join(sharedData, 'camera', 'raw')
const pool = photoPool()
afterAll(() => pool.stop())

function write(name: string, bytes: Uint8Array): string {
  writeFileSync(at(name), bytes)
  return at(name)
}

const failure = (reason: string) => ({ kind: 'failed', reason })

describe('pictures that are converted first', () => {
  it('are shown as they are, in their full size', async () => {
    const png = await cornered(250, 150).png().toBuffer()
    for (const format of ['bmp', 'jxl', 'jp2', 'psd'] as const) {
      const photo = await indexed(pool, write(`picture.${format}`, await rewritten(png, format)))
      expect(photo, format).toMatchObject({ format, width: 250, height: 150 })
      expect(await redCorner(photo.thumbnail), format).toBe('top left')
    }
  })

  it('are known by their content, whatever their name says', async () => {
    const png = await cornered(100, 60).png().toBuffer()
    expect(await indexed(pool, write('lie.jpg', await rewritten(png, 'psd')))).toMatchObject({
      format: 'psd',
    })
    expect(await indexed(pool, write('lie.heic', png))).toMatchObject({ format: 'png' })
    expect(await indexed(pool, write('lie.nef', png))).toMatchObject({ format: 'png' })
    expect(await indexed(pool, write('codes.jp2', await rewritten(png, 'j2c')))).toMatchObject({
      format: 'jp2',
    })
  })

  it('with transparency are shown over white', async () => {
    const clear = { create: { width: 40, height: 40, channels: 4 as const, background: '#00000000' } }
    const png = await sharp(clear).png().toBuffer()
    expect(await indexed(pool, write('clear.psd', await rewritten(png, 'psd')))).toMatchObject({
      averageColour: 0xffffff,
    })
  })

  it('say why when they are damaged, cut, or claim too many pixels', async () => {
    const png = await cornered(500, 300).png().toBuffer()
    const jxl = await rewritten(png, 'jxl')
    expect(await pool.process(write('cut.jxl', jxl.subarray(0, 20)))).toMatchObject({ kind: 'failed' })
    expect(
      await pool.process(write('noise.jxl', Buffer.concat([jxl.subarray(0, 12), Buffer.alloc(500, 7)]))),
    ).toMatchObject({
      kind: 'failed',
      reason: expect.stringMatching(/^(JPEG XL|The file is cut short)/),
    })
    const bomb = await rewritten(png, 'psd')
    bomb.writeUInt32BE(20_000, 14)
    bomb.writeUInt32BE(20_000, 18)
    expect(await pool.process(write('bomb.psd', bomb))).toEqual(
      failure('The picture has more than the 268 megapixels that can be read.'),
    )
    const notHeic = Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1')
    expect(await pool.process(write('stub.heic', notHeic))).toMatchObject({
      kind: 'failed',
      reason: expect.stringMatching(/^HEIC: /),
    })
  })
})

describe('RAW files', () => {
  it('are shown by the smallest preview that is large enough, upright, in the size of the sensor', async () => {
    const previews = await Promise.all([
      sharp({ create: { width: 160, height: 120, channels: 3, background: '#20d020' } })
        .jpeg()
        .toBuffer(),
      cornered(3000, 2000).jpeg().toBuffer(),
      cornered(600, 400).jpeg().toBuffer(),
    ])
    const upright = await indexed(
      pool,
      write('a.cr2', rawFile({ orientation: 1, width: 6000, height: 4000, previews })),
    )
    expect(upright).toMatchObject({ format: 'raw', width: 6000, height: 4000 })
    expect(upright.metadata.camera).toBe('Canon')
    expect(await redCorner(upright.thumbnail)).toBe('top left')
    const turned = await indexed(
      pool,
      write('b.nef', rawFile({ orientation: 6, width: 6000, height: 4000, previews })),
    )
    expect(turned).toMatchObject({ width: 4000, height: 6000 })
    expect(await redCorner(turned.thumbnail)).toBe('top right')
  })

  it('are known by their content and under the numbers of Olympus and Panasonic', async () => {
    const previews = [await cornered(600, 400).jpeg().toBuffer()]
    const parts = { orientation: 8, width: 4000, height: 3000, previews }
    expect(await indexed(pool, write('lie.tif', rawFile(parts)))).toMatchObject({ format: 'raw' })
    for (const magic of [0x4f52, 0x55]) {
      const photo = await indexed(pool, write(`${magic}.orf`, rawFile({ ...parts, magic, make: 'OLYMPUS' })))
      expect(photo).toMatchObject({
        format: 'raw',
        width: 3000,
        height: 4000,
        metadata: { camera: 'Olympus' },
      })
      expect(await redCorner(photo.thumbnail)).toBe('bottom left')
    }
  })

  it('have the rating that a photo program wrote into them', async () => {
    const previews = [await cornered(600, 400).jpeg().toBuffer()]
    const xmp = '<x:xmpmeta><rdf:RDF><rdf:Description xmp:Rating="4"/></rdf:RDF></x:xmpmeta>'
    const dng = rawFile({ orientation: 1, width: 6000, height: 4000, previews, xmp })
    expect(await indexed(pool, write('rated.dng', dng))).toMatchObject({ metadata: { fileRating: 4 } })
  })

  it('of Canon in boxes and of Fujifilm are turned and measured as they say', async () => {
    const preview = await cornered(600, 400).jpeg().toBuffer()
    const canon = await indexed(pool, write('boxes.cr3', canonBoxes(8, 6000, 4000, preview)))
    expect(canon).toMatchObject({
      format: 'raw',
      width: 4000,
      height: 6000,
      metadata: { exposure: 'ISO 400' },
    })
    expect(await redCorner(canon.thumbnail)).toBe('bottom left')
    const exif = { IFD0: { Model: 'X-T1' }, IFD2: { DateTimeOriginal: '2019:05:12 14:30:00' } }
    const turned = await sharp(preview).withExif(exif).withMetadata({ orientation: 3 }).jpeg().toBuffer()
    const fujifilm = await indexed(pool, write('own.raf', fujifilmFile(4896, 3264, turned)))
    expect(fujifilm).toMatchObject({ format: 'raw', width: 4896, height: 3264 })
    expect(await redCorner(fujifilm.thumbnail)).toBe('bottom right')
  })

  it('are found in no other format by chance, and are read in a format that nobody knows', async () => {
    const preview = await cornered(600, 400).jpeg().toBuffer()
    const unknown = Buffer.concat([Buffer.from('MAKER OF ITS OWN'), Buffer.alloc(1000, 3), preview])
    expect(await indexed(pool, write('own.crw', unknown))).toMatchObject({ format: 'raw', width: 600 })
    expect(await pool.process(write('own.png', unknown))).toEqual(
      failure('This is not a picture that can be read.'),
    )
  })

  it('without a preview say so, and are not read for ever', async () => {
    const none = rawFile({ orientation: 1, width: 6000, height: 4000, previews: [] })
    expect(await pool.process(write('none.dng', none))).toEqual(
      failure('RAW: there is no preview in this file.'),
    )
    const marks = Buffer.concat([none, Buffer.alloc(3_000_000, Buffer.from([0xff, 0xd8, 0xff]))])
    expect(await pool.process(write('marks.dng', marks))).toEqual(
      failure('RAW: there is no preview in this file.'),
    )
    const circle = Buffer.from(none)
    circle.writeUInt32LE(8, 8 + 2 + 2 * 12 + 8)
    expect(await pool.process(write('circle.nef', circle))).toMatchObject({ kind: 'failed' })
  })

  it.skipIf(!existsSync(raw))(`of real cameras are read (${needsShared})`, async () => {
    const photo = await indexed(pool, join(raw, 'canon_eos_6d.dng'))
    expect(photo).toMatchObject({
      format: 'raw',
      metadata: { camera: 'Canon EOS 6D', takenOffsetMinutes: 120 },
    })
  })
})

describe.skipIf(!existsSync(heic))(`HEIC (${needsShared})`, () => {
  it('of a phone is read from its thumbnail, with its full size, turned once', async () => {
    const photo = await indexed(pool, join(heic, 'iphone_13_pro_max.HEIC'))
    expect(photo).toMatchObject({ format: 'heic', width: 3024, height: 4032 })
    expect(await sharp(photo.thumbnail).metadata()).toMatchObject({ width: 240, height: 320 })
    expect(photo.metadata).toMatchObject({
      camera: 'Apple iPhone 13 Pro Max',
      takenAtMs: Date.UTC(2022, 1, 16, 12, 55, 41),
      takenOffsetMinutes: 60,
      takenFrom: 'camera',
    })
  })

  it('without a thumbnail is decoded whole, with its place and its zone', async () => {
    const photo = await indexed(pool, join(heic, 'IMG_5195.HEIC'))
    expect(photo).toMatchObject({ format: 'heic', width: 2566, height: 3313 })
    expect(photo.metadata.latitude).toBeCloseTo(39.0513, 3)
    expect(photo.metadata.takenOffsetMinutes).toBe(-300)
  })

  it('is read when it calls itself a JPEG, and cut short says why', async () => {
    const bytes = readFileSync(join(heic, 'C018.heic'))
    expect(await indexed(pool, write('phone.jpg', bytes))).toMatchObject({ format: 'heic', width: 640 })
    expect(await pool.process(write('cut.heic', bytes.subarray(0, 5000)))).toMatchObject({ kind: 'failed' })
  })

  it('waits for its turn at the decoder without its time running', async () => {
    // A dozen of these take longer than the limit for one.
    const patient = photoPool({ timeoutMs: 3000 })
    const bytes = readFileSync(join(heic, 'C007.heic'))
    const paths = Array.from({ length: 12 }, (_, n) => write(`burst-${n}.heic`, bytes))
    const outcomes = await Promise.all(paths.map((path) => patient.process(path)))
    await patient.stop()
    expect(outcomes.map(({ kind }) => kind)).toEqual(paths.map(() => 'indexed'))
  })
})
