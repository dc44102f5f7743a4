import { inputBytes, type ImageInput } from '../towers/preprocess.ts'

/**
 * Pictures that a model tells apart, as the bytes that it sees: waves of another direction, width and colour in each,
 * with a disc in it and some grain.
 */
export function trialPictures(image: ImageInput, count: number): Uint8Array[] {
  return Array.from({ length: count }, (_, number) => paint(image, number))
}

function paint(image: ImageInput, number: number): Uint8Array {
  const { width, height } = image
  const bytes = new Uint8Array(inputBytes(image))
  const angle = number * 2.4
  const [along, across] = [Math.cos(angle), Math.sin(angle)]
  const waves = 2 + (number % 7)
  const radius = 0.1 + 0.05 * (number % 5)
  let grain = number + 1
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [right, down] = [x / width, y / height]
      const wave = Math.sin(2 * Math.PI * waves * (right * along + down * across))
      const isInDisc = Math.hypot(right - 0.3 - 0.4 * Math.abs(along), down - 0.5) < radius
      for (let channel = 0; channel < 3; channel++) {
        grain = (Math.imul(grain, 1_103_515_245) + 12_345) & 0x7fffffff
        const colour = Math.cos(number * 1.7 + channel * 2.1)
        const value = isInDisc ? 128 - 110 * colour : 128 + 90 * wave * colour + 30 * colour
        bytes[at++] = Math.max(0, Math.min(255, value + (grain >> 24) / 8 - 8))
      }
    }
  }
  return bytes
}
