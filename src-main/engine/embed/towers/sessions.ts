import type { ProviderName } from '../../../../src-preload/contract/index.ts'
import type { ModelManifest } from '../../models/manifest.ts'
import type { Tensor } from '../onnx/runtime.ts'
import { sessionOptions } from '../providers/session-options.ts'
import { imagePlan, textPlan } from './check-tower.ts'
import { pictureBatches } from './picture-batches.ts'
import type { TokenizedText } from './tokenizer.ts'
import { fullTensor, openTower } from './tower.ts'

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
  /** The embedding of one text. */
  run(text: Pick<TokenizedText, 'ids' | 'used'>): Promise<Float32Array | undefined>
  close(): Promise<void>
}

export async function openPhotoSession(
  modelDir: string,
  manifest: ModelManifest,
  threads: number,
  provider: ProviderName = 'cpu',
): Promise<PhotoSession> {
  const { image } = manifest
  const tower = await openTower(modelDir, imagePlan(manifest), sessionOptions(provider, threads))
  const tensorOf = pictureBatches(image)

  async function run(pictures: readonly Uint8Array[]): Promise<(Float32Array | undefined)[]> {
    const size = tower.fixedBatch ?? pictures.length
    const embeddings: (Float32Array | undefined)[] = []
    for (let start = 0; start < pictures.length; start += size) {
      const batch = filled(pictures.slice(start, start + size), size)
      embeddings.push(...(await tower.run({ [image.input]: tensorOf(batch) }, size)))
    }
    return embeddings.slice(0, pictures.length)
  }

  // One batch after another: they share the memory of the input.
  let last: Promise<unknown> = Promise.resolve()
  return {
    run: (pictures) => {
      const embeddings = last.then(() => run(pictures))
      last = embeddings.catch(() => undefined)
      return embeddings
    },
    close: () => tower.close(),
  }
}

export async function openTextSession(
  modelDir: string,
  manifest: ModelManifest,
  threads: number,
): Promise<TextSession> {
  const { text } = manifest
  const tower = await openTower(modelDir, textPlan(manifest), sessionOptions('cpu', threads))
  return {
    run: async ({ ids, used }) => {
      const batch = tower.fixedBatch ?? 1
      const length = tower.fixedLength ?? ids.length
      const feeds: Record<string, Tensor> = {}
      const tensorOf = (type: string, valueAt: (at: number) => number) =>
        fullTensor(type, [batch, length], batch * length, (at) => valueAt(at % length))
      feeds[text.input] = tensorOf(text.type, (at) => ids[at] ?? text.padId)
      if (text.attentionMask !== null && tower.maskType !== undefined) {
        feeds[text.attentionMask] = tensorOf(tower.maskType, (at) => (at < used ? 1 : 0))
      }
      return (await tower.run(feeds, batch))[0]
    },
    close: () => tower.close(),
  }
}

/** A file whose batches have one size only gets its last picture several times. */
function filled(pictures: readonly Uint8Array[], size: number): readonly Uint8Array[] {
  const [last] = pictures.slice(-1)
  return last ? Array.from({ length: size }, (_, at) => pictures[at] ?? last) : pictures
}
