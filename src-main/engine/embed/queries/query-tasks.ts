import { basename } from 'node:path'
import { CodedError } from '../../../../src-preload/contract/index.ts'
import { decodePicture, type DecodedPicture } from '../../images/decode.ts'
import type { PictureProblem } from '../../images/problem.ts'
import { readPictureFile } from '../../images/read-file.ts'
import type { NeededSize } from '../../images/reduced-side.ts'
import { makeThumbnail, rawPicture } from '../../images/thumbnail.ts'
import { loadModelManifest } from '../../models/model-folder.ts'
import { modelInput, neededSize } from '../towers/model-input.ts'
import type { PictureSource, QueryAnswer, QueryTask } from './query-protocol.ts'
import { openPhotoSession, openTextSession, type PhotoSession } from '../towers/sessions.ts'
import { openTokenizer } from '../towers/tokenizer.ts'

export interface QueryTasks {
  /** Throws CodedError for a picture that cannot be used. */
  answer(task: QueryTask): Promise<QueryAnswer>
}

/** Twelve megapixels take WebP 0.7 s and JPEG a fifth of that, and somebody is waiting. */
const largestWebp = 1024

/** Longer texts say nothing more: the model reads a few dozen tokens. */
const longestText = 2000

/** Loads the text encoder, and the image encoder with the first picture, for few queries bring one. */
export async function openQueryTasks(modelDir: string, threads: number): Promise<QueryTasks> {
  const manifest = loadModelManifest(modelDir)
  const tokenize = openTokenizer(modelDir, manifest)
  const textSession = await openTextSession(modelDir, manifest, threads)
  let photoSession: Promise<PhotoSession> | undefined

  async function words(text: string): Promise<QueryAnswer> {
    const tokens = tokenize(text.slice(0, longestText))
    const embedding = await textSession.run(tokens)
    if (!embedding) throw new CodedError('model-broken', 'The model gave no usable answer for these words.')
    return { kind: 'words', embedding, unknownWords: [...tokens.unknownWords] }
  }

  async function picture(source: PictureSource): Promise<QueryAnswer> {
    const shown = await decode(source, neededSize(manifest.image))
    const session = (photoSession ??= openPhotoSession(modelDir, manifest, threads))
    // A broken model is told below, not by the end of this process; the next picture tries again.
    session.catch(() => (photoSession = undefined))
    const input = await modelInput(shown, manifest.image)
    const [embedding] = await (await session).run([input])
    if (!embedding) throw unreadable('The model gave no usable answer for this picture.')
    return { kind: 'picture', embedding, preview: await makeThumbnail(shown.pixels) }
  }

  // Warmed up: the first run of a session allocates, and the first query should not wait for that.
  await words('a photo')

  return {
    answer(task) {
      if (task.kind === 'words') return words(task.text)
      if (task.kind === 'picture') return picture(task.source)
      return render(task.path, task.maxSide)
    },
  }
}

async function render(path: string, maxSide: number): Promise<QueryAnswer> {
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
