import { maxPixels } from '../pixel-limit.ts'

/** A JPEG inside another file, as its own header describes it. */
export interface EmbeddedJpeg {
  readonly at: number
  /** Where the header ends and the compressed pixels begin. */
  readonly scanAt: number
  readonly isProgressive: boolean
  readonly width: number
  readonly height: number
}

const start = Buffer.from([0xff, 0xd8, 0xff])
/** A file made of nothing but such marks must not take for ever. */
const maxTries = 20_000
const maxFound = 64
const maxSegments = 200

/**
 * Finds the previews of a RAW file by their own marks, whatever the maker's format is. The sensor's data may be JPEG as
 * well, but then it is the lossless kind (SOF3), which is not taken; neither is what only looks like a beginning.
 */
export function embeddedJpegs(bytes: Uint8Array): EmbeddedJpeg[] {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const found: EmbeddedJpeg[] = []
  let at = file.indexOf(start)
  for (let tries = 0; at >= 0 && tries < maxTries && found.length < maxFound; tries++) {
    const jpeg = headerOf(file, at)
    if (jpeg) found.push(jpeg)
    at = file.indexOf(start, at + 2)
  }
  return found
}

/** Follows the segments up to the pixels; undefined when they are not those of an ordinary JPEG. */
function headerOf(file: Buffer, at: number): EmbeddedJpeg | undefined {
  let size: ReturnType<typeof frame>
  let next = at + 2
  for (let segment = 0; segment < maxSegments && next + 9 < file.length; segment++) {
    if (file[next] !== 0xff) return undefined
    const marker = file[next + 1] ?? 0
    if (marker === 0xff) {
      next++
      continue
    }
    const length = file.readUInt16BE(next + 2)
    if (length < 2) return undefined
    if (marker === 0xda) return size && { at, scanAt: next + 2 + length, ...size }
    if (marker >= 0xc0 && marker <= 0xc2) {
      size = frame(file, next, length)
      if (!size) return undefined
    } else if (!isTable(marker)) return undefined
    next += 2 + length
  }
  return undefined
}

/** Application data, tables, restart interval or a comment. */
function isTable(marker: number): boolean {
  return (marker >= 0xe0 && marker <= 0xef) || [0xdb, 0xc4, 0xdd, 0xfe].includes(marker)
}

function frame(file: Buffer, at: number, length: number) {
  const [precision, components] = [file[at + 4], file[at + 9] ?? 0]
  const height = file.readUInt16BE(at + 5)
  const width = file.readUInt16BE(at + 7)
  const isPicture = precision === 8 && (components === 3 || components === 1) && length === 8 + components * 3
  if (!isPicture || width < 32 || height < 32 || width * height > maxPixels) return undefined
  return { width, height, isProgressive: file[at + 1] === 0xc2 }
}

const end = Buffer.from([0xff, 0xd9])

/**
 * The bytes of one preview, with `orientation` as its only EXIF data: what its own says may or may not repeat what the RAW
 * file says. Among compressed pixels the end mark cannot occur; between the scans of a progressive JPEG it might.
 */
export function jpegWithOrientation(bytes: Uint8Array, jpeg: EmbeddedJpeg, orientation: number): Buffer {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const endAt = jpeg.isProgressive ? -1 : file.indexOf(end, jpeg.scanAt)
  const parts = [file.subarray(jpeg.at, jpeg.at + 2), exifSegment(orientation)]
  let at = jpeg.at + 2
  let keptFrom = at
  while (at < jpeg.scanAt) {
    const isFill = file[at + 1] === 0xff
    const next = isFill ? at + 1 : at + 2 + file.readUInt16BE(at + 2)
    if (file[at + 1] === 0xe1) {
      parts.push(file.subarray(keptFrom, at))
      keptFrom = next
    }
    at = next
  }
  parts.push(file.subarray(keptFrom, endAt < 0 ? undefined : endAt + 2))
  return Buffer.concat(parts)
}

/** EXIF of one tag: big-endian TIFF, one directory, orientation as a short number. */
function exifSegment(orientation: number): Buffer {
  const tiff = `4d4d002a0000000800010112000300000001000${orientation}000000000000`
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), Buffer.from(tiff, 'hex')])
  return Buffer.concat([Buffer.from([0xff, 0xe1, 0, body.length + 2]), body])
}
