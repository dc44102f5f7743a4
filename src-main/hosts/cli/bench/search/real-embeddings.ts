import { availableParallelism } from 'node:os'
import { createQueryEncoder } from '../../../../engine/embed/queries/query-encoder.ts'
import { openPhotoSession } from '../../../../engine/embed/towers/sessions.ts'
import { sharp } from '../../../../engine/images/decoder.ts'
import { loadModelManifest } from '../../../../engine/models/model-folder.ts'
import { createLog } from '../../../shared/log.ts'
import { spawnNodeWorker } from '../../../shared/node-workers.ts'
import { mulberry32 } from '../synthetic.ts'
import { randomCrop, type Pixels } from './crops.ts'

const batchSize = 32
/** The model sees 64 pixels: crops of a third of this are not enlarged by much. */
const decodedSide = 160

/** Embeddings of `count` random parts of the photos, by the model's own image encoder. */
export async function embedCrops(
  modelDir: string,
  paths: readonly string[],
  count: number,
  signal: AbortSignal,
): Promise<Float32Array[]> {
  const manifest = loadModelManifest(modelDir)
  const session = await openPhotoSession(modelDir, manifest, availableParallelism())
  const random = mulberry32(5)
  const embeddings: Float32Array[] = []
  try {
    for (const [at, path] of paths.entries()) {
      const picture = await decode(path)
      const upTo = Math.round((count * (at + 1)) / paths.length)
      while (embeddings.length < upTo) {
        signal.throwIfAborted()
        const inputs = Array.from({ length: Math.min(batchSize, upTo - embeddings.length) }, () =>
          randomCrop(picture, manifest.image, random),
        )
        for (const embedding of await session.run(inputs)) if (embedding) embeddings.push(embedding)
      }
    }
    return embeddings
  } finally {
    await session.close()
  }
}

async function decode(path: string): Promise<Pixels> {
  const { data, info } = await sharp(path)
    .rotate()
    .resize(decodedSide, decodedSide, { fit: 'outside' })
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { rgb: data, width: info.width, height: info.height }
}

/** Texts by the model's own text encoder. */
export async function embedTexts(modelDir: string, texts: readonly string[]): Promise<Float32Array[]> {
  const encoder = createQueryEncoder({
    spawn: () => spawnNodeWorker('query'),
    modelDir,
    log: createLog('silent'),
  })
  try {
    const embeddings: Float32Array[] = []
    for (const text of texts) embeddings.push((await encoder.words(text)).embedding)
    return embeddings
  } finally {
    await encoder.stop()
  }
}
