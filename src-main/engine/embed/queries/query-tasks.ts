import { CodedError } from '../../../../src-preload/contract/index.ts'
import { loadModelManifest } from '../../models/model-folder.ts'
import { openPhotoSession, openTextSession, type PhotoSession } from '../towers/sessions.ts'
import { openTokenizer } from '../towers/tokenizer.ts'
import type { QueryAnswer, QueryTask } from './query-protocol.ts'

export interface QueryTasks {
  /** Throws CodedError for a picture that cannot be used. */
  answer(task: QueryTask): Promise<QueryAnswer>
}

/** Longer texts say nothing more: the model reads a few dozen tokens. */
const longestText = 2000

const cannotCompute =
  'The model cannot compute these words, because its tokenizer and its text encoder do not belong together: use another model, or import this one from intact files.'

/** Loads the text encoder, and the image encoder with the first picture, for few queries bring one. */
export async function openQueryTasks(modelDir: string, threads: number): Promise<QueryTasks> {
  const manifest = loadModelManifest(modelDir)
  const tokenize = openTokenizer(modelDir, manifest)
  const textSession = await openTextSession(modelDir, manifest, threads)
  let photoSession: Promise<PhotoSession> | undefined

  async function words(text: string): Promise<QueryAnswer> {
    const tokens = tokenize(text.slice(0, longestText))
    const embedding = await textSession.run(tokens).catch((cause: unknown) => {
      throw new CodedError('model-broken', cannotCompute, { cause })
    })
    if (!embedding) throw new CodedError('model-broken', 'The model gave no usable answer for these words.')
    return { kind: 'words', embedding, unknownWords: [...tokens.unknownWords] }
  }

  function openImageEncoder(): Promise<PhotoSession> {
    const session = (photoSession ??= openPhotoSession(modelDir, manifest, threads))
    // A broken model is told by the question, not by the end of this process; the next picture tries again.
    session.catch(() => (photoSession = undefined))
    return session
  }

  async function picture(task: Extract<QueryTask, { kind: 'picture' }>): Promise<QueryAnswer> {
    return (await pictures()).embedPicture(task, manifest.image, openImageEncoder)
  }

  // Warmed up: the first run of a session allocates, and the first query should not wait for that.
  await words('a photo')

  return {
    answer(task) {
      if (task.kind === 'words') return words(task.text)
      if (task.kind === 'picture') return picture(task)
      return pictures().then(({ renderPicture }) => renderPicture(task.path, task.maxSide))
    },
  }
}

/**
 * Loaded with the first picture: most questions are words, and the decoders take a tenth of the time in which a model
 * that had left the memory answers again.
 */
const pictures = () => import('./query-pictures.ts')
