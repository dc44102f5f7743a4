import { readSync } from 'node:fs'

/** What the write-ahead journal beside a database holds. */
export interface Journal {
  readonly sizeBytes: number
  readonly lastPage: number
  /** Where the newest committed content of a page lies in the journal's file. */
  readonly offsets: ReadonlyMap<number, number>
}

const headerBytes = 32
const frameHeaderBytes = 24

/**
 * The pages of all whole transactions in a journal (sqlite.org/fileformat2.html#the_write_ahead_log): as SQLite does, up to
 * the first frame whose checksum is wrong. Null where the journal itself is none.
 */
export function committedPages(fd: number, fileBytes: number): Journal | null {
  const header = Buffer.alloc(headerBytes)
  if (readSync(fd, header, 0, headerBytes, 0) < headerBytes) return null
  const magic = header.readUInt32BE(0)
  if (magic !== 0x377f0682 && magic !== 0x377f0683) return null
  const isBigEndian = magic === 0x377f0683
  const sizeBytes = header.readUInt32BE(8)
  if (sizeBytes < 512 || sizeBytes > 65_536 || (sizeBytes & (sizeBytes - 1)) !== 0) return null
  let sum = addUp(header.subarray(0, 24), [0, 0], isBigEndian)
  if (sum[0] !== header.readUInt32BE(24) || sum[1] !== header.readUInt32BE(28)) return null

  const offsets = new Map<number, number>()
  const waiting = new Map<number, number>()
  let lastPage = 0
  const frame = Buffer.alloc(frameHeaderBytes + sizeBytes)
  for (let at = headerBytes; at + frame.length <= fileBytes; at += frame.length) {
    if (readSync(fd, frame, 0, frame.length, at) < frame.length) break
    if (frame.compare(header, 16, 24, 8, 16) !== 0) break
    sum = addUp(frame.subarray(frameHeaderBytes), addUp(frame.subarray(0, 8), sum, isBigEndian), isBigEndian)
    if (sum[0] !== frame.readUInt32BE(16) || sum[1] !== frame.readUInt32BE(20)) break
    waiting.set(frame.readUInt32BE(0), at + frameHeaderBytes)
    const pagesAfterCommit = frame.readUInt32BE(4)
    if (pagesAfterCommit === 0) continue
    for (const [page, offset] of waiting) offsets.set(page, offset)
    waiting.clear()
    lastPage = pagesAfterCommit
  }
  return offsets.size === 0 ? null : { sizeBytes, lastPage, offsets }
}

type Sum = readonly [number, number]

function addUp(bytes: Buffer, [first, second]: Sum, isBigEndian: boolean): Sum {
  let one = first
  let two = second
  for (let at = 0; at < bytes.length; at += 8) {
    one = (one + (isBigEndian ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at)) + two) >>> 0
    two = (two + (isBigEndian ? bytes.readUInt32BE(at + 4) : bytes.readUInt32LE(at + 4)) + one) >>> 0
  }
  return [one, two]
}
