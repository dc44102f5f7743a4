import { createHash } from 'node:crypto'
import { closeSync, openSync, readFileSync, readSync } from 'node:fs'
import { constants, gunzipSync } from 'node:zlib'
import { header, saidLine, trailer, type Header, type Trailer, type UserData } from './user-data.ts'

/** No library has so much to say; what claims to is none of ours. */
const longestBytes = 512 * 2 ** 20
const firstBytes = 4_096

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

/** Whether all of a copy is there, and what its end says. */
export function checkCopy(path: string): { readonly header: Header; readonly trailer: Trailer } | null {
  return readLines(path)
}

function readLines(
  path: string,
): { readonly header: Header; readonly trailer: Trailer; readonly lines: readonly string[] } | null {
  try {
    const bytes = gunzipSync(readFileSync(path), { maxOutputLength: longestBytes })
    const end = bytes.lastIndexOf('\n', bytes.length - 2) + 1
    const last = trailer.parse(JSON.parse(bytes.toString('utf8', end)))
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

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return null
  }
}
