export interface IsoBox {
  readonly type: string
  readonly content: Uint8Array
}

const maxBoxes = 1000

/** The boxes of an ISO container (ISO 14496-12; JPEG 2000 and JPEG XL use the same), one level deep. */
export function boxesOf(bytes: Uint8Array): IsoBox[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const boxes: IsoBox[] = []
  let at = 0
  while (at + 8 <= view.byteLength && boxes.length < maxBoxes) {
    const short = view.getUint32(at)
    const isLong = short === 1 && at + 16 <= view.byteLength
    const head = isLong ? 16 : 8
    // 0: up to the end of the file.
    const size = short === 0 ? view.byteLength - at : isLong ? Number(view.getBigUint64(at + 8)) : short
    if (size < head) break
    const type = Buffer.from(bytes.subarray(at + 4, at + 8)).toString('latin1')
    boxes.push({ type, content: bytes.subarray(at + head, Math.min(at + size, bytes.byteLength)) })
    at += size
  }
  return boxes
}
