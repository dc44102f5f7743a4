import { readTiff, type TiffDirectory, type TiffFile } from './tiff-reader.ts'

/** What a RAW file says of itself. */
export interface RawFacts {
  /** 1 to 8 as in EXIF; undefined when the file does not say. */
  readonly orientation: number | undefined
  /** Pixels as the sensor lies, before orientation; undefined when the file does not say. */
  readonly size: { readonly width: number; readonly height: number } | undefined
}

const tag = {
  newSubfileType: 254,
  width: 256,
  height: 257,
  compression: 259,
  photometric: 262,
  orientation: 274,
  exifWidth: 0xa002,
  exifHeight: 0xa003,
  dngVersion: 50_706,
  dngCropSize: 50_720,
}

/** How sensors are named in a TIFF: a colour filter array, or linear values. */
const sensorPhotometrics = new Set([32_803, 34_892])
/** Compressions of Nikon, Sony, Pentax, Samsung, Kodak, Epson and Olympus, which hold sensor data only. */
const sensorCompressions = new Set([32_767, 32_769, 32_770, 34_713, 65_000, 65_535])

/** Whether a TIFF is a camera's RAW file, whatever its name says. */
export function isRawTiff(tiff: TiffFile, bytes: Uint8Array): boolean {
  if (bytes[8] === 0x43 && bytes[9] === 0x52) return true // "CR": Canon's CR2
  return tiff.directories.some(
    (directory) =>
      directory.tags.has(tag.dngVersion) ||
      sensorPhotometrics.has(first(tiff, directory, tag.photometric)) ||
      sensorCompressions.has(first(tiff, directory, tag.compression)),
  )
}

/** Reads the facts of a RAW file that is TIFF, and of Fujifilm's own. */
export function rawFacts(bytes: Uint8Array, tiff = readTiff(bytes)): RawFacts {
  if (!tiff) return { orientation: undefined, size: fujifilmSize(bytes) }
  const orientation = tiff.directories
    .map((directory) => first(tiff, directory, tag.orientation))
    .find((value) => value >= 1 && value <= 8)
  return { orientation, size: sensorSize(tiff) ?? panasonicSize(tiff) }
}

/** What the maker calls the picture's size, else the largest directory's. */
function sensorSize(tiff: TiffFile): RawFacts['size'] {
  const crops = tiff.directories.map((directory) => {
    const [width = 0, height = 0] = tiff.numbers(directory, tag.dngCropSize)
    return { width: Math.round(width), height: Math.round(height) }
  })
  const named = tiff.directories.map((directory) => sizeIn(tiff, directory, tag.exifWidth, tag.exifHeight))
  const stored = tiff.directories.map((directory) => sizeIn(tiff, directory, tag.width, tag.height))
  return largest(crops) ?? largest(named) ?? largest(stored)
}

/** RW2 gives the borders of the picture on the sensor: top, left, bottom, right. */
function panasonicSize(tiff: TiffFile): RawFacts['size'] {
  const [main] = tiff.directories
  if (!main) return undefined
  const [top = 0, left = 0, bottom = 0, right = 0] = [4, 5, 6, 7].map((border) => first(tiff, main, border))
  return largest([{ width: right - left, height: bottom - top }])
}

function sizeIn(tiff: TiffFile, directory: TiffDirectory, widthTag: number, heightTag: number) {
  return { width: first(tiff, directory, widthTag), height: first(tiff, directory, heightTag) }
}

export function largest<Size extends { width: number; height: number }>(
  sizes: readonly Size[],
): Size | undefined {
  const sane = sizes.filter(
    ({ width, height }) => width > 0 && height > 0 && width < 100_000 && height < 100_000,
  )
  return sane.toSorted((a, b) => b.width * b.height - a.width * a.height)[0]
}

function first(tiff: TiffFile, directory: TiffDirectory, wanted: number): number {
  return tiff.numbers(directory, wanted)[0] ?? 0
}

/** RAF: a list of tags whose place stands at 92; 0x111 is the size of the cropped picture, height first. */
function fujifilmSize(bytes: Uint8Array): RawFacts['size'] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.byteLength < 100 || Buffer.from(bytes.subarray(0, 15)).toString('latin1') !== 'FUJIFILMCCD-RAW') {
    return undefined
  }
  let at = view.getUint32(92)
  if (at + 4 > view.byteLength) return undefined
  const count = Math.min(view.getUint32(at), 256)
  at += 4
  for (let entry = 0; entry < count && at + 8 <= view.byteLength; entry++) {
    const isSize = view.getUint16(at) === 0x111
    if (isSize) return largest([{ width: view.getUint16(at + 6), height: view.getUint16(at + 4) }])
    at += 4 + view.getUint16(at + 2)
  }
  return undefined
}
