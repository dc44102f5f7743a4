/** Repeatable numbers in [0, 1): mulberry32, by Tommy Ettinger (public domain). */
export function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** A vector of unit length whose values are normally distributed around `around`. */
export function randomUnit(
  random: () => number,
  dim: number,
  around?: Float32Array,
  spread = 1,
): Float32Array {
  const vector = Float32Array.from({ length: dim }, (_, at) => (around?.[at] ?? 0) + spread * normal(random))
  const length = Math.hypot(...vector)
  return vector.map((value) => value / length)
}

function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}
