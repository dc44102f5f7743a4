import { createHash } from 'node:crypto'
import { closeSync, openSync, readFileSync, readSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { promisify } from 'node:util'
import { constants, gunzip, gunzipSync, type ZlibOptions } from 'node:zlib'
import { header, saidLine, trailer, type Header, type Trailer, type UserData } from './user-data.ts'

/** No library has so much to say; what claims to is none of ours. */
const longestBytes = 512 * 2 ** 20
const firstBytes = 4_096
/** Added up at a time: 1 ms. */
const sliceBytes = 2 ** 20

const unzip = promisify<Buffer, ZlibOptions, Buffer>(gunzip)

/** What a copy says of itself, from its beginning alone; null where it says nothing that makes sense. */
export function headerOf(path: string): Header | null {
  try {
    const fd = openSync(path, 'r')
    try {
      const bytes = Buffer.alloc(firstBytes)
      const read = readSync(fd, bytes, 0, firstBytes, 0)
      const options = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: longestBytes }
      const [first = ''] = gunzipSync(bytes.subarray(0, read), options).toString('utf8').split('\n', 1)
      return header.parse(JSON.parse(first))
    } finally {
      closeSync(fd)
    }
  } catch {
    return null
  }
}

/** Reads a copy; null where it is not whole. Lines of kinds that this version does not know are passed over. */
export function readCopy(path: string): UserData | null {
  const read = readLines(path)
  if (!read) return null
  const lines = read.lines.flatMap((text) => {
    const parsed = saidLine.safeParse(parseJson(text))
    return parsed.success ? [parsed.data] : []
  })
  return { header: read.header, trailer: read.trailer, lines }
}

export interface Ends {
  readonly header: Header
  readonly trailer: Trailer
}

/** Whether all of a copy is there, and what its two ends say. */
export function checkCopy(path: string): Ends | null {
  return readLines(path)
}

/** The same without holding up whoever waits for this process: 0.3 s for a copy of 100,000 photos. */
export async function checkCopyBeside(path: string): Promise<Ends | null> {
  try {
    const bytes = await unzip(await readFile(path), { maxOutputLength: longestBytes })
    const { end, last } = lastLine(bytes)
    const checksum = createHash('sha256')
    for (let at = 0; at < end; at += sliceBytes) {
      checksum.update(bytes.subarray(at, Math.min(at + sliceBytes, end)))
      await nextTurn()
    }
    if (checksum.digest('hex') !== last.checksum) return null
    return { header: header.parse(JSON.parse(bytes.toString('utf8', 0, bytes.indexOf('\n')))), trailer: last }
  } catch {
    return null
  }
}

function readLines(path: string): (Ends & { readonly lines: readonly string[] }) | null {
  try {
    const bytes = gunzipSync(readFileSync(path), { maxOutputLength: longestBytes })
    const { end, last } = lastLine(bytes)
    const checksum = createHash('sha256').update(bytes.subarray(0, end)).digest('hex')
    if (checksum !== last.checksum) return null
    const [first = '', ...lines] = bytes.toString('utf8', 0, end - 1).split('\n')
    return lines.length === last.lines
      ? { header: header.parse(JSON.parse(first)), trailer: last, lines }
      : null
  } catch {
    return null
  }
}

function lastLine(bytes: Buffer): { readonly end: number; readonly last: Trailer } {
  const end = bytes.lastIndexOf('\n', bytes.length - 2) + 1
  return { end, last: trailer.parse(JSON.parse(bytes.toString('utf8', end))) }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return null
  }
}
