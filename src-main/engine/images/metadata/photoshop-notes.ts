import type { EmbeddedNotes } from '../embedded-notes.ts'

const ids = { iptc: 0x0404, exif: 0x0422, xmp: 0x0424 }
const maxResources = 2000

/** The notes among the image resources of a Photoshop file: after its header and the table of its colours. */
export function photoshopNotes(bytes: Uint8Array): EmbeddedNotes {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const start = 26 + 4 + view.getUint32(26)
  if (start + 4 > view.byteLength) return {}
  const resources = resourcesOf(bytes.subarray(start + 4, start + 4 + view.getUint32(start)))
  return { exif: resources.get(ids.exif), xmp: resources.get(ids.xmp), iptc: resources.get(ids.iptc) }
}

/** The IPTC records in what other formats carry: bare, or as one of Photoshop's resources. */
export function iptcRecords(block: Uint8Array): Uint8Array | undefined {
  if (block[0] === 0x1c) return block
  const at = Buffer.from(block.buffer, block.byteOffset, Math.min(block.byteLength, 64)).indexOf('8BIM')
  return at < 0 ? undefined : resourcesOf(block.subarray(at)).get(ids.iptc)
}

/** Photoshop's resources: "8BIM", a number, a name of even length, a length, the data padded to an even length. */
function resourcesOf(bytes: Uint8Array): Map<number, Uint8Array> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const found = new Map<number, Uint8Array>()
  let at = 0
  for (let count = 0; at + 12 <= view.byteLength && count < maxResources; count++) {
    if (view.getUint32(at) !== 0x3842494d) break
    const nameBytes = (view.getUint8(at + 6) + 2) & ~1
    const sizeAt = at + 6 + nameBytes
    if (sizeAt + 4 > view.byteLength) break
    const size = view.getUint32(sizeAt)
    found.set(view.getUint16(at + 4), bytes.subarray(sizeAt + 4, sizeAt + 4 + size))
    at = sizeAt + 4 + ((size + 1) & ~1)
  }
  return found
}
