/**
 * A camera's RAW file as far as Sightline reads one: a DNG whose first directory is a JPEG preview, and whose
 * sub-directory holds the sensor's values (all zero here; nobody demosaics them).
 */
export function rawFile(
  preview: Uint8Array,
  previewSize: { readonly width: number; readonly height: number },
  sensor: { readonly width: number; readonly height: number },
): Buffer {
  const values = Buffer.alloc(sensor.width * sensor.height * 2)
  const model = Buffer.from('Sightline Benchmark\0', 'latin1')
  const start = 8
  const mainEntries = 13
  const subEntries = 10
  const subAt = start + directoryBytes(mainEntries)
  const modelAt = subAt + directoryBytes(subEntries)
  const previewAt = modelAt + model.length
  const valuesAt = previewAt + preview.length

  const main = directory([
    [254, long, 1, 1], // NewSubfileType: a reduced picture
    [256, long, 1, previewSize.width],
    [257, long, 1, previewSize.height],
    [258, short, 1, 8],
    [259, short, 1, 7], // Compression: JPEG
    [262, short, 1, 6], // PhotometricInterpretation: YCbCr
    [272, ascii, model.length, modelAt],
    [273, long, 1, previewAt],
    [277, short, 1, 3],
    [278, long, 1, previewSize.height],
    [279, long, 1, preview.length],
    [330, long, 1, subAt],
    [50_706, byte, 4, 0x00_00_04_01], // DNGVersion 1.4.0.0
  ])
  const sub = directory([
    [254, long, 1, 0],
    [256, long, 1, sensor.width],
    [257, long, 1, sensor.height],
    [258, short, 1, 16],
    [259, short, 1, 1], // Compression: none
    [262, short, 1, 32_803], // PhotometricInterpretation: colour filter array
    [273, long, 1, valuesAt],
    [277, short, 1, 1],
    [278, long, 1, sensor.height],
    [279, long, 1, values.length],
  ])
  const header = Buffer.from('II*\0\x08\0\0\0', 'latin1')
  return Buffer.concat([header, main, sub, model, preview, values])
}

type Entry = readonly [tag: number, type: number, count: number, value: number]
const [byte, ascii, short, long] = [1, 2, 3, 4]

function directoryBytes(entries: number): number {
  return 2 + entries * 12 + 4
}

function directory(entries: readonly Entry[]): Buffer {
  const bytes = Buffer.alloc(directoryBytes(entries.length))
  bytes.writeUInt16LE(entries.length, 0)
  entries.forEach(([tag, type, count, value], at) => {
    const offset = 2 + at * 12
    bytes.writeUInt16LE(tag, offset)
    bytes.writeUInt16LE(type, offset + 2)
    bytes.writeUInt32LE(count, offset + 4)
    bytes.writeUInt32LE(value, offset + 8)
  })
  return bytes
}
