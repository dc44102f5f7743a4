/** One directory of a TIFF file: its tags with their values as numbers, where they are numbers. */
export interface TiffDirectory {
  readonly tags: ReadonlyMap<number, TiffEntry>
}

export interface TiffEntry {
  readonly type: number
  readonly count: number
  /** Where the value lies in the file. */
  readonly at: number
}

export interface TiffFile {
  readonly directories: readonly TiffDirectory[]
  numbers(directory: TiffDirectory, tag: number): number[]
  text(directory: TiffDirectory, tag: number): string
}

const maxDirectories = 64
const maxEntries = 2000
const maxNumbers = 64
const typeBytes: Readonly<Record<number, number>> = {
  1: 1,
  2: 1,
  3: 2,
  4: 4,
  5: 8,
  6: 1,
  7: 1,
  8: 2,
  9: 4,
  10: 8,
  13: 4,
}
/** Directories that hang on tags: SubIFDs and the EXIF directory. */
const pointers = [330, 34_665]

/**
 * Reads the directories of a TIFF or of one of the RAW formats that are TIFF under another number. Undefined for anything
 * else. Nothing in the file is believed: every offset is checked, circles end.
 */
export function readTiff(bytes: Uint8Array): TiffFile | undefined {
  if (bytes.byteLength < 16) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const mark = view.getUint16(0)
  if (mark !== 0x4949 && mark !== 0x4d4d) return undefined
  const little = mark === 0x4949
  // 42; "RO" and "RS" of Olympus; "U" of Panasonic.
  if (![42, 0x4f52, 0x5352, 0x55].includes(view.getUint16(2, little))) return undefined
  const directories: TiffDirectory[] = []
  const seen = new Set<number>()
  const waiting = [view.getUint32(4, little)]
  for (
    let at = waiting.shift();
    at !== undefined && directories.length < maxDirectories;
    at = waiting.shift()
  ) {
    if (at < 8 || at + 2 > view.byteLength || seen.has(at)) continue
    seen.add(at)
    const directory = readDirectory(at)
    directories.push(directory.read)
    for (const tag of pointers) waiting.push(...numbers(directory.read, tag))
    if (directory.next !== 0) waiting.push(directory.next)
  }
  return { directories, numbers, text }

  function readDirectory(at: number): { read: TiffDirectory; next: number } {
    const count = view.getUint16(at, little)
    const tags = new Map<number, TiffEntry>()
    if (count > maxEntries) return { read: { tags }, next: 0 }
    for (let slot = at + 2; slot < at + 2 + count * 12; slot += 12) {
      if (slot + 12 > view.byteLength) return { read: { tags }, next: 0 }
      const type = view.getUint16(slot + 2, little)
      const length = view.getUint32(slot + 4, little)
      const bytesLong = (typeBytes[type] ?? 1) * length
      const valueAt = bytesLong <= 4 ? slot + 8 : view.getUint32(slot + 8, little)
      tags.set(view.getUint16(slot, little), { type, count: length, at: valueAt })
    }
    const end = at + 2 + count * 12
    return { read: { tags }, next: end + 4 <= view.byteLength ? view.getUint32(end, little) : 0 }
  }

  function numbers({ tags }: TiffDirectory, tag: number): number[] {
    const entry = tags.get(tag)
    if (!entry) return []
    const size = typeBytes[entry.type] ?? 0
    const count = Math.min(entry.count, maxNumbers)
    if (size === 0 || entry.at + size * count > view.byteLength) return []
    return Array.from({ length: count }, (_, at) => numberAt(entry.type, entry.at + at * size))
  }

  function numberAt(type: number, at: number): number {
    if (type === 3 || type === 8) return view.getUint16(at, little)
    if (type === 4 || type === 9 || type === 13) return view.getUint32(at, little)
    if (type === 5 || type === 10) return view.getUint32(at, little) / view.getUint32(at + 4, little)
    return view.getUint8(at)
  }

  function text({ tags }: TiffDirectory, tag: number): string {
    const entry = tags.get(tag)
    if (!entry || entry.at + entry.count > view.byteLength) return ''
    const start = bytes.byteOffset + entry.at
    return Buffer.from(bytes.buffer, start, Math.min(entry.count, 100)).toString('latin1')
  }
}

/** Whether the first directory is a picture of ordinary pixels (grey, RGB or YCbCr), large enough to be worth showing. */
export function plainPreview(tiff: TiffFile): boolean {
  const [directory] = tiff.directories
  if (!directory) return false
  const [width = 0, height = 0, photometric = -1] = [256, 257, 262].map(
    (tag) => tiff.numbers(directory, tag)[0],
  )
  return Math.min(width, height) >= 32 && [0, 1, 2, 6].includes(photometric)
}
