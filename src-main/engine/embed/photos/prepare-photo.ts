import { basename } from 'node:path'
import { averageColour } from '../../images/average-colour.ts'
import type { TurnListener } from '../../images/convert/converter.ts'
import { contentOf, decodePicture } from '../../images/decode.ts'
import type { PhotoMetadata } from '../../images/metadata/photo-metadata.ts'
import { readMetadata } from '../../images/metadata/read-metadata.ts'
import { notesOf } from '../../images/notes-of.ts'
import type { PictureProblem } from '../../images/problem.ts'
import { readPictureFile, readSidecar } from '../../images/read-file.ts'
import { makeThumbnail } from '../../images/thumbnail.ts'
import type { ModelManifest } from '../../models/manifest.ts'
import { modelInput, neededSize } from '../towers/model-input.ts'
import type { RereadPhoto } from './photo-outcome.ts'
import type { PhotoJob } from './photo-protocol.ts'

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
  readonly contentHash: Uint8Array
  /** Null where only the embedding is wanted. */
  readonly facts: PhotoFacts | null
  /** What the image encoder sees: interleaved RGB bytes. */
  readonly input: Uint8Array
}

/** Reads and decodes one photo, once. Expected failures are returned, with a sentence. */
export async function preparePhoto(
  { path, sidecar, want }: PhotoJob,
  model: ModelManifest['image'],
  turn?: TurnListener,
): Promise<PreparedPhoto | RereadPhoto | PictureProblem> {
  const file = await readPictureFile(path)
  if (file.kind !== 'read') return file
  const { bytes, contentHash } = file
  const fileName = basename(path)
  const beside = sidecar === null || want === 'embedding' ? undefined : await readSidecar(sidecar)
  if (want === 'metadata') {
    const notes = await notesOf(bytes, contentOf(bytes, fileName), turn)
    const metadata = await readMetadata({ notes, sidecar: beside, fileName })
    return { kind: 'metadata', contentHash, metadata }
  }
  const picture = await decodePicture(bytes, fileName, neededSize(model), turn)
  if (picture.kind !== 'decoded') return picture
  const { pixels, format, width, height, notes } = picture
  if (want === 'embedding')
    return { kind: 'prepared', contentHash, facts: null, input: await modelInput(picture, model) }
  const [thumbnail, input, metadata] = await Promise.all([
    makeThumbnail(pixels),
    modelInput(picture, model),
    readMetadata({ notes, sidecar: beside, fileName }),
  ])
  const facts = {
    contentHash,
    width,
    height,
    format,
    averageColour: averageColour(pixels),
    thumbnail,
    metadata,
  }
  return { kind: 'prepared', contentHash, facts, input }
}
