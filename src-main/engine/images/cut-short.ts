import type { Pixels } from './decode.ts'
import { failed, type PictureProblem } from './problem.ts'

/**
 * Judges a picture that was decoded leniently. Decoders fill the missing end of a file with one flat colour; with most
 * of the picture gone there is nothing worth finding, and the person should hear of it.
 */
export function cutShort(pixels: Pixels): PictureProblem | undefined {
  const share = 1 - flatRowsAtEnd(pixels) / pixels.height
  if (share >= leastShare) return undefined
  return failed('The file is damaged or cut short: most of the picture is missing.')
}

const leastShare = 0.25

/** The number of rows at the bottom that are all of the last pixel's colour. */
function flatRowsAtEnd({ data, width, height }: Pixels): number {
  const rowBytes = width * 3
  const end = data.length
  const colour = [data[end - 3], data[end - 2], data[end - 1]]
  for (let row = height - 1; row >= 0; row--) {
    const start = row * rowBytes
    for (let at = 0; at < rowBytes; at++) {
      if (data[start + at] !== colour[at % 3]) return height - 1 - row
    }
  }
  return height
}
