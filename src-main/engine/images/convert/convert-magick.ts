import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type * as magickModule from '@imagemagick/magick-wasm'
import { maxPixels } from '../pixel-limit.ts'
import type { ConvertedPicture, ConvertRequest } from './convert-protocol.ts'
import { PictureTooLarge } from './picture-too-large.ts'
import { plainTiff } from './plain-tiff.ts'

export type Magick = typeof magickModule

/** Loads ImageMagick; some 140 ms, and 15 MB of code. */
export async function loadMagick(): Promise<Magick> {
  const magick = await import('@imagemagick/magick-wasm')
  const require = createRequire(import.meta.url)
  await magick.initializeImageMagick(await readFile(require.resolve('@imagemagick/magick-wasm/magick.wasm')))
  // Pixels that do not fit into memory would go to a file system that is memory too.
  magick.ResourceLimits.disk = 0n
  magick.ResourceLimits.listLength = 64n
  return magick
}

type MagickName = Exclude<ConvertRequest['format'], 'heic'>

/** The first picture of a file, whole. The format is named, so that no other of ImageMagick's readers comes into play. */
export function convertMagick(
  magick: Magick,
  bytes: Uint8Array<ArrayBuffer>,
  format: MagickName,
): ConvertedPicture {
  const settings = new magick.MagickReadSettings({
    format: readerOf(format, bytes) as magickModule.MagickFormat,
    frameIndex: 0,
    frameCount: 1,
  })
  const header = magick.MagickImageInfo.create(bytes, settings)
  if (header.width * header.height > maxPixels) throw new PictureTooLarge()
  return magick.ImageMagick.read(bytes, settings, (image) => pictureOf(magick, image))
}

function readerOf(format: MagickName, bytes: Uint8Array): string {
  // A bare code stream, without the boxes of JP2 around it.
  if (format === 'jp2' && bytes[0] === 0xff) return 'J2C'
  return format.toUpperCase()
}

function pictureOf(magick: Magick, image: magickModule.IMagickImage): ConvertedPicture {
  const { width, height } = image
  const { Gray, sRGB } = magick.ColorSpace
  if (image.colorSpace !== sRGB && image.colorSpace !== Gray) image.colorSpace = sRGB
  const channels = image.hasAlpha ? 4 : 3
  const icc = image.getColorProfile()?.data
  const tiff = plainTiff({ width, height, channels, icc }, (target) => {
    image.getPixels((pixels) => {
      // In slices: one copy of all the pixels less.
      const rows = Math.max(1, Math.floor((4 << 20) / (width * channels)))
      for (let top = 0; top < height; top += rows) {
        const count = Math.min(rows, height - top)
        const slice = pixels.toByteArray(0, top, width, count, channels === 4 ? 'RGBA' : 'RGB')
        if (slice) target.set(slice, top * width * channels)
      }
    })
  })
  return { tiff, width, height }
}
