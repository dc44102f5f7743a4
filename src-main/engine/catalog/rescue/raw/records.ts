import { readVarint } from './varint.ts'

export type Value = null | number | string | Buffer

/** More columns than any table of a catalog has. */
const mostColumns = 200

/** The values of a row (sqlite.org/fileformat2.html#record_format), or null where they do not fill it exactly. */
export function readRecord(payload: Buffer): Value[] | null {
  const header = readVarint(payload, 0)
  if (!header || header.value > payload.length) return null
  const types: number[] = []
  for (let at = header.end; at < header.value;) {
    const type = readVarint(payload, at)
    if (!type || type.end > header.value || types.length === mostColumns) return null
    types.push(type.value)
    at = type.end
  }
  const values: Value[] = []
  let at = header.value
  for (const type of types) {
    const length = lengthOf(type)
    if (length === null || at + length > payload.length) return null
    values.push(valueOf(type, payload.subarray(at, at + length)))
    at += length
  }
  return at === payload.length ? values : null
}

const numberBytes = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0]

function lengthOf(type: number): number | null {
  if (type < 10) return numberBytes[type] as number
  return type < 12 ? null : Math.floor((type - 12) / 2)
}

function valueOf(type: number, bytes: Buffer): Value {
  if (type === 0) return null
  if (type === 7) return bytes.readDoubleBE(0)
  if (type === 6) return Number(bytes.readBigInt64BE(0))
  if (type === 8 || type === 9) return type - 8
  if (type < 6) return bytes.readIntBE(0, bytes.length)
  return type % 2 === 0 ? Buffer.from(bytes) : bytes.toString('utf8')
}
