export type Shape = 'landscape' | 'portrait' | 'square'

/** How far the sides of a square may differ, as a share of the longer one: crops by hand are seldom exact. */
const squareWithin = 0.01

/** Every picture is one of the three; null while its size is not known. */
export function shapeOf(width: number, height: number): Shape | null {
  const longer = Math.max(width, height)
  if (longer <= 0) return null
  if (Math.abs(width - height) <= longer * squareWithin) return 'square'
  return width > height ? 'landscape' : 'portrait'
}
