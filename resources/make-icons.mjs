// Draws every icon file from icon.svg: `node resources/make-icons.mjs`. Its results are kept in the repository, so that
// packing needs no drawing.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'

const folder = import.meta.dirname
const svg = await readFile(join(folder, 'icon.svg'))

/** A PNG of `side` pixels, the drawing filling `part` of it. */
async function png(side, part = 1) {
  const drawn = Math.round(side * part)
  const margin = Math.floor((side - drawn) / 2)
  const rest = side - drawn - margin
  return sharp(svg, { density: Math.max(72, drawn * 1.2) })
    .resize(drawn, drawn)
    .extend({ top: margin, left: margin, bottom: rest, right: rest, background: '#0000' })
    .png({ compressionLevel: 9, palette: false })
    .toBuffer()
}

/** Windows: a directory of PNGs, each described in 16 bytes. A side of 256 is written as 0. */
function ico(images) {
  const header = Buffer.alloc(6 + images.length * 16)
  header.writeUInt16LE(1, 2)
  header.writeUInt16LE(images.length, 4)
  let offset = header.length
  for (const [index, { side, bytes }] of images.entries()) {
    const at = 6 + index * 16
    header.writeUInt8(side % 256, at)
    header.writeUInt8(side % 256, at + 1)
    header.writeUInt16LE(1, at + 4)
    header.writeUInt16LE(32, at + 6)
    header.writeUInt32LE(bytes.length, at + 8)
    header.writeUInt32LE(offset, at + 12)
    offset += bytes.length
  }
  return Buffer.concat([header, ...images.map(({ bytes }) => bytes)])
}

/** macOS: blocks of a four-letter type, a length and a PNG. */
function icns(images) {
  const blocks = images.map(({ type, bytes }) => {
    const head = Buffer.alloc(8)
    head.write(type, 'latin1')
    head.writeUInt32BE(8 + bytes.length, 4)
    return Buffer.concat([head, bytes])
  })
  const body = Buffer.concat(blocks)
  const head = Buffer.alloc(8)
  head.write('icns', 'latin1')
  head.writeUInt32BE(8 + body.length, 4)
  return Buffer.concat([head, body])
}

await mkdir(join(folder, 'icons'), { recursive: true })
for (const side of [16, 24, 32, 48, 64, 128, 256, 512]) {
  await writeFile(join(folder, 'icons', `${side}x${side}.png`), await png(side))
}
await writeFile(join(folder, 'icon.png'), await png(512))

const windowsSides = [16, 24, 32, 48, 64, 128, 256]
const windows = await Promise.all(windowsSides.map(async (side) => ({ side, bytes: await png(side) })))
await writeFile(join(folder, 'icon.ico'), ico(windows))

// Apple's icon grid leaves a margin: the shape fills 824 of 1024.
const macTypes = { ic11: 32, ic12: 64, ic07: 128, ic13: 256, ic08: 256, ic14: 512, ic09: 512, ic10: 1024 }
const mac = Object.entries(macTypes).map(async ([type, side]) => ({
  type,
  bytes: await png(side, 824 / 1024),
}))
await writeFile(join(folder, 'icon.icns'), icns(await Promise.all(mac)))
