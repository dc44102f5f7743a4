import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs'
import { committedPages } from './journal.ts'

/** The pages of a database file that SQLite may not be able to open, with what its journal holds of them. */
export interface Pages {
  readonly sizeBytes: number
  /** Of a page: what is not reserved at its end. */
  readonly usableBytes: number
  /** Pages are numbered from 1 to this. */
  readonly count: number
  /** The file ends within a page, and the journal does not have that page. */
  readonly isCut: boolean
  /** A fresh buffer, or null where there is no such page. */
  page(number: number): Buffer | null
  close(): void
}

/** SQLite's own choice, and so that of every catalog. */
const usualSizeBytes = 4_096
/** 4,096 of them, 64 GB at most: what is larger was written by someone else. */
const mostPages = 2 ** 24

/** Opens the file for reading; it may be absent while its journal is there. Throws what the disk says. */
export function openPages(file: string): Pages {
  const base = existsSync(file) ? openSync(file, 'r') : null
  const walFile = `${file}-wal`
  const wal = existsSync(walFile) ? openSync(walFile, 'r') : null
  const baseBytes = base === null ? 0 : statSync(file).size
  const header = (base === null ? null : readAt(base, 0, 100)) ?? Buffer.alloc(100)
  const journal = wal === null ? null : committedPages(wal, statSync(walFile).size)
  const sizeBytes = journal?.sizeBytes ?? sizeIn(header)
  const count = Math.min(
    Math.max(Math.floor(baseBytes / sizeBytes), ...(journal ? [journal.lastPage] : [])),
    mostPages,
  )
  const last = Math.ceil(baseBytes / sizeBytes)
  return {
    sizeBytes,
    isCut:
      baseBytes % sizeBytes !== 0 &&
      journal?.offsets.has(last) !== true &&
      (journal === null || last <= journal.lastPage),
    // Sightline reserves nothing; another number there is damage.
    usableBytes: sizeBytes,
    count,
    page: (number) => {
      if (!Number.isInteger(number) || number < 1 || number > count) return null
      const offset = journal?.offsets.get(number)
      if (offset !== undefined && wal !== null) return readAt(wal, offset, sizeBytes)
      return base === null ? null : readAt(base, (number - 1) * sizeBytes, sizeBytes)
    },
    close: () => {
      if (base !== null) closeSync(base)
      if (wal !== null) closeSync(wal)
    },
  }
}

/** Big-endian, 1 for 65,536; the usual one where the header says nothing that makes sense. */
function sizeIn(header: Buffer): number {
  const said = header.readUInt16BE(16)
  const size = said === 1 ? 65_536 : said
  const isPower = size >= 512 && (size & (size - 1)) === 0
  // A header that is damaged elsewhere too is believed in nothing.
  return isPower && header.toString('latin1', 0, 15) === 'SQLite format 3' ? size : usualSizeBytes
}

function readAt(fd: number, offset: number, length: number): Buffer | null {
  const bytes = Buffer.allocUnsafe(length)
  return readSync(fd, bytes, 0, length, offset) === length ? bytes : null
}
