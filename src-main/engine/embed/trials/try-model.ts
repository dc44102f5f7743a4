import { CodedError } from '../../../../src-preload/contract/index.ts'
import { faultIn } from '../../models/model-fault.ts'
import { loadModelManifest } from '../../models/model-folder.ts'
import { inputBytes } from '../towers/preprocess.ts'
import { openPhotoSession, openTextSession } from '../towers/sessions.ts'
import { openTokenizer } from '../towers/tokenizer.ts'
import type { TrialAnswer } from './trial-protocol.ts'

/** Loads a model and asks both of its towers. Throws CodedError `model-refused` with the field and the reason. */
export async function tryModel(modelDir: string): Promise<TrialAnswer> {
  try {
    return await askBothTowers(modelDir)
  } catch (error) {
    // What is broken in a model that answers is refused in one that does not yet.
    const fault = faultIn(error)
    throw fault ? refused(fault.field, fault.reason) : error
  }
}

async function askBothTowers(modelDir: string): Promise<TrialAnswer> {
  const manifest = loadModelManifest(modelDir)
  const words = await openTextSession(modelDir, manifest, 1)
  const pictures = await openPhotoSession(modelDir, manifest, 1)
  const text = await words.run(openTokenizer(modelDir, manifest)('a photo'))
  const [picture] = await pictures.run([new Uint8Array(inputBytes(manifest.image)).fill(127)])
  if (!text) throw refused('text.output', 'gives numbers that are not finite, or all zero')
  if (!picture) throw refused('image.output', 'gives numbers that are not finite, or all zero')
  return { kind: 'try', embeddingSize: manifest.embeddingSize }
}

function refused(field: string, reason: string): CodedError {
  return new CodedError('model-refused', `${field}: ${reason}.`)
}
