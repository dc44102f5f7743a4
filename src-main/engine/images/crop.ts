import type { Region } from '../../../src-preload/contract/index.ts'
import type { DecodedPicture } from './decode.ts'
import type { NeededSize } from './reduced-side.ts'

type Pictured = Pick<DecodedPicture, 'width' | 'height' | 'pixels'>

/** The part of a picture inside a region of it, at least one pixel; its sizes are those of the part. */
export function crop<P extends Pictured>(picture: P, region: Region): P {
  const { data, width, height } = picture.pixels
  const [left, right] = edges(region.x, region.width, width)
  const [top, bottom] = edges(region.y, region.height, height)
  const rowBytes = (right - left) * 3
  const part = new Uint8Array(rowBytes * (bottom - top))
  for (let row = top; row < bottom; row += 1) {
    const from = (row * width + left) * 3
    part.set(data.subarray(from, from + rowBytes), (row - top) * rowBytes)
  }
  return {
    ...picture,
    width: Math.max(1, Math.round(picture.width * region.width)),
    height: Math.max(1, Math.round(picture.height * region.height)),
    pixels: { data: part, width: right - left, height: bottom - top },
  }
}

/** How much of the whole must be decoded for a part to have what is needed. */
export function neededForPart(needed: NeededSize, region: Region): NeededSize {
  const share = Math.max(leastShare, Math.min(region.width, region.height))
  return {
    ...needed,
    longest: Math.ceil(needed.longest / share),
    shortest: Math.ceil(needed.shortest / share),
  }
}

/** Of a smaller part the pixels that are there must do. */
const leastShare = 0.02

function edges(start: number, length: number, pixels: number): [number, number] {
  const first = Math.min(pixels - 1, Math.max(0, Math.round(start * pixels)))
  return [first, Math.min(pixels, Math.max(first + 1, Math.round((start + length) * pixels)))]
}
