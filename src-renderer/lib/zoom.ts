/** A length pair in CSS pixels, or a photo's size in its own pixels. */
export interface Size {
  readonly width: number
  readonly height: number
}

export interface Point {
  readonly x: number
  readonly y: number
}

/** How a photo lies on the stage: `scale` CSS pixels per photo pixel, its middle `x`, `y` away from the stage's middle. */
export interface Zoom {
  readonly scale: number
  readonly x: number
  readonly y: number
}

/** No closer than eight CSS pixels to a photo pixel. */
const closest = 8

/** The scale at which the photo just fits; small photos are not blown up beyond their own size by more than two. */
export function fitScale(photo: Size, stage: Size): number {
  if (photo.width <= 0 || photo.height <= 0) return 1
  return Math.min(stage.width / photo.width, stage.height / photo.height, 2)
}

export function fitted(photo: Size, stage: Size): Zoom {
  return { scale: fitScale(photo, stage), x: 0, y: 0 }
}

/** Zooms by `factor` so that what lies under `at` (from the stage's middle) stays there. */
export function zoomedAt(zoom: Zoom, factor: number, at: Point, photo: Size, stage: Size): Zoom {
  const least = fitScale(photo, stage)
  const scale = Math.min(Math.max(closest, least), Math.max(least, zoom.scale * factor))
  const by = scale / zoom.scale
  return held({ scale, x: at.x - (at.x - zoom.x) * by, y: at.y - (at.y - zoom.y) * by }, photo, stage)
}

export function panned(zoom: Zoom, by: Point, photo: Size, stage: Size): Zoom {
  return held({ ...zoom, x: zoom.x + by.x, y: zoom.y + by.y }, photo, stage)
}

/** A double click: from fitted to the photo's own pixels (at least twice as large), from anything else back to fitted. */
export function toggled(zoom: Zoom, at: Point, photo: Size, stage: Size): Zoom {
  const fit = fitScale(photo, stage)
  if (!isFitted(zoom, photo, stage)) return fitted(photo, stage)
  return zoomedAt(zoom, Math.max(1, 2 * fit) / fit, at, photo, stage)
}

export function isFitted(zoom: Zoom, photo: Size, stage: Size): boolean {
  return zoom.scale <= fitScale(photo, stage) * 1.001
}

/** A wheel's delta as a factor; a mouse's notch (about 100) comes to a quarter. */
export function wheelFactor(deltaY: number, isPinch: boolean): number {
  const bounded = Math.max(-150, Math.min(150, deltaY))
  return Math.exp(-bounded * (isPinch ? 0.01 : 0.0022))
}

/** Keeps the photo's edges at the stage's, and the photo in the middle where it is smaller than the stage. */
function held(zoom: Zoom, photo: Size, stage: Size): Zoom {
  const roomX = Math.max(0, (photo.width * zoom.scale - stage.width) / 2)
  const roomY = Math.max(0, (photo.height * zoom.scale - stage.height) / 2)
  return { scale: zoom.scale, x: within(zoom.x, roomX), y: within(zoom.y, roomY) }
}

function within(value: number, room: number): number {
  return Math.max(-room, Math.min(room, value)) + 0
}
