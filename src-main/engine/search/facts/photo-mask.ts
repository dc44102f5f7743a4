/** Some of the photos, as a byte for each id: 1 for those that are among them. */
export interface PhotoMask {
  readonly size: number
  /** Ids at and above its length are not among them. */
  readonly bits: Uint8Array
  has(photoId: number): boolean
  /** Ascending. */
  ids(): Int32Array
}

export function photoMask(bits: Uint8Array): PhotoMask {
  let size = 0
  for (let id = 0; id < bits.length; id += 1) size += bits[id] as number
  let ids: Int32Array | null = null
  return {
    size,
    bits,
    has: (photoId) => bits[photoId] === 1,
    ids: () => {
      if (ids) return ids
      const found = new Int32Array(size)
      let at = 0
      for (let id = 0; at < size; id += 1) if (bits[id] === 1) found[at++] = id
      return (ids = found)
    },
  }
}
