import { describe, expect, it } from 'vitest'
import { browserMime, isPictureName, isRawName } from '../../src-main/engine/images/formats.ts'
import { sniff } from '../../src-main/engine/images/sniff.ts'

const content = (text: string) => sniff(Buffer.from(text, 'latin1'))
const converted = (format: string) => ({ kind: 'convert', format })

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

  it('is a picture too when it comes from a phone, a camera or a program', () => {
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
    expect(pictures.filter(isRawName)).toEqual(['e.nef', 'F.CR2', 'g.dng', 'h.arw'])
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
  it('tell pictures that are converted first', () => {
    expect(content('BM......')).toEqual(converted('bmp'))
    expect(content('\0\0\0\x18ftypheic\0\0\0\0mif1heic')).toEqual(converted('heic'))
    expect(content('\0\0\0\x18ftypmif1\0\0\0\0mif1heic')).toEqual(converted('heic'))
    expect(content('\xff\x0a..')).toEqual(converted('jxl'))
    expect(content('\xff\x4f\xff\x51')).toEqual(converted('jp2'))
    expect(content('8BPS\0\x01')).toEqual(converted('psd'))
  })

  it('tell RAW files that are no TIFF', () => {
    expect(content('\0\0\0\x18ftypcrx \0\0\0\x01crx isom')).toEqual({ kind: 'raw' })
    expect(content('FUJIFILMCCD-RAW 0201')).toEqual({ kind: 'raw' })
    expect(content('IIRO\x08\0\0\0')).toEqual({ kind: 'raw' })
  })

  it('tell files that are no pictures at all', () => {
    expect(content('%PDF-1.7')).toEqual({ kind: 'other', name: 'a PDF document' })
    expect(content('\0\0\0\x18ftypmp42\0\0\0\0mp42isom')).toEqual({ kind: 'other', name: 'a video' })
  })

  it('leave everything else to the decoder', () => {
    const direct = { kind: 'direct' }
    expect(content('\xff\xd8\xff\xe0')).toEqual(direct)
    expect(content('\0\0\0\x1cftypavif\0\0\0\0avifmif1')).toEqual(direct)
    expect(content('\0\0\0\x1cftypmif1\0\0\0\0mif1avif')).toEqual(direct)
    expect(content('')).toEqual(direct)
  })
})
