import { describe, expect, it } from 'vitest'
import { noMetadata } from '../../src-main/engine/images/metadata/photo-metadata.ts'
import { readMetadata, weigh } from '../../src-main/engine/images/metadata/read-metadata.ts'

const now = Date.UTC(2026, 0, 1)
const read = (tags: Record<string, unknown>) => weigh({ tags }, now)

const taken = (text: unknown) => read({ DateTimeOriginal: text }).takenAtMs
const zone = (tags: Record<string, unknown>) =>
  read({ DateTimeOriginal: '2019:05:12 17:03:59', ...tags }).takenOffsetMinutes
const utf16 = (text: string) => new Uint8Array(Buffer.from(`${text}\0`, 'utf16le'))
const ofExif = (exif: Uint8Array | undefined) => readMetadata({ notes: { exif } })
const camera = (Make: unknown, Model: unknown) => read({ Make, Model }).camera
const place = (latitude: unknown, north: unknown, longitude: unknown, east: unknown) => {
  const found = read({
    GPSLatitude: latitude,
    GPSLatitudeRef: north,
    GPSLongitude: longitude,
    GPSLongitudeRef: east,
  })
  return [found.latitude, found.longitude]
}

describe('the date of a photo', () => {
  it('is the clock on the wall, in no time zone', () => {
    expect(taken('2019:05:12 17:03:59')).toBe(Date.UTC(2019, 4, 12, 17, 3, 59))
    expect(taken('2019-05-12T17:03:59+02:00')).toBe(Date.UTC(2019, 4, 12, 17, 3, 59))
    expect(taken('1926:01:02 03:04')).toBe(Date.UTC(1926, 0, 2, 3, 4))
  })

  it('is unknown when no camera can have meant it', () => {
    const lies = [
      '0000:00:00 00:00:00',
      '    :  :     :  :  ',
      '2019:02:31 10:00:00',
      '2019:13:01 10:00:00',
      '2019:05:12 25:00:00',
      '1825:12:31 23:59:59',
      '2026:01:03 00:00:01',
      '',
      '\0\0\0',
      20190512,
      undefined,
    ]
    expect(lies.filter((lie) => taken(lie) !== null)).toEqual([])
  })

  it('may be a day ahead, for clocks in the east', () => {
    expect(taken('2026:01:01 14:00:00')).toBe(Date.UTC(2026, 0, 1, 14))
  })

  it('comes from the next tag when the first one lies', () => {
    const tags = { DateTimeOriginal: '0000:00:00 00:00:00', CreateDate: '2001:02:03 04:05:06' }
    expect(read(tags).takenAtMs).toBe(Date.UTC(2001, 1, 3, 4, 5, 6))
  })
})

describe('the zone of the date', () => {
  it('is what the camera wrote', () => {
    expect(zone({ OffsetTimeOriginal: '+02:00' })).toBe(120)
    expect(zone({ OffsetTimeOriginal: '-03:30\0' })).toBe(-210)
    expect(zone({ OffsetTime: 'Z' })).toBe(0)
    expect(zone({ DateTimeOriginal: '2019-05-12T17:03:59-05:00' })).toBe(-300)
  })

  it('follows from the satellites where the difference is a whole quarter of an hour', () => {
    expect(zone({ GPSDateStamp: '2019:05:12', GPSTimeStamp: [15, 3, 58] })).toBe(120)
    expect(zone({ GPSDateStamp: '2019:05:12', GPSTimeStamp: [11, 34, 0] })).toBe(330)
    expect(zone({ GPSDateStamp: '2019:05:12', GPSTimeStamp: [15, 9, 0] })).toBeNull()
    expect(zone({ GPSDateStamp: '2019:05:10', GPSTimeStamp: [15, 3, 58] })).toBeNull()
  })

  it('is unknown when it cannot be', () => {
    const lies = ['+25:00', '+02:75', '   :  ', '-14:00', 7, undefined]
    expect(lies.filter((lie) => zone({ OffsetTimeOriginal: lie }) !== null)).toEqual([])
  })
})

