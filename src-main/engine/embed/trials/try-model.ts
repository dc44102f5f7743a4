import { CodedError } from '../../../../src-preload/contract/index.ts'
import type { ModelManifest } from '../../models/manifest.ts'
import { faultIn, ModelFault } from '../../models/model-fault.ts'
import { loadModelManifest } from '../../models/model-folder.ts'
import { openPhotoSession, openTextSession } from '../towers/sessions.ts'
import { openTokenizer } from '../towers/tokenizer.ts'
import type { TrialAnswer } from './trial-protocol.ts'
import { tryPictures } from './try-pictures.ts'
import { tryTexts } from './try-texts.ts'

/**
 * Everything that must hold before a model is used: both towers are loaded and asked. Throws CodedError `model-refused`
 * with the field of model.json and the reason; `onReached` hears of the field that is tried next.
 */
export async function tryModel(
  modelDir: string,
  onReached: (field: string) => void = () => undefined,
): Promise<TrialAnswer> {
  try {
    const manifest = loadModelManifest(modelDir)
    await tryTextTower(modelDir, manifest, onReached)
    onReached('image.file')
    await tryImageTower(modelDir, manifest)
    return { kind: 'try', embeddingSize: manifest.embeddingSize }
  } catch (error) {
    // What is broken in a model that answers is refused in one that does not yet.
    const fault = faultIn(error)
    throw fault
      ? new CodedError('model-refused', `${fault.field}: ${fault.reason}.`, { cause: error })
      : error
  }
}

async function tryTextTower(
  modelDir: string,
  manifest: ModelManifest,
  onReached: (field: string) => void,
): Promise<void> {
  onReached('text.tokenizer')
  const tokenize = openTokenizer(modelDir, manifest)
  onReached('text.file')
  const session = await openTextSession(modelDir, manifest, 1)
  try {
    await tryTexts(manifest.text, tokenize, (text) => named('text.input', () => session.run(text)))
  } finally {
    await session.close()
  }
}

async function tryImageTower(modelDir: string, manifest: ModelManifest): Promise<void> {
  const session = await openPhotoSession(modelDir, manifest, 1)
  try {
    await tryPictures(manifest.image, (pictures) => named('image.input', () => session.run(pictures)))
  } finally {
    await session.close()
  }
}

/** What ONNX Runtime throws while it computes is about what it was fed. */
async function named<T>(field: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (error) {
    if (faultIn(error)) throw error
    const message = error instanceof Error ? error.message : String(error)
    const detail = message
      .replace(/^.*Status Message: /s, '')
      .split('\n')[0]
      ?.slice(0, 200)
    throw new ModelFault(field, `the model cannot compute what it is given (${detail})`, { cause: error })
  }
}
