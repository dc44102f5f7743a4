import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { indexed, photoPool } from '../helpers/photo-workers.ts'
import { needsShared, paintPhoto, sharedData } from '../helpers/photos.ts'
import { tempDir } from '../helpers/temp.ts'

const camera = join(sharedData, 'camera')
const hasCamera = existsSync(camera)
const dir = tempDir('camera')
const upright = join(dir, 'upright.png')
const pool = photoPool()

beforeAll(async () => {
  await paintPhoto(join(dir, 'painted.jpg'), 3, 300)
  await sharp(join(dir, 'painted.jpg')).png().toFile(upright)
})
afterAll(() => pool.stop())

type Turn = 'flip' | 'flop' | 90 | 180 | 270

/** How a camera held at each EXIF orientation stores the upright picture: turns clockwise and mirrors, in order. */
const stored: readonly (readonly Turn[])[] = [
  [],
  ['flop'],
  [180],
  ['flip'],
  [90, 'flop'],
  [270],
  [90, 'flip'],
  [90],
]

/** One turn at a time: within one pipeline sharp has an order of its own. */
async function turned(path: string, turns: readonly Turn[]): Promise<Buffer> {
  let bytes = await sharp(path).png().toBuffer()
  for (const turn of turns) {
    const picture = sharp(bytes)
    const next = typeof turn === 'number' ? picture.rotate(turn) : picture[turn]()
    bytes = await next.png().toBuffer()
  }
  return bytes
}

describe('the eight orientations of EXIF', () => {
  it('give one and the same picture', async () => {
    const expected = await indexed(pool, upright)
    for (const [at, turns] of stored.entries()) {
      const orientation = at + 1
      const path = join(dir, `orientation-${orientation}.png`)
      await sharp(await turned(upright, turns))
        .withMetadata({ orientation })
        .png()
        .toFile(path)
      const photo = await indexed(pool, path)
      expect([photo.width, photo.height], path).toEqual([300, 225])
      expect(Buffer.compare(photo.thumbnail, expected.thumbnail), path).toBe(0)
      expect(photo.embedding, path).toEqual(expected.embedding)
    }
  })

  for (const shape of ['Landscape', 'Portrait']) {
    it.skipIf(!hasCamera)(`give the same picture for the ${shape} examples (${needsShared})`, async () => {
      const paths = [1, 2, 3, 4, 5, 6, 7, 8].map((n) => join(camera, 'orientation', `${shape}_${n}.jpg`))
      const photos = await Promise.all(paths.map((path) => indexed(pool, path)))
      const [first] = photos
      for (const photo of photos) {
        expect([photo.width, photo.height]).toEqual([first?.width, first?.height])
        // Each example bears its own number, so they are alike rather than equal: they differ by less than 1, and one that
        // lies on its side or is mirrored by 36 and more.
        expect(await meanDifference(photo.thumbnail, first?.thumbnail ?? photo.thumbnail)).toBeLessThan(10)
      }
    })
  }
})

describe('what cameras write', () => {
  it.skipIf(!hasCamera)(`says where and when the drone was (${needsShared})`, async () => {
    const names = readdirSync(join(camera, 'gps-12mp'))
    const photos = await Promise.all(names.map((name) => indexed(pool, join(camera, 'gps-12mp', name))))
    expect(photos).toHaveLength(6)
    for (const { metadata, width, height } of photos) {
      expect(metadata.latitude).toBeCloseTo(46.8427, 3)
      expect(metadata.longitude).toBeCloseTo(-91.9938, 3)
      expect(metadata.camera).toBe('DJI FC300S')
      expect(new Date(metadata.takenAtMs ?? 0).toISOString()).toMatch(/^2016-06-23T16:3\d/)
      expect([width, height]).toEqual([4000, 2250])
    }
  })

  it.skipIf(!hasCamera)(`is read from 50 cameras without a failure (${needsShared})`, async () => {
    const names = readdirSync(join(camera, 'exif'))
    const photos = await Promise.all(names.map((name) => indexed(pool, join(camera, 'exif', name))))
    const dated = photos.filter(({ metadata }) => metadata.takenAtMs !== null)
    expect(dated.length).toBeGreaterThanOrEqual(28)
    const named = photos.map(({ metadata }) => metadata.camera)
    expect(named).toContain('Nikon D70')
    expect(named).toContain('Canon EOS 40D')
  })

  it('survives in every format that keeps it, and so does what a program wrote', async () => {
    const exif = {
      IFD0: { Make: 'Canon', Model: 'Canon EOS 40D' },
      IFD2: { DateTimeOriginal: '2008:05:30 15:56:01' },
    }
    const xmp = '<x:xmpmeta><rdf:RDF><rdf:Description xmp:Rating="4"/></rdf:RDF></x:xmpmeta>'
    for (const format of ['webp', 'png', 'avif', 'jpeg'] as const) {
      const path = join(dir, `metadata.${format}`)
      await sharp(upright).withExif(exif).withXmp(xmp).toFormat(format).toFile(path)
      const { metadata } = await indexed(pool, path)
      expect(metadata, format).toMatchObject({
        camera: 'Canon EOS 40D',
        takenAtMs: Date.UTC(2008, 4, 30, 15, 56, 1),
        takenFrom: 'camera',
        fileRating: 4,
      })
    }
  })
})

/** Of two pictures, per value of 0 to 255. */
async function meanDifference(one: Uint8Array, other: Uint8Array): Promise<number> {
  const [a, b] = await Promise.all(
    [one, other].map((bytes) => sharp(bytes).resize(64, 64, { fit: 'fill' }).removeAlpha().raw().toBuffer()),
  )
  if (!a || !b) throw new Error('Two pictures are needed.')
  return a.reduce((sum, value, at) => sum + Math.abs(value - (b[at] ?? 0)), 0) / a.length
}
