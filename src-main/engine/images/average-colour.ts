import type { Pixels } from './decode.ts'

/** The mean of a picture's pixels as 0xRRGGBB: what its tile shows until the thumbnail is there. */
export function averageColour({ data }: Pixels): number {
  let red = 0
  let green = 0
  let blue = 0
  for (let at = 0; at + 2 < data.length; at += 3) {
    red += data[at] ?? 0
    green += data[at + 1] ?? 0
    blue += data[at + 2] ?? 0
  }
  const pixels = Math.max(1, Math.floor(data.length / 3))
  return (Math.round(red / pixels) << 16) | (Math.round(green / pixels) << 8) | Math.round(blue / pixels)
}
