/** Pixels as they come from a converter: rows from the top, interleaved bytes. */
export interface PlainPixels {
  readonly width: number
  readonly height: number
  readonly channels: 3 | 4
  /** An ICC profile of RGB colours. */
  readonly icc: Uint8Array | undefined
}

const stripBytes = 1 << 20

/**
 * An uncompressed TIFF for pixels that `write` puts in place: the one wrapping that carries a colour profile to the decoder
 * and costs no compression.
 */
export function plainTiff(
  { width, height, channels, icc }: PlainPixels,
  write: (target: Uint8Array) => void,
): Uint8Array<ArrayBuffer> {
  const rowBytes = width * channels
  const rowsPerStrip = Math.max(1, Math.min(height, Math.floor(stripBytes / rowBytes)))
  const strips = Math.ceil(height / rowsPerStrip)
  const profile = icc && isRgbProfile(icc) ? icc : undefined
  const entryCount = 10 + (channels === 4 ? 1 : 0) + (profile ? 1 : 0)
  const bitsAt = 8 + 2 + entryCount * 12 + 4
  const offsetsAt = bitsAt + 8
  const countsAt = offsetsAt + strips * 4
  const profileAt = countsAt + strips * 4
  const pixelsAt = (profileAt + (profile?.byteLength ?? 0) + 15) & ~15
  const tiff = new Uint8Array(pixelsAt + rowBytes * height)
  const view = new DataView(tiff.buffer)
  const entry = entryWriter(view, entryCount)
  entry(256, 4, 1, width)
  entry(257, 4, 1, height)
  entry(258, 3, channels, bitsAt)
  entry(259, 3, 1, 1)
  entry(262, 3, 1, 2)
  // One value stands in the entry itself, several where the entry points to.
  entry(273, 4, strips, strips === 1 ? pixelsAt : offsetsAt)
  entry(277, 3, 1, channels)
  entry(278, 4, 1, rowsPerStrip)
  entry(279, 4, strips, strips === 1 ? rowBytes * height : countsAt)
  entry(284, 3, 1, 1)
  if (channels === 4) entry(338, 3, 1, 2)
  if (profile) entry(34_675, 7, profile.byteLength, profileAt)
  for (let channel = 0; channel < 4; channel++) view.setUint16(bitsAt + channel * 2, 8, true)
  for (let strip = 0; strip < strips; strip++) {
    const rows = Math.min(rowsPerStrip, height - strip * rowsPerStrip)
    view.setUint32(offsetsAt + strip * 4, pixelsAt + strip * rowsPerStrip * rowBytes, true)
    view.setUint32(countsAt + strip * 4, rows * rowBytes, true)
  }
  if (profile) tiff.set(profile, profileAt)
  write(tiff.subarray(pixelsAt))
  return tiff
}

function entryWriter(view: DataView, entryCount: number) {
  // "II", 42, the first directory at 8.
  view.setUint32(0, 0x002a4949, true)
  view.setUint32(4, 8, true)
  view.setUint16(8, entryCount, true)
  let at = 10
  return (tag: number, type: number, count: number, value: number) => {
    view.setUint16(at, tag, true)
    view.setUint16(at + 2, type, true)
    view.setUint32(at + 4, count, true)
    view.setUint32(at + 8, value, true)
    at += 12
  }
}

/** A profile for grey or CMYK beside RGB pixels would make the decoder fail. */
function isRgbProfile(icc: Uint8Array): boolean {
  return icc.byteLength > 128 && Buffer.from(icc.subarray(16, 20)).toString('latin1') === 'RGB '
}
