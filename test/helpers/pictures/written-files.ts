import { crc32, deflateSync } from 'node:zlib'

/** One pixel in every sample of a file, small and uncompressed: what the file says is known to the bit. */
const side = 32

interface PngParts {
  /** 0 grey, 2 colour, 3 palette, 4 grey with alpha, 6 colour with alpha. */
  readonly colourType: 0 | 2 | 3 | 4 | 6
  readonly depth: 8 | 16
  /** Of every pixel. */
  readonly samples: readonly number[]
  readonly profile?: Buffer
  /** Red, green, blue, one after the other. */
  readonly palette?: readonly number[]
  /** The alpha of each colour of the palette. */
  readonly transparency?: readonly number[]
}

export function pngFile({ colourType, depth, samples, profile, palette, transparency }: PngParts): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(side)
  header.writeUInt32BE(side, 4)
  header.set([depth, colourType], 8)
  const pixel = Buffer.from(samples.flatMap((value) => (depth === 16 ? [value >> 8, value & 255] : [value])))
  const row = Buffer.concat([Buffer.of(0), ...Array.from({ length: side }, () => pixel)])
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    profile ? chunk('iCCP', Buffer.concat([Buffer.from('profile\0\0'), deflateSync(profile)])) : Buffer.of(),
    palette ? chunk('PLTE', Buffer.from(palette)) : Buffer.of(),
    transparency ? chunk('tRNS', Buffer.from(transparency)) : Buffer.of(),
    chunk('IDAT', deflateSync(Buffer.concat(Array.from({ length: side }, () => row)))),
    chunk('IEND', Buffer.of()),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const whole = Buffer.alloc(12 + data.length)
  whole.writeUInt32BE(data.length)
  whole.write(type, 4, 'latin1')
  data.copy(whole, 8)
  whole.writeUInt32BE(crc32(whole.subarray(4, 8 + data.length)), 8 + data.length)
  return whole
}

interface TiffParts {
  /** 0 grey whose zero is white, 1 grey, 2 colour, 5 inks. */
  readonly photometric: 0 | 1 | 2 | 5
  readonly depth: 8 | 16
  readonly samples: readonly number[]
  /** What the last sample is: 1 alpha that the colours are multiplied by, 2 alpha beside them. */
  readonly extra?: 1 | 2
}

export function tiffFile({ photometric, depth, samples, extra }: TiffParts): Buffer {
  const pixel = Buffer.from(samples.flatMap((value) => (depth === 16 ? [value & 255, value >> 8] : [value])))
  const pixels = Buffer.concat(Array.from({ length: side * side }, () => pixel))
  const count = samples.length
  const entries: [tag: number, type: number, count: number, value: number][] = [
    [256, 3, 1, side],
    [257, 3, 1, side],
    [258, 3, count, 0],
    [259, 3, 1, 1],
    [262, 3, 1, photometric],
    [273, 4, 1, 0],
    [277, 3, 1, count],
    [278, 3, 1, side],
    [279, 4, 1, pixels.length],
    ...(extra === undefined ? [] : [[338, 3, 1, extra] as [number, number, number, number]]),
  ]
  const depthsAt = 8 + 2 + 12 * entries.length + 4
  const pixelsAt = depthsAt + 2 * count
  const head = Buffer.alloc(pixelsAt)
  head.write('II*\0\x08', 'latin1')
  head.writeUInt16LE(entries.length, 8)
  entries.forEach(([tag, type, values, value], at) => {
    const start = 10 + 12 * at
    head.writeUInt16LE(tag, start)
    head.writeUInt16LE(type, start + 2)
    head.writeUInt32LE(values, start + 4)
    // Two numbers of 16 bits fit into the entry itself.
    if (tag === 258 && count <= 2) head.writeUInt32LE(depth * (count === 2 ? 0x10001 : 1), start + 8)
    else head.writeUInt32LE(tag === 258 ? depthsAt : tag === 273 ? pixelsAt : value, start + 8)
  })
  samples.forEach((_, at) => head.writeUInt16LE(depth, depthsAt + 2 * at))
  return Buffer.concat([head, pixels])
}

/** A JPEG with a colour profile that the program which wrote it did not know. */
export function withJpegProfile(jpeg: Buffer, profile: Buffer): Buffer {
  const segment = Buffer.alloc(18)
  segment.writeUInt16BE(0xffe2)
  segment.writeUInt16BE(16 + profile.length, 2)
  segment.write('ICC_PROFILE\0\x01\x01', 4, 'latin1')
  return Buffer.concat([jpeg.subarray(0, 2), segment, profile, jpeg.subarray(2)])
}

/** A JPEG that does not say that Adobe wrote it, nor that its inks are upside down. */
export function withoutAdobeMark(jpeg: Buffer): Buffer {
  const start = jpeg.indexOf('Adobe') - 4
  return Buffer.concat([jpeg.subarray(0, start), jpeg.subarray(start + 2 + jpeg.readUInt16BE(start + 2))])
}
