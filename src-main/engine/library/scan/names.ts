import { isUtf8 } from 'node:buffer'
import { join, sep } from 'node:path'

/**
 * Linux file names are bytes. A name that is not UTF-8 has no string that leads back to it, so such a path stays a
 * Buffer: it can be looked at, but not stored in the catalog.
 */
export type RawPath = string | Buffer

export function joinRaw(folder: RawPath, name: Buffer): RawPath {
  if (typeof folder === 'string' && isUtf8(name)) return join(folder, name.toString('utf8'))
  const start = typeof folder === 'string' ? Buffer.from(folder, 'utf8') : folder
  return Buffer.concat([start, Buffer.from(sep), name])
}

/** The name as text, bytes that are not UTF-8 written \xNN. */
export function readableName(name: Buffer): string {
  if (isUtf8(name)) return name.toString('utf8')
  let text = ''
  for (let at = 0; at < name.length;) {
    const length = sequenceLength(name, at)
    text += length > 0 ? name.toString('utf8', at, at + length) : escaped(name[at] ?? 0)
    at += Math.max(length, 1)
  }
  return text
}

/** The length of the valid UTF-8 sequence that begins at `at`, or 0. */
function sequenceLength(bytes: Buffer, at: number): number {
  for (let length = 1; length <= 4 && at + length <= bytes.length; length += 1) {
    if (isUtf8(bytes.subarray(at, at + length))) return length
  }
  return 0
}

function escaped(byte: number): string {
  return `\\x${byte.toString(16).padStart(2, '0')}`
}
