import { basename } from 'node:path'
import { averageColour } from '../images/average-colour.ts'
import { decodePicture } from '../images/decode.ts'
import { readMetadata, type PhotoMetadata } from '../images/metadata.ts'
import type { PictureProblem } from '../images/problem.ts'
import { readPictureFile } from '../images/read-file.ts'
import { makeThumbnail } from '../images/thumbnail.ts'
import type { ModelManifest } from '../models/manifest.ts'
import { modelInput, neededSize } from './model-input.ts'

/** Everything about a photo but its embedding. */
export interface PhotoFacts {
  /** SHA-256 of the file. */
  readonly contentHash: Uint8Array
  /** Pixels after orientation. */
  readonly width: number
  readonly height: number
  /** A PictureFormat. */
  readonly format: string
  /** 0xRRGGBB */
  readonly averageColour: number
  /** WebP, 320 pixels at the longest side. */
  readonly thumbnail: Uint8Array
  readonly metadata: PhotoMetadata
}

export interface PreparedPhoto {
  readonly kind: 'prepared'
  readonly facts: PhotoFacts
  /** What the image encoder sees: interleaved RGB bytes. */
  readonly input: Uint8Array
}

/** Reads and decodes one photo, once. Expected failures are returned, with a sentence. */
export async function preparePhoto(
  path: string,
  model: ModelManifest['image'],
): Promise<PreparedPhoto | PictureProblem> {
  const file = await readPictureFile(path)
  if (file.kind !== 'read') return file
  const picture = await decodePicture(file.bytes, basename(path), neededSize(model))
  if (picture.kind !== 'decoded') return picture
  const { pixels, format, width, height } = picture
  const [thumbnail, input, metadata] = await Promise.all([
    makeThumbnail(pixels),
    modelInput(pixels, model),
    readMetadata(picture.exif),
  ])
  const { contentHash } = file
  return {
    kind: 'prepared',
    facts: {
      contentHash,
      width,
      height,
      format,
      averageColour: averageColour(pixels),
      thumbnail,
      metadata,
    },
    input,
  }
}
