import type { ModelManifest } from '../../models/manifest.ts'

/** What preprocessing must know of a model's image encoder. */
export type ImageInput = Pick<ModelManifest['image'], 'width' | 'height' | 'mean' | 'std'>

/** Bytes of one picture as `modelInput` gives it: interleaved RGB. */
export function inputBytes({ width, height }: Pick<ImageInput, 'width' | 'height'>): number {
  return 3 * width * height
}

/** Numbers in the input of one picture: three planes. */
export function inputLength({ width, height }: ImageInput): number {
  return 3 * width * height
}

/**
 * Writes one picture into a batch: `rgb`, interleaved bytes of width x height pixels, becomes three planes (all red,
 * all green, all blue) of floats, (value / 255 - mean) / std. `slot` is the picture's place in the batch.
 */
export function writePlanes(rgb: Uint8Array, input: ImageInput, batch: Float32Array, slot: number): void {
  const plane = input.width * input.height
  if (rgb.length !== 3 * plane)
    throw new RangeError(`expected ${3 * plane} bytes of pixels, got ${rgb.length}`)
  for (const channel of [0, 1, 2] as const) {
    const scale = 1 / (255 * input.std[channel])
    const shift = input.mean[channel] / input.std[channel]
    const start = (slot * 3 + channel) * plane
    for (let at = 0; at < plane; at++) {
      batch[start + at] = (rgb[at * 3 + channel] ?? 0) * scale - shift
    }
  }
}
