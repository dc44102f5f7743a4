import { basename } from 'node:path'
import { CodedError, type Region } from '../../../../src-preload/contract/index.ts'
import { crop, neededForPart } from '../../images/crop.ts'
import { decodePicture, type DecodedPicture } from '../../images/decode.ts'
import type { PictureProblem } from '../../images/problem.ts'
import { readPictureFile } from '../../images/read-file.ts'
import type { NeededSize } from '../../images/reduced-side.ts'
import { makeThumbnail, rawPicture } from '../../images/thumbnail.ts'
import type { ModelManifest } from '../../models/manifest.ts'
import { modelInput, neededSize } from '../towers/model-input.ts'
import type { PhotoSession } from '../towers/sessions.ts'
import type { PictureSource, QueryAnswer } from './query-protocol.ts'

/** Twelve megapixels take WebP 0.7 s and JPEG a fifth of that, and somebody is waiting. */
const largestWebp = 1024

/** What is kept of a picture from outside the library, for questions about parts of it. */
const largeSide = 1024

/** A picture, or a part of one, to an embedding. Throws CodedError for one that cannot be used. */
export async function embedPicture(
  { source, region }: { readonly source: PictureSource; readonly region: Region | null },
  image: ModelManifest['image'],
  openSession: () => Promise<PhotoSession>,
): Promise<QueryAnswer> {
  const needed = neededSize(image)
  const shown = await decode(source, region ? neededForPart(needed, region) : largeToo(needed))
  const session = await openSession()
  const [embedding] = await session.run([await modelInput(region ? crop(shown, region) : shown, image)])
  if (!embedding) throw unreadable('The model gave no usable answer for this picture.')
  return {
    kind: 'picture',
    embedding,
    preview: await makeThumbnail(shown.pixels),
    large: await rawPicture(shown.pixels)
      .resize({ width: largeSide, height: largeSide, fit: 'inside', withoutEnlargement: true })
      .jpeg({ quality: 90 })
      .toBuffer(),
  }
}

function largeToo(needed: NeededSize): NeededSize {
  return { ...needed, longest: Math.max(needed.longest, largeSide) }
}

/** A picture as a format that every browser shows, upright and at most `maxSide` pixels at the longest side. */
export async function renderPicture(path: string, maxSide: number): Promise<QueryAnswer> {
  const { pixels } = await decode({ path }, { longest: maxSide, shortest: 1 })
  const isSmall = Math.max(pixels.width, pixels.height) <= largestWebp
  const picture = rawPicture(pixels)
  const bytes = await (
    isSmall ? picture.webp({ quality: 90, effort: 1 }) : picture.jpeg({ quality: 92 })
  ).toBuffer()
  return { kind: 'rendered', mime: isSmall ? 'image/webp' : 'image/jpeg', bytes }
}

async function decode(source: PictureSource, needed: NeededSize): Promise<DecodedPicture> {
  if ('bytes' in source) {
    if (source.bytes.byteLength === 0) throw unreadable('The picture is empty.')
    // A copy of its own: what came in a message may be part of a larger buffer.
    return decoded(await decodePicture(new Uint8Array(source.bytes), '', needed))
  }
  const file = await readPictureFile(source.path)
  if (file.kind !== 'read') throw problemError(file, source.path)
  return decoded(await decodePicture(file.bytes, basename(source.path), needed), source.path)
}

function decoded(result: DecodedPicture | PictureProblem, path = ''): DecodedPicture {
  if (result.kind === 'decoded') return result
  throw problemError(result, path)
}

function problemError(problem: PictureProblem, path: string): CodedError {
  if (problem.kind === 'failed') return unreadable(problem.reason)
  return new CodedError('file-gone', `There is no file ${path}; check the path.`)
}

function unreadable(reason: string): CodedError {
  return new CodedError('picture-unreadable', reason)
}
