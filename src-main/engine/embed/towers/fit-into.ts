import type { ModelManifest } from '../../models/manifest.ts'

interface Size {
  readonly width: number
  readonly height: number
}

/** The size to which a picture is resized, and where in that the model's part of it begins. */
export interface Fitted extends Size {
  readonly left: number
  readonly top: number
}

/**
 * How a picture of any shape is made to fit. The rounding is that of torchvision, by which CLIP was trained: a crop that
 * lies one pixel beside changes every value of the input.
 */
export function fitInto(picture: Size, model: Size & Pick<ModelManifest['image'], 'fit'>): Fitted {
  if (model.fit === 'squash') return { width: model.width, height: model.height, left: 0, top: 0 }
  const isWide = picture.width * model.height > picture.height * model.width
  const width = isWide ? Math.floor((model.height * picture.width) / picture.height) : model.width
  const height = isWide ? model.height : Math.floor((model.width * picture.height) / picture.width)
  return {
    width,
    height,
    left: halfEven((width - model.width) / 2),
    top: halfEven((height - model.height) / 2),
  }
}

/** Rounds as Python does: halves to the even neighbour. */
function halfEven(value: number): number {
  const floor = Math.floor(value)
  if (value - floor !== 0.5) return Math.round(value)
  return floor % 2 === 0 ? floor : floor + 1
}
