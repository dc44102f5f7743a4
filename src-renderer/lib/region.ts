import type { Region } from '../../src-preload/contract/language/index.ts'

export interface Point {
  readonly x: number
  readonly y: number
}

/** Which corner is held; the opposite one stays. */
export interface Corner {
  readonly isRight: boolean
  readonly isBottom: boolean
}

/** Smaller parts show nothing that could be recognized. */
export const smallestShare = 0.04

/** Where nothing was drawn yet: the middle. */
export const middle: Region = { x: 0.25, y: 0.25, width: 0.5, height: 0.5 }

/** The rectangle between two points, within the picture and not too small. */
export function between(one: Point, other: Point): Region {
  return inside({
    x: Math.min(one.x, other.x),
    y: Math.min(one.y, other.y),
    width: Math.abs(one.x - other.x),
    height: Math.abs(one.y - other.y),
  })
}

/** Moved as far as the picture reaches. */
export function moved({ x, y, width, height }: Region, by: Point): Region {
  return {
    x: rounded(clamped(x + by.x, 0, 1 - width)),
    y: rounded(clamped(y + by.y, 0, 1 - height)),
    width,
    height,
  }
}

export function resized(region: Region, by: Point): Region {
  const { x, y } = region
  return {
    x,
    y,
    width: rounded(clamped(region.width + by.x, smallestShare, 1 - x)),
    height: rounded(clamped(region.height + by.y, smallestShare, 1 - y)),
  }
}

/** The corner that stays while its opposite is held. */
export function anchorOf({ x, y, width, height }: Region, { isRight, isBottom }: Corner): Point {
  return { x: isRight ? x : x + width, y: isBottom ? y : y + height }
}

export function contains({ x, y, width, height }: Region, point: Point): boolean {
  return point.x >= x && point.x <= x + width && point.y >= y && point.y <= y + height
}

function inside(region: Region): Region {
  const width = clamped(region.width, smallestShare, 1)
  const height = clamped(region.height, smallestShare, 1)
  return {
    x: rounded(clamped(region.x, 0, 1 - width)),
    y: rounded(clamped(region.y, 0, 1 - height)),
    width: rounded(width),
    height: rounded(height),
  }
}

const clamped = (value: number, least: number, most: number): number => Math.max(least, Math.min(most, value))

/** A thousandth is less than a pixel of what the model sees. */
const rounded = (value: number): number => Math.round(value * 1_000) / 1_000
