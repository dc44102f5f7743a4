import { describe, expect, it } from 'vitest'
import { browserMime, isPictureName, undecodableFamily } from '../../src-main/engine/images/formats.ts'
import { sniffForeign } from '../../src-main/engine/images/sniff.ts'

const sniff = (text: string) => sniffForeign(Buffer.from(text, 'latin1'))?.name

describe('a file name', () => {
  it('is a picture by its extension, whatever its case and whatever comes before', () => {
    const pictures = [
      'a.jpg',
      'B.JPEG',
      'c d.Png',
      '🐶\n.webp',
      'x.tar.gif',
      'scan.TIF',
      'logo.svg',
      'y.avif',
    ]
    expect(pictures.filter((name) => !isPictureName(name))).toEqual([])
  })

  it('is a picture too when the format is known but cannot be decoded yet, so that it is not lost silently', () => {
    const pictures = [
      'IMG_1.HEIC',
      'b.heif',
      'scan.bmp',
      'c.jxl',
      'd.jp2',
      'e.nef',
      'F.CR2',
      'g.dng',
      'h.arw',
    ]
    expect(pictures.filter((name) => !isPictureName(name))).toEqual([])
    expect(undecodableFamily('IMG_1.HEIC')).toBe('HEIC')
    expect(undecodableFamily('x.NEF')).toBe('RAW')
    expect(undecodableFamily('x.jpg')).toBeUndefined()
  })

  it('is no picture without such an extension', () => {
    const others = ['notes.txt', 'jpg', '.jpg', 'movie.mp4', 'a.jpg.part', 'Thumbs.db', 'photo', 'x.xmp']
    expect(others.filter(isPictureName)).toEqual([])
  })
})

describe('a format', () => {
  it('goes to the browser as it is only where every browser shows it and none runs it', () => {
    expect(browserMime('jpeg')).toBe('image/jpeg')
    expect(browserMime('tiff')).toBeUndefined()
    expect(browserMime('svg')).toBeUndefined()
  })
})

describe('the first bytes of a file', () => {
  it('tell pictures that cannot be decoded yet', () => {
    expect(sniff('BM......')).toBe('BMP')
    expect(sniff('\0\0\0\x18ftypheic\0\0\0\0mif1heic')).toBe('HEIC')
    expect(sniff('\0\0\0\x18ftypcrx \0\0\0\x01crx isom')).toBe('RAW')
    expect(sniff('\xff\x0a..')).toBe('JPEG XL')
  })

  it('tell files that are no pictures at all', () => {
    expect(sniff('%PDF-1.7')).toBe('a PDF document')
    expect(sniff('\0\0\0\x18ftypmp42\0\0\0\0mp42isom')).toBe('a video')
  })

  it('leave everything else to the decoder', () => {
    expect(sniff('\xff\xd8\xff\xe0')).toBeUndefined()
    expect(sniff('\0\0\0\x1cftypavif\0\0\0\0avifmif1')).toBeUndefined()
    expect(sniff('\0\0\0\x1cftypmif1\0\0\0\0mif1avif')).toBeUndefined()
    expect(sniff('')).toBeUndefined()
  })
})
