import type { Metadata, Sharp, SharpOptions } from 'sharp'
import { sharp } from './decoder.ts'
import type { PictureFormat } from './formats.ts'
import { undecodableFamily } from './formats.ts'
import { cutShort } from './cut-short.ts'
import { decodeProblem, foreignProblem, maxPixels, tooManyPixels } from './decode-problem.ts'
import type { PictureProblem } from './problem.ts'
import { reducedSide, type NeededSize } from './reduced-side.ts'
import { sniffForeign } from './sniff.ts'

/** Pixels of one picture: rows from the top, three bytes each (R, G, B in sRGB), upright, alpha over white. */
export interface Pixels {
  readonly data: Uint8Array
  readonly width: number
  readonly height: number
}

export interface DecodedPicture {
  readonly kind: 'decoded'
  readonly format: PictureFormat
  /** Full size in pixels, after orientation. */
  readonly width: number
  readonly height: number
  /** The whole picture at reduced size. */
  readonly pixels: Pixels
  /** The TIFF block of the picture's EXIF data, when it has one. */
  readonly exif: Uint8Array | undefined
}

/**
 * Decodes a picture once, straight to the smallest size that serves every use (JPEG and WebP shrink while loading).
 * `name` is the file's name, for RAW files, whose content passes for TIFF. Never throws for bad content.
 */
export async function decodePicture(
  bytes: Uint8Array,
  name: string,
  needed: NeededSize,
): Promise<DecodedPicture | PictureProblem> {
  const foreign = sniffForeign(bytes)
  if (foreign) return foreignProblem(foreign)
  try {
    const header = await readHeader(bytes)
    if (isRawContainer(header, name)) return foreignProblem({ kind: 'picture', name: 'RAW' })
    return await decodeKnown(bytes, header, needed)
  } catch (error) {
    return decodeProblem(error, name, bytes)
  }
}

async function decodeKnown(bytes: Uint8Array, header: Metadata, needed: NeededSize) {
  const { width, height } = header.autoOrient
  if (width * height > maxPixels) return tooManyPixels(width, height)
  const side = reducedSide(width, height, needed)
  const pixels = await readPixels(bytes, side)
  if ('kind' in pixels) return pixels
  const exif = exifBlock(header, bytes)
  return { kind: 'decoded' as const, format: formatOf(header), width, height, pixels, exif }
}

/** A damaged file is decoded again leniently: what can be shown is worth finding, unless most of it is missing. */
async function readPixels(bytes: Uint8Array, side: number): Promise<Pixels | PictureProblem> {
  try {
    return await pixelsOf(sharp(bytes, { ...input, failOn: 'truncated' }), side)
  } catch (strictError) {
    const pixels = await pixelsOf(sharp(bytes, { ...input, failOn: 'none' }), side).catch(() => {
      throw strictError
    })
    return cutShort(pixels) ?? pixels
  }
}

async function pixelsOf(picture: Sharp, side: number): Promise<Pixels> {
  const { data, info } = await picture
    .autoOrient()
    .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true })
  if (info.channels !== 3) throw new Error(`the decoder returned ${info.channels} channels instead of 3`)
  return { data, width: info.width, height: info.height }
}

const input: SharpOptions = { limitInputPixels: maxPixels, sequentialRead: true }

async function readHeader(bytes: Uint8Array): Promise<Metadata> {
  return sharp(bytes, { failOn: 'none', limitInputPixels: false }).metadata()
}

function formatOf(header: Metadata): PictureFormat {
  // libvips names the family: AVIF is HEIF with AV1 inside, the only member that this decoder reads.
  return header.format === 'heif' ? 'avif' : (header.format as PictureFormat)
}

/** DNG, NEF, CR2 and their kin are TIFF files; read as such they yield a tiny preview at best. */
function isRawContainer(header: Metadata, name: string): boolean {
  return header.format === 'tiff' && undecodableFamily(name) === 'RAW'
}

/** Of a TIFF file libvips gives no EXIF data: the file is such a block itself. */
function exifBlock({ format, exif }: Metadata, bytes: Uint8Array): Uint8Array | undefined {
  if (format === 'tiff') return bytes
  return exif?.subarray(0, 4).toString('latin1') === 'Exif' ? exif.subarray(6) : exif
}
