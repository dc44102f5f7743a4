import type { DecodedPicture } from '../../images/decode.ts'
import type { NeededSize } from '../../images/reduced-side.ts'
import { rawPicture, thumbnailSide } from '../../images/thumbnail.ts'
import type { ModelManifest } from '../../models/manifest.ts'
import { fitInto } from './fit-into.ts'
import { resample } from './resample.ts'

type ImageModel = ModelManifest['image']

type Pictured = Pick<DecodedPicture, 'width' | 'height' | 'pixels'>

/** The smallest decode from which both the thumbnail and the model's input can be made without enlarging. */
export function neededSize(model: ImageModel): NeededSize {
  return {
    longest: thumbnailSide,
    shortest: Math.max(model.width, model.height),
    isResizedAgain: true,
  }
}

/** The bytes that the image encoder sees: interleaved RGB, width x height of the model. */
export async function modelInput(picture: Pictured, model: ImageModel): Promise<Uint8Array> {
  const { pixels } = picture
  const { width, height, left, top } = fitInto(shapeOf(picture), model)
  if (width > pixels.width || height > pixels.height) {
    return resample(pixels, { width, height, left, top }, model)
  }
  const { data, info } = await rawPicture(pixels)
    .resize({ width, height, fit: 'fill', kernel: model.kernel })
    .extract({ left, top, width: model.width, height: model.height })
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true })
  if (info.channels !== 3) throw new Error(`the model's input has ${info.channels} channels instead of 3`)
  return data
}

/**
 * The shape of the whole picture, which the fraction that was decoded has but for rounding. A preview inside the file may
 * be cut differently, and then has its own.
 */
function shapeOf({ width, height, pixels }: Pictured): { width: number; height: number } {
  const isSameShape = Math.abs((width / height) * pixels.height - pixels.width) <= 1.5
  return isSameShape ? { width, height } : pixels
}
