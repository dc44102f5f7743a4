import { crc32 } from 'node:zlib'

export type VariantFormat = 'jpeg' | 'png' | 'heif' | 'tiff'

/** The same picture as another file: `n` is put where no decoder looks, so each file is new to the library. */
export function variantOf(picture: Uint8Array, format: VariantFormat, n: number): Uint8Array {
  const mark = Buffer.from(`variant ${String(n).padStart(8, '0')}`, 'latin1')
  switch (format) {
    case 'jpeg':
      return inserted(picture, 2, segment(mark))
    case 'png':
      return inserted(picture, endOfHeader, textChunk(mark))
    case 'heif':
      return Buffer.concat([picture, box('free', mark)])
    case 'tiff':
      return Buffer.concat([picture, mark])
  }
}

/** The signature (8 bytes) and the IHDR chunk (25) of every PNG. */
const endOfHeader = 33

function inserted(bytes: Uint8Array, at: number, more: Uint8Array): Buffer {
  return Buffer.concat([bytes.subarray(0, at), more, bytes.subarray(at)])
}

/** A JPEG comment. */
function segment(content: Buffer): Buffer {
  return Buffer.concat([Buffer.of(0xff, 0xfe), uint16(content.length + 2), content])
}

function textChunk(content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from('tEXtComment\0', 'latin1'), content])
  return Buffer.concat([uint32(body.length - 4), body, uint32(crc32(body))])
}

function box(type: string, content: Buffer): Buffer {
  return Buffer.concat([uint32(content.length + 8), Buffer.from(type, 'latin1'), content])
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16BE(value)
  return bytes
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}
