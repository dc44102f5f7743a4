import type { ModelManifest } from '../../../../engine/models/manifest.ts'

/** Interleaved RGB bytes. */
export interface Pixels {
  readonly rgb: Uint8Array
  readonly width: number
  readonly height: number
}

const smallestShare = 0.35

/**
 * A random square of a picture, sometimes mirrored, in the size that the model sees: many different pictures out of a few
 * hundred photos.
 */
export function randomCrop(
  picture: Pixels,
  { width, height }: Pick<ModelManifest['image'], 'width' | 'height'>,
  random: () => number,
): Uint8Array {
  const shorter = Math.min(picture.width, picture.height)
  const side = shorter * (smallestShare + (1 - smallestShare) * random())
  const left = random() * (picture.width - side)
  const top = random() * (picture.height - side)
  const isMirrored = random() < 0.5
  const input = new Uint8Array(3 * width * height)
  for (let y = 0, at = 0; y < height; y += 1) {
    const fromY = top + ((y + 0.5) * side) / height - 0.5
    for (let x = 0; x < width; x += 1) {
      const column = isMirrored ? width - 1 - x : x
      const fromX = left + ((column + 0.5) * side) / width - 0.5
      for (let channel = 0; channel < 3; channel += 1, at += 1)
        input[at] = between(picture, fromX, fromY, channel)
    }
  }
  return input
}

/** Bilinear. */
function between({ rgb, width, height }: Pixels, x: number, y: number, channel: number): number {
  const [x0, y0] = [clamp(Math.floor(x), width), clamp(Math.floor(y), height)]
  const [x1, y1] = [clamp(x0 + 1, width), clamp(y0 + 1, height)]
  const [right, down] = [Math.min(1, Math.max(0, x - x0)), Math.min(1, Math.max(0, y - y0))]
  const valueAt = (column: number, row: number) => rgb[3 * (row * width + column) + channel] as number
  const upper = valueAt(x0, y0) * (1 - right) + valueAt(x1, y0) * right
  const lower = valueAt(x0, y1) * (1 - right) + valueAt(x1, y1) * right
  return Math.round(upper * (1 - down) + lower * down)
}

function clamp(at: number, size: number): number {
  return Math.min(size - 1, Math.max(0, at))
}
