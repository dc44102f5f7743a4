import type { Metadata, Sharp, SharpOptions } from 'sharp'
import { cutShort } from './cut-short.ts'
import { sharp } from './decoder.ts'
import type { EmbeddedNotes } from './embedded-notes.ts'
import type { PictureFormat } from './formats.ts'
import type { Pixels } from './decode.ts'
import { maxPixels, tooManyPixels } from './pixel-limit.ts'
import type { PictureProblem } from './problem.ts'
import { reducedSide, type NeededSize } from './reduced-side.ts'

export interface DirectPicture {
  readonly format: PictureFormat
  /** Full size, after orientation. */
  readonly width: number
  readonly height: number
  readonly pixels: Pixels
  readonly notes: EmbeddedNotes
}

/** Decodes what sharp reads, straight to the size that is needed. Throws what sharp throws. */
export async function decodeDirect(
  bytes: Uint8Array,
  needed: NeededSize,
): Promise<DirectPicture | PictureProblem> {
  const header = await readHeader(bytes)
  const { width, height } = header.autoOrient
  if (width * height > maxPixels) return tooManyPixels()
  const side = reducedSide(width, height, needed)
  const pixels = await readPixels(bytes, side, isWide(header))
  if ('kind' in pixels) return pixels
  return { format: formatOf(header), width, height, pixels, notes: notesIn(header, bytes) }
}

/** What is written about a picture that sharp reads. Throws what sharp throws. */
export async function directNotes(bytes: Uint8Array): Promise<EmbeddedNotes> {
  return notesIn(await readHeader(bytes), bytes)
}

/** A damaged file is decoded again leniently: what can be shown is worth finding, unless most of it is missing. */
async function readPixels(
  bytes: Uint8Array,
  side: number,
  isWideColour: boolean,
): Promise<Pixels | PictureProblem> {
  try {
    return await pixelsOf(sharp(bytes, { ...input, failOn: 'truncated' }), side, isWideColour)
  } catch (strictError) {
    const pixels = await pixelsOf(sharp(bytes, { ...input, failOn: 'none' }), side, isWideColour).catch(
      () => {
        throw strictError
      },
    )
    return cutShort(pixels) ?? pixels
  }
}

async function pixelsOf(picture: Sharp, side: number, isWideColour: boolean): Promise<Pixels> {
  const upright = picture
    .autoOrient()
    .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
  const { data, info } = await (isWideColour ? upright.withIccProfile('srgb') : upright)
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true })
  if (info.channels !== 3) throw new Error(`the decoder returned ${info.channels} channels instead of 3`)
  return { data, width: info.width, height: info.height }
}

/** Of 16 bits and with a profile: sharp turns such a picture into Display P3, and would leave it so. */
function isWide({ depth, icc }: Metadata): boolean {
  return depth === 'ushort' && icc !== undefined
}

const input: SharpOptions = { limitInputPixels: maxPixels, sequentialRead: true }

async function readHeader(bytes: Uint8Array): Promise<Metadata> {
  return sharp(bytes, { failOn: 'none', limitInputPixels: false }).metadata()
}

function formatOf(header: Metadata): PictureFormat {
  // libvips names the family: AVIF is HEIF with AV1 inside, the only member that this decoder reads.
  return header.format === 'heif' ? 'avif' : (header.format as PictureFormat)
}

/** Of a TIFF file libvips gives no EXIF data: the file is such a block itself. */
function notesIn({ format, exif, xmp, iptc }: Metadata, bytes: Uint8Array): EmbeddedNotes {
  if (format === 'tiff') return { exif: bytes, xmp, iptc }
  const block = exif?.subarray(0, 4).toString('latin1') === 'Exif' ? exif.subarray(6) : exif
  return { exif: block, xmp, iptc }
}
