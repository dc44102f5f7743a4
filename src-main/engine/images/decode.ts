import type { ConvertRequest } from './convert/convert-protocol.ts'
import { convertPicture, type TurnListener } from './convert/converter.ts'
import { decodeDirect } from './decode-direct.ts'
import { decodeProblem, foreignProblem } from './decode-problem.ts'
import type { EmbeddedNotes } from './embedded-notes.ts'
import { isRawName, type PictureFormat } from './formats.ts'
import { notesOf } from './notes-of.ts'
import type { PictureProblem } from './problem.ts'
import { decodeRaw } from './raw/decode-raw.ts'
import { isRawTiff } from './raw/raw-facts.ts'
import { plainPreview, readTiff } from './raw/tiff-reader.ts'
import type { NeededSize } from './reduced-side.ts'
import { isAvif, sniff, type Content } from './sniff.ts'

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
  readonly notes: EmbeddedNotes
}

/**
 * Decodes a picture once, straight to the smallest size that serves every use: JPEG and WebP shrink while loading, HEIC and
 * RAW have previews. The content decides; `name`, the file's name, only where content says nothing (RAW formats of a
 * maker's own). Never throws for bad content.
 */
export async function decodePicture(
  bytes: Uint8Array<ArrayBuffer>,
  name: string,
  needed: NeededSize,
  turn?: TurnListener,
): Promise<DecodedPicture | PictureProblem> {
  const content = contentOf(bytes, name)
  try {
    if (content.kind === 'other') return foreignProblem(content.name)
    if (content.kind === 'raw') return await decodeRaw(bytes, needed)
    if (content.kind === 'convert') return await decodeConverted(bytes, content.format, needed, turn)
    const picture = await decodeDirect(bytes, needed)
    return 'kind' in picture ? picture : { kind: 'decoded', ...picture }
  } catch (error) {
    const second = content.kind === 'direct' ? await secondTry(bytes, needed, turn) : undefined
    return second?.kind === 'decoded' ? second : decodeProblem(error, bytes)
  }
}

/** Some odd pictures of two large families (animated AVIF, TIFF in Lab colours) have a second decoder. */
async function secondTry(
  bytes: Uint8Array<ArrayBuffer>,
  needed: NeededSize,
  turn: TurnListener | undefined,
): Promise<DecodedPicture | PictureProblem | undefined> {
  const format = isAvif(bytes) ? 'avif' : readTiff(bytes) ? 'tiff' : undefined
  return format && decodeConverted(bytes, format, needed, turn).catch(() => undefined)
}

/** What kind of picture a file holds: a TIFF may be a RAW file, and so may what nobody knows. */
export function contentOf(bytes: Uint8Array, name: string): Content {
  const content = sniff(bytes)
  if (content.kind !== 'direct') return content
  const tiff = readTiff(bytes)
  const isRaw = tiff
    ? isRawTiff(tiff, bytes) || (isRawName(name) && !plainPreview(tiff))
    : isRawName(name) && !isKnown(bytes)
  return isRaw ? { kind: 'raw' } : content
}

function isKnown(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, 12)).toString('latin1')
  return /^(\xff\xd8\xff|\x89PNG|GIF8|RIFF|<|....ftyp)/s.test(head)
}

async function decodeConverted(
  bytes: Uint8Array<ArrayBuffer>,
  format: ConvertRequest['format'],
  needed: NeededSize,
  turn: TurnListener | undefined,
): Promise<DecodedPicture | PictureProblem> {
  const converted = await convertPicture({ bytes, format, needed }, turn)
  if ('kind' in converted) return converted
  const { tiff, width, height } = converted
  if (!tiff) return { kind: 'failed', reason: 'The decoder gave no picture.' }
  const picture = await decodeDirect(tiff, needed)
  if ('kind' in picture) return picture
  const notes = format === 'heic' ? converted : await notesOf(bytes, notesContent(format))
  return { kind: 'decoded', format, width, height, pixels: picture.pixels, notes }
}

/** AVIF has its notes where HEIC has them. */
function notesContent(format: Exclude<ConvertRequest['format'], 'heic'>): Content {
  if (format === 'tiff') return { kind: 'raw' }
  return { kind: 'convert', format: format === 'avif' ? 'heic' : format }
}
