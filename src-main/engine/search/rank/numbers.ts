/** Of vectors of the same length. */
export function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let at = 0; at < a.length; at += 1) sum += (a[at] as number) * (b[at] as number)
  return sum
}

/** 0 of none. */
export function meanOf(values: ArrayLike<number>): number {
  let sum = 0
  for (let at = 0; at < values.length; at += 1) sum += values[at] as number
  return values.length === 0 ? 0 : sum / values.length
}

/** Mean, standard deviation and skewness; the latter two are 0 where all values are equal. */
export function moments(values: ArrayLike<number>): { mean: number; std: number; skew: number } {
  const mean = meanOf(values)
  let [squares, cubes] = [0, 0]
  for (let at = 0; at < values.length; at += 1) {
    const off = (values[at] as number) - mean
    squares += off * off
    cubes += off * off * off
  }
  const std = Math.sqrt(squares / Math.max(1, values.length))
  // Equal values differ by rounding.
  return std < 1e-6 ? { mean, std: 0, skew: 0 } : { mean, std, skew: cubes / values.length / std ** 3 }
}
