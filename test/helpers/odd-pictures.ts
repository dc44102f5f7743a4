import type * as magickModule from '@imagemagick/magick-wasm'
import sharp, { type Sharp } from 'sharp'
import { loadMagick, type Magick } from '../../src-main/engine/images/convert/convert-magick.ts'

type Rewritten = 'bmp' | 'jxl' | 'jp2' | 'psd' | 'j2c'

let magick: Promise<Magick> | undefined

/** A picture in a format that sharp cannot write. */
export async function rewritten(picture: Uint8Array, format: Rewritten): Promise<Buffer> {
  magick ??= loadMagick()
  const { ImageMagick } = await magick
  const name = format.toUpperCase() as magickModule.MagickFormat
  return ImageMagick.read(picture, (image) => {
    // JPEG XL takes seconds over a small picture otherwise.
    image.settings.setDefine(name, 'effort', '1')
    return image.write(name, (bytes) => Buffer.from(bytes))
  })
}

/** A picture whose top left quarter is red, on blue: turned wrongly, it shows. */
export function cornered(width: number, height: number): Sharp {
  const red = { width: width >> 1, height: height >> 1, channels: 3 as const, background: '#d02020' }
  return sharp({ create: { width, height, channels: 3, background: '#2040d0' } }).composite([
    { input: { create: red }, left: 0, top: 0 },
  ])
}

/** Which corner of a thumbnail is red. */
export async function redCorner(thumbnail: Uint8Array): Promise<string> {
  const { data, info } = await sharp(thumbnail).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  const isRed = (x: number, y: number) => {
    const at = (Math.floor(y * info.height) * info.width + Math.floor(x * info.width)) * 3
    return (data[at] ?? 0) > (data[at + 2] ?? 0)
  }
  const corners = {
    'top left': [0.2, 0.2],
    'top right': [0.8, 0.2],
    'bottom left': [0.2, 0.8],
    'bottom right': [0.8, 0.8],
  }
  return Object.entries(corners)
    .filter(([, [x = 0, y = 0]]) => isRed(x, y))
    .map(([name]) => name)
    .join(', ')
}

interface RawParts {
  readonly orientation: number
  readonly width: number
  readonly height: number
  /** In the order in which they lie in the file. */
  readonly previews: readonly Uint8Array[]
  /** The number in the place of TIFF's 42. */
  readonly magic?: number
  readonly make?: string
  /** What a photo program wrote into the file. */
  readonly xmp?: string
}

/** A little-endian RAW file as cameras write it: a directory, a sensor's directory below it, previews, and noise. */
export function rawFile({
  orientation,
  width,
  height,
  previews,
  magic = 42,
  make = 'Canon',
  xmp = '',
}: RawParts): Buffer {
  const makeText = Buffer.from(`${make}\0`.padEnd(8, '\0'), 'latin1')
  const subAt = 8 + 2 + 5 * 12 + 4 + 8
  const xmpAt = subAt + 2 + 4 * 12 + 4
  const main = directory([
    [271, 2, makeText.length, subAt - 8],
    [274, 3, 1, orientation],
    [330, 4, 1, subAt],
    [254, 4, 1, 1],
    [700, 1, xmp.length, xmpAt],
  ])
  const sensor = directory([
    [254, 4, 1, 0],
    [256, 4, 1, width],
    [257, 4, 1, height],
    [262, 3, 1, 32_803],
  ])
  const header = Buffer.alloc(8)
  header.write('II', 'latin1')
  header.writeUInt16LE(magic, 2)
  header.writeUInt32LE(8, 4)
  const noise = Buffer.alloc(5000, 0xff)
  return Buffer.concat([
    header,
    main,
    makeText,
    sensor,
    Buffer.from(xmp),
    ...previews.flatMap((one) => [noise, one]),
    noise,
  ])
}

/** A CR3 as Canon builds it: its TIFF blocks in a box of their own, the preview in another. */
export function canonBoxes(orientation: number, width: number, height: number, preview: Uint8Array): Buffer {
  const main = tiff([[274, 3, 1, orientation]])
  const exif = tiff([
    [0x8827, 3, 1, 400],
    [0xa002, 4, 1, width],
    [0xa003, 4, 1, height],
  ])
  const parts = Buffer.concat([Buffer.alloc(16, 7), box('CMT1', main), box('CMT2', exif)])
  const moov = box('moov', box('uuid', parts))
  return Buffer.concat([
    box('ftyp', Buffer.from('crx \0\0\0\x01crx isom', 'latin1')),
    moov,
    box('mdat', preview),
  ])
}

function tiff(entries: readonly Entry[]): Buffer {
  return Buffer.concat([Buffer.from('II*\0\x08\0\0\0', 'latin1'), directory(entries)])
}

function box(type: string, content: Uint8Array): Buffer {
  const head = Buffer.alloc(8)
  head.writeUInt32BE(8 + content.byteLength)
  head.write(type, 4, 'latin1')
  return Buffer.concat([head, content])
}

/** A RAF as Fujifilm builds it: the sensor's size in a list of tags, everything else in the preview. */
export function fujifilmFile(width: number, height: number, preview: Uint8Array): Buffer {
  const head = Buffer.alloc(120)
  head.write('FUJIFILMCCD-RAW 0201FF389501X-T1', 'latin1')
  head.writeUInt32BE(100, 92)
  head.writeUInt32BE(1, 100)
  head.writeUInt16BE(0x111, 104)
  head.writeUInt16BE(4, 106)
  head.writeUInt16BE(height, 108)
  head.writeUInt16BE(width, 110)
  return Buffer.concat([head, preview, Buffer.alloc(3000, 0xaa)])
}

type Entry = readonly [tag: number, type: number, count: number, value: number]

function directory(entries: readonly Entry[]): Buffer {
  const bytes = Buffer.alloc(2 + entries.length * 12 + 4)
  bytes.writeUInt16LE(entries.length)
  entries.forEach(([tag, type, count, value], at) => {
    bytes.writeUInt16LE(tag, 2 + at * 12)
    bytes.writeUInt16LE(type, 4 + at * 12)
    bytes.writeUInt32LE(count, 6 + at * 12)
    bytes.writeUInt32LE(value, 10 + at * 12)
  })
  return bytes
}
