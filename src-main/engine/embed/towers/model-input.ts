import type { Pixels } from '../../images/decode.ts'
import type { NeededSize } from '../../images/reduced-side.ts'
import { rawPicture, thumbnailSide } from '../../images/thumbnail.ts'
import type { ModelManifest } from '../../models/manifest.ts'

type ImageModel = ModelManifest['image']

/** The smallest decode from which both the thumbnail and the model's input can be made without enlarging. */
export function neededSize(model: ImageModel): NeededSize {
  return { longest: thumbnailSide, shortest: Math.max(model.width, model.height) }
}

/** The bytes that the image encoder sees: interleaved RGB, width x height of the model. */
export async function modelInput(pixels: Pixels, model: ImageModel): Promise<Uint8Array> {
  const fit = model.fit === 'squash' ? 'fill' : 'cover'
  const { data, info } = await rawPicture(pixels)
    .resize({ width: model.width, height: model.height, fit, kernel: model.kernel, position: 'centre' })
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true })
  if (info.channels !== 3) throw new Error(`the model's input has ${info.channels} channels instead of 3`)
  return data
}
