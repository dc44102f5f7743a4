import { join } from 'node:path'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import type { ProviderName } from '../../../../src-preload/contract/index.ts'
import type { ModelManifest } from '../../models/manifest.ts'
import { brokenModel } from '../../models/model-folder.ts'
import { sessionOptions } from '../providers/session-options.ts'
import { splitEmbeddings } from './embedding.ts'
import { pictureBatches } from './picture-batches.ts'

/**
 * Pictures to embeddings. `run` blocks the thread for the whole batch: onnxruntime-node computes on the thread that
 * calls it.
 */
export interface PhotoSession {
  /** One entry per picture (bytes of `modelInput`); undefined where the embedding is not finite. */
  run(pictures: readonly Uint8Array[]): Promise<(Float32Array | undefined)[]>
  close(): Promise<void>
}

export interface TextSession {
  /** The embedding of one text, given as token ids. */
  run(ids: readonly number[]): Promise<Float32Array | undefined>
}

export async function openPhotoSession(
  modelDir: string,
  { image, embeddingSize }: ModelManifest,
  threads: number,
  provider: ProviderName = 'cpu',
): Promise<PhotoSession> {
  const session = await openSession(modelDir, image.file, image.input, image.output, threads, provider)
  const tensorOf = pictureBatches(image)
  async function run(pictures: readonly Uint8Array[]): Promise<(Float32Array | undefined)[]> {
    const outputs = await session.run({ [image.input]: tensorOf(pictures) })
    return splitEmbeddings(floats(outputs[image.output]), pictures.length, embeddingSize)
  }
  // One batch after another: they share the memory of the input.
  let last: Promise<unknown> = Promise.resolve()
  return {
    run: (pictures) => {
      const embeddings = last.then(() => run(pictures))
      last = embeddings.catch(() => undefined)
      return embeddings
    },
    close: () => session.release(),
  }
}

export async function openTextSession(
  modelDir: string,
  { text, embeddingSize }: ModelManifest,
  threads: number,
): Promise<TextSession> {
  const session = await openSession(modelDir, text.file, text.input, text.output, threads)
  return {
    run: async (ids) => {
      const input = new Tensor('int64', BigInt64Array.from(ids, BigInt), [1, ids.length])
      const outputs = await session.run({ [text.input]: input })
      return splitEmbeddings(floats(outputs[text.output]), 1, embeddingSize)[0]
    },
  }
}

async function openSession(
  modelDir: string,
  file: string,
  input: string,
  output: string,
  threads: number,
  provider: ProviderName = 'cpu',
): Promise<InferenceSession> {
  try {
    const session = await InferenceSession.create(join(modelDir, file), sessionOptions(provider, threads))
    if (!session.inputNames.includes(input)) throw new Error(`it has no input "${input}"`)
    if (!session.outputNames.includes(output)) throw new Error(`it has no output "${output}"`)
    return session
  } catch (error) {
    throw brokenModel(modelDir, file, error)
  }
}

function floats(tensor: Tensor | undefined): Float32Array {
  if (tensor?.data instanceof Float32Array) return tensor.data
  throw new TypeError('the model did not return 32-bit floats')
}
