import type { Pixels } from './decode.ts'
import { sharp } from './decoder.ts'

/** The longest side of a stored thumbnail, in pixels. Smaller pictures keep their size. */
export const thumbnailSide = 320

/** A thumbnail as WebP without metadata. Effort 1 takes a third of the default's time for files 5 % larger. */
export async function makeThumbnail(pixels: Pixels): Promise<Uint8Array> {
  return rawPicture(pixels)
    .resize({ width: thumbnailSide, height: thumbnailSide, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 80, effort: 1 })
    .toBuffer()
}

/** Decoded pixels as the start of another sharp pipeline. */
export function rawPicture({ data, width, height }: Pixels) {
  return sharp(data, { raw: { width, height, channels: 3 } })
}
