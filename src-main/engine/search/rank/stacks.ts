import type { Calibration } from './calibration.ts'
import { dot } from './numbers.ts'

const withoutCalibration = 0.97
/**
 * So far from what unrelated photos reach to 1. With the starter model this is 0.927: copies that are smaller or mirrored reach
 * 0.963 and more, two of 500 different photos 0.864 at most. With CLIP B/32 it is 0.96; two of 1,000 different photos reach
 * 0.93 there. A wrong stack hides a photo, a missing one only costs a tile.
 */
const wayToOne = 0.92

/** From this cosine on two photos are takes or copies of one picture. */
export function nearDuplicateFrom({ imageToImage }: Calibration): number {
  if (!imageToImage) return withoutCalibration
  return imageToImage.mean + wayToOne * (1 - imageToImage.mean)
}

/**
 * For each result the position of the first one whose near-duplicate it is; its own when it is the first of its kind.
 * `vectors` are of unit length, in the order of the results; undefined for one that is not known, which stays alone.
 */
export function stacksOf(vectors: readonly (Float32Array | undefined)[], calibration: Calibration): number[] {
  const from = nearDuplicateFrom(calibration)
  const firsts: number[] = []
  return vectors.map((vector, position) => {
    if (!vector) return position
    const first = firsts.find((other) => dot(vectors[other] as Float32Array, vector) >= from)
    if (first === undefined) firsts.push(position)
    return first ?? position
  })
}
