import type { Region } from './query-parts.ts'
import { readWeight } from './weight.ts'
import { isWrong, shown, wrong, type Wrong } from './wrong.ts'

/** `12`, `12:2`, `12@0.1,0.2,0.5,0.4:2`: what is behind `similar:` or `picture:`. */
export interface PictureValue {
  readonly id: string
  readonly region: Region | null
  readonly weight: number
}

export function readPhotoValue(text: string): (PictureValue & { photoId: number }) | Wrong {
  const value = readPictureParts(text)
  if (isWrong(value)) return value
  if (/^\d{1,15}$/.test(value.id) && Number(value.id) > 0) return { ...value, photoId: Number(value.id) }
  return wrong(`${shown(value.id)} is no photo: expected the number of one, such as similar:12.`)
}

export function readPictureValue(text: string): PictureValue | Wrong {
  const value = readPictureParts(text)
  if (isWrong(value) || /^[a-z\d-]{1,64}$/i.test(value.id)) return value
  return wrong(`${shown(value.id)} is no picture: drop or paste one into the search box instead.`)
}

export function printPictureValue({ id, region, weight }: PictureValue): string {
  return `${id}${region ? `@${printRegion(region)}` : ''}${weight === 1 ? '' : `:${weight}`}`
}

function readPictureParts(text: string): PictureValue | Wrong {
  const [, id = '', corners, weightText] = /^([^@:]*)(?:@([^:]*))?(?::(.*))?$/s.exec(text) ?? []
  const region = corners === undefined ? null : readRegion(corners)
  if (isWrong(region)) return region
  const weight = weightText === undefined ? 1 : readWeight(weightText)
  return isWrong(weight) ? weight : { id, region, weight }
}

const shares = 10_000

/** Four shares in steps of a ten-thousandth; one that reaches just over the edge ends at it. */
function readRegion(text: string): Region | Wrong {
  const typed = text
    .split(',', 5)
    .map((share) => (/^\s*(?:\d+(?:\.\d+)?|\.\d+)\s*$/.test(share) ? Number(share) : NaN))
  const [x = NaN, y = NaN, right = NaN, bottom = NaN] = typed.map((share) => Math.round(share * shares))
  const width = Math.min(right, shares - x)
  const height = Math.min(bottom, shares - y)
  const isInside = right - width <= 10 && bottom - height <= 10
  if (typed.length !== 4 || !isInside || !(width > 0) || !(height > 0)) {
    return wrong(
      `${shown(text)} is no part of a picture: expected left, top, width and height as shares, such as @0.1,0.2,0.5,0.4.`,
    )
  }
  return { x: x / shares, y: y / shares, width: width / shares, height: height / shares }
}

function printRegion({ x, y, width, height }: Region): string {
  const [left, top] = [Math.round(x * shares), Math.round(y * shares)]
  const size = [
    Math.min(Math.round(width * shares), shares - left),
    Math.min(Math.round(height * shares), shares - top),
  ]
  return [left, top, ...size].map((share) => share / shares).join(',')
}
