import { brotliDecompressSync } from 'node:zlib'
import type { EmbeddedNotes } from '../embedded-notes.ts'
import { boxesOf } from './iso-boxes.ts'

const longestNotesBytes = 16 << 20
const xmpId = 'be7acfcb97a942e89c71999491e3afac'
/** "JpgTiffExif->JP2" */
const exifId = Buffer.from('JpgTiffExif->JP2', 'latin1').toString('hex')

/** The notes in the boxes of JPEG XL (`Exif`, `xml `, compressed in `brob`) and of JPEG 2000 (`uuid`). */
export function boxNotes(bytes: Uint8Array): EmbeddedNotes {
  let exif: Uint8Array | undefined
  let xmp: Uint8Array | undefined
  for (const box of boxesOf(bytes)) {
    const { type, content } = box.type === 'brob' ? unpacked(box.content) : box
    if (type === 'Exif') exif ??= content.subarray(4 + offsetIn(content))
    if (type === 'xml ') xmp ??= content
    if (type !== 'uuid') continue
    const id = Buffer.from(content.subarray(0, 16)).toString('hex')
    if (id === xmpId) xmp ??= content.subarray(16)
    if (id === exifId) exif ??= content.subarray(16)
  }
  return { exif, xmp }
}

function unpacked(content: Uint8Array): { type: string; content: Uint8Array } {
  const type = Buffer.from(content.subarray(0, 4)).toString('latin1')
  const unpack = () => brotliDecompressSync(content.subarray(4), { maxOutputLength: longestNotesBytes })
  return { type, content: type === 'Exif' || type === 'xml ' ? unpack() : new Uint8Array() }
}

function offsetIn(content: Uint8Array): number {
  return content.byteLength < 4 ? 0 : new DataView(content.buffer, content.byteOffset).getUint32(0)
}
