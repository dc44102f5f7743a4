/** Made-up embeddings that lie like real ones: in clusters around a common direction, words around another. */
export interface Synthetic {
  photo(): Float32Array
  words(): Float32Array
}

const clusters = 1_000
/** Normal numbers are drawn once and used from random places: drawing 51 million would take longer than the test. */
const drawn = 2 ** 20

/** Repeatable: the same seed gives the same vectors. All are of unit length. */
export function synthetic(dim: number, seed = 1): Synthetic {
  const random = mulberry32(seed)
  const normals = Float32Array.from({ length: drawn }, () => normal(random))
  const noise = () => {
    const start = Math.floor(random() * (drawn - dim))
    return normals.subarray(start, start + dim)
  }
  const centres = Array.from({ length: clusters }, noise)
  const [photoSide, wordSide] = [noise(), noise()]
  const mix = (side: Float32Array, sideWeight: number, centreWeight: number): Float32Array => {
    const centre = centres[Math.floor(random() * clusters)] ?? photoSide
    const own = noise()
    const vector = new Float32Array(dim)
    for (let at = 0; at < dim; at += 1)
      vector[at] = sideWeight * (side[at] ?? 0) + centreWeight * (centre[at] ?? 0) + 0.7 * (own[at] ?? 0)
    return unit(vector)
  }
  // Photos of one subject agree at about 0.75, any two photos at 0.5, words and their photos at 0.15: much like CLIP's.
  return { photo: () => mix(photoSide, 1, 0.7), words: () => mix(wordSide, 1.5, 0.5) }
}

function unit(vector: Float32Array): Float32Array {
  let squares = 0
  for (const value of vector) squares += value * value
  const length = Math.sqrt(squares)
  for (let at = 0; at < vector.length; at += 1) vector[at] = (vector[at] ?? 0) / length
  return vector
}

/** mulberry32 by Tommy Ettinger, public domain. */
export function mulberry32(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}
