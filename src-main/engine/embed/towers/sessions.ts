import { join } from 'node:path'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import type { ModelManifest } from '../../models/manifest.ts'
import { brokenModel } from '../../models/model-folder.ts'
import { splitEmbeddings } from './embedding.ts'
import { inputLength, writePlanes } from './preprocess.ts'

/**
 * Pictures to embeddings. `run` blocks the thread for the whole batch: onnxruntime-node computes on the thread that
 * calls it.
 */
export interface PhotoSession {
  /** One entry per picture (bytes of `modelInput`); undefined where the embedding is not finite. */
  run(pictures: readonly Uint8Array[]): Promise<(Float32Array | undefined)[]>
}

export interface TextSession {
  /** The embedding of one text, given as token ids. */
  run(ids: readonly number[]): Promise<Float32Array | undefined>
}

export async function openPhotoSession(
  modelDir: string,
  { image, embeddingSize }: ModelManifest,
  threads: number,
): Promise<PhotoSession> {
  const session = await openSession(modelDir, image.file, image.input, image.output, threads)
  return {
    run: async (pictures) => {
      const batch = new Float32Array(pictures.length * inputLength(image))
      pictures.forEach((rgb, slot) => writePlanes(rgb, image, batch, slot))
      const shape = [pictures.length, 3, image.height, image.width]
      const outputs = await session.run({ [image.input]: new Tensor('float32', batch, shape) })
      return splitEmbeddings(floats(outputs[image.output]), pictures.length, embeddingSize)
    },
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
): Promise<InferenceSession> {
  try {
    const session = await InferenceSession.create(join(modelDir, file), sessionOptions(threads))
    if (!session.inputNames.includes(input)) throw new Error(`it has no input "${input}"`)
    if (!session.outputNames.includes(output)) throw new Error(`it has no output "${output}"`)
    return session
  } catch (error) {
    throw brokenModel(modelDir, file, error)
  }
}

function sessionOptions(threads: number): InferenceSession.SessionOptions {
  return {
    executionProviders: ['cpu'],
    graphOptimizationLevel: 'all',
    executionMode: 'sequential',
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    // Idle threads of the runtime spin by default and would take the cores from the decoder.
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  }
}

function floats(tensor: Tensor | undefined): Float32Array {
  if (tensor?.data instanceof Float32Array) return tensor.data
  throw new TypeError('the model did not return 32-bit floats')
}
