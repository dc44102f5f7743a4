/** A number of SQLite's variable length, and where the next thing begins; null where it does not end within the bytes. */
export function readVarint(
  bytes: Buffer,
  at: number,
): { readonly value: number; readonly end: number } | null {
  let value = 0
  for (let n = 0; n < 8; n += 1) {
    const byte = bytes[at + n]
    if (byte === undefined) return null
    value = value * 128 + (byte & 0x7f)
    if (byte < 0x80) return { value, end: at + n + 1 }
  }
  // Nine bytes: a negative number, or one that no row of a catalog has.
  return null
}