describe('what a person wrote into EXIF', () => {
  it('is read from the tags of Windows too, without the phrases of cameras', () => {
    expect(read({ XPTitle: utf16('Weiß'), XPKeywords: utf16('a;b; a'), Rating: 3 })).toMatchObject({
      title: 'Weiß',
      keywords: ['a', 'b'],
      fileRating: 3,
    })
    expect(read({ ImageDescription: 'OLYMPUS DIGITAL CAMERA' }).caption).toBeNull()
    expect(read({ ImageDescription: 'Our dog' }).caption).toBe('Our dog')
    expect(read({ RatingPercent: 99, Rating: 77 }).fileRating).toBe(5)
  })
})

describe('the camera of a photo', () => {
  it('is named as people name it', () => {
    expect(camera('NIKON CORPORATION', 'NIKON D70')).toBe('Nikon D70')
    expect(camera('Canon', 'Canon EOS 40D')).toBe('Canon EOS 40D')
    expect(camera('OLYMPUS OPTICAL CO.,LTD', 'C960Z,D460Z')).toBe('Olympus C960Z,D460Z')
    expect(camera('DJI', 'FC300S')).toBe('DJI FC300S')
    expect(camera('Apple', 'iPhone 13 Pro')).toBe('Apple iPhone 13 Pro')
    expect(camera('Eastman Kodak Company', 'KODAK Z740')).toBe('Eastman Kodak Z740')
    expect(camera(undefined, 'Caplio RR330')).toBe('Caplio RR330')
    expect(camera('samsung', undefined)).toBe('Samsung')
  })

  it('ends at the first NUL, stays on one line and is short', () => {
    expect(camera('Sony\0\0garbage', 'DSC\n W1 \0x')).toBe('Sony DSC W1')
    expect(camera('x'.repeat(5000), null)?.length).toBe(80)
    expect(camera('\0\0', '  ')).toBeNull()
    expect(camera(42, ['a'])).toBeNull()
  })
})

describe('the exposure of a photo', () => {
  it('says what is known', () => {
    expect(read({ ExposureTime: 0.004, FNumber: 2.8, ISO: 100, FocalLength: 35 }).exposure).toBe(
      '1/250 s · f/2.8 · ISO 100 · 35 mm',
    )
    expect(read({ ExposureTime: 2.5, ISO: new Uint16Array([200, 0]) }).exposure).toBe('2.5 s · ISO 200')
  })

  it('leaves out what cannot be', () => {
    expect(read({ ExposureTime: Infinity, FNumber: -1, ISO: 0, FocalLength: Number.NaN }).exposure).toBeNull()
  })
})

describe('the lens of a photo', () => {
  it('is left out where the camera only filled the field', () => {
    expect(read({ LensModel: 'EF24-70mm f/2.8L' }).lens).toBe('EF24-70mm f/2.8L')
    expect(read({ LensModel: '----' }).lens).toBeNull()
    expect(read({ LensModel: '0.0 mm f/0.0' }).lens).toBeNull()
  })
})

describe('the place of a photo', () => {
  it('is in degrees, north and east positive', () => {
    expect(place([46, 30, 36], 'N', [91, 59, 60], 'W')).toEqual([46.51, -92])
    expect(place([33.5], 'S\0', [151.25], 'E')).toEqual([-33.5, 151.25])
  })

  it('is unknown when it is not on Earth, half told, or the zero of a receiver without a fix', () => {
    const nowhere = [null, null]
    expect(place([91, 0, 0], 'N', [10, 0, 0], 'E')).toEqual(nowhere)
    expect(place([10, 0, 0], 'N', [181, 0, 0], 'E')).toEqual(nowhere)
    expect(place([10, 70, 0], 'N', [10, 0, 0], 'E')).toEqual(nowhere)
    expect(place([10, 0, 0], '', [10, 0, 0], 'E')).toEqual(nowhere)
    expect(place([Number.NaN, 0, 0], 'N', [10, 0, 0], 'E')).toEqual(nowhere)
    expect(place([10, 0, 0], 'N', undefined, undefined)).toEqual(nowhere)
    expect(place([0, 0, 0], 'N', [0, 0, 0], 'E')).toEqual(nowhere)
  })
})

describe('broken EXIF data', () => {
  it('counts as none', async () => {
    expect(await ofExif(undefined)).toEqual(noMetadata)
    expect(await ofExif(Buffer.from('II*\0\xff\xff\xff\xff garbage', 'latin1'))).toEqual(noMetadata)
    expect(await ofExif(new Uint8Array(64).fill(255))).toEqual(noMetadata)
  })
})
