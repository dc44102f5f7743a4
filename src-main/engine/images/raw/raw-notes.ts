import type { EmbeddedNotes } from '../embedded-notes.ts'
import { boxNotes } from '../metadata/box-notes.ts'
import { boxesOf } from '../metadata/iso-boxes.ts'
import { embeddedJpegs, type EmbeddedJpeg } from './embedded-jpegs.ts'
import { readTiff } from './tiff-reader.ts'

/** Where a RAW file keeps its EXIF data: it is TIFF itself, or has boxes (CR3), or only its preview has them (RAF). */
export function rawNotes(bytes: Uint8Array, previews?: readonly EmbeddedJpeg[]): EmbeddedNotes {
  const head = Buffer.from(bytes.subarray(0, 16)).toString('latin1')
  if (head.startsWith('II') || head.startsWith('MM')) return { ...tiffNotes(bytes), exif: asTiff(bytes) }
  if (head.slice(4, 8) === 'ftyp') return { ...boxNotes(bytes), exifParts: canonParts(bytes) }
  if (head.startsWith('\0MRM')) return { exif: minoltaTiff(bytes) }
  const largestFirst = (previews ?? embeddedJpegs(bytes)).toSorted(
    (a, b) => b.width * b.height - a.width * a.height,
  )
  const exif = largestFirst.map(({ at }) => exifOfJpeg(bytes.subarray(at))).find((block) => block)
  return { exif }
}

/** Where a TIFF keeps XMP and IPTC. */
function tiffNotes(bytes: Uint8Array): EmbeddedNotes {
  const tiff = readTiff(bytes)
  const block = (tag: number) => {
    const entry = tiff?.directories[0]?.tags.get(tag)
    return entry && entry.count > 4 ? bytes.subarray(entry.at, entry.at + entry.count) : undefined
  }
  return { xmp: block(700), iptc: block(33_723) }
}

/** Olympus and Panasonic write their own number where TIFF has 42; readers of EXIF want the 42. */
export function asTiff(bytes: Uint8Array): Uint8Array {
  const little = bytes[0] === 0x49
  const [first, second] = little ? [42, 0] : [0, 42]
  if (bytes[2] === first && bytes[3] === second) return bytes
  const copy = bytes.slice()
  copy[2] = first
  copy[3] = second
  return copy
}

/** CR3: in `moov`, a box of Canon's own holds the main, the EXIF and the GPS directory as a TIFF each. */
function canonParts(bytes: Uint8Array): Uint8Array[] {
  const moov = boxesOf(bytes).find(({ type }) => type === 'moov')
  if (!moov) return []
  const canon = boxesOf(moov.content).filter(({ type }) => type === 'uuid')
  const parts = canon.flatMap(({ content }) => boxesOf(content.subarray(16)))
  return ['CMT1', 'CMT2', 'CMT4'].map(
    (name) => parts.find(({ type }) => type === name)?.content ?? new Uint8Array(),
  )
}

/** MRW: blocks of a name of four letters and a length; `\0TTW` is the TIFF. */
function minoltaTiff(bytes: Uint8Array): Uint8Array | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = Math.min(view.byteLength, 8 + view.getUint32(4))
  for (let at = 8; at + 8 <= end; at += 8 + view.getUint32(at + 4)) {
    if (view.getUint32(at) === 0x00545457) return bytes.subarray(at + 8, at + 8 + view.getUint32(at + 4))
  }
  return undefined
}

/** The TIFF block in the first EXIF segment of a JPEG. */
export function exifOfJpeg(jpeg: Uint8Array): Uint8Array | undefined {
  const view = new DataView(jpeg.buffer, jpeg.byteOffset, jpeg.byteLength)
  for (let at = 2; at + 10 < jpeg.byteLength && view.getUint8(at) === 0xff;) {
    const marker = view.getUint8(at + 1)
    const length = view.getUint16(at + 2)
    if (marker === 0xda || length < 2) return undefined
    if (marker === 0xe1 && view.getUint32(at + 4) === 0x45786966) {
      return jpeg.subarray(at + 10, at + 2 + length)
    }
    at += 2 + length
  }
  return undefined
}
