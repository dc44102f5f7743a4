import type { Calibration } from './combine.ts'

/** For each vector the place of the first one that it nearly repeats, or its own. */
export function stacksOf(vectors: readonly (Float32Array | null)[], calibration: Calibration): number[] {
  const spread = calibration.imageToImage ?? { mean: 0.5, std: 0.1 }
  const bar = Math.min(0.98, spread.mean + 2.5 * spread.std)
  const heads: number[] = []
  return vectors.map((vector, at) => {
    const head = vector && heads.find((one) => dot(vectors[one] ?? null, vector) >= bar)
    if (head !== undefined && head !== null) return head
    heads.push(at)
    return at
  })
}

function dot(a: Float32Array | null, b: Float32Array): number {
  return a ? a.reduce((sum, value, at) => sum + value * (b[at] as number), 0) : -1
}
