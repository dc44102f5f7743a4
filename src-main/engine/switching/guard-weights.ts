import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { PhotoPool } from '../embed/photos/photo-pool.ts'
import type { LoadedModel } from '../models/model-info.ts'

/**
 * A pool whose embeddings count only while the weights are those that it began with: workers come and go, and one that
 * starts later would read other weights in their place. What they are is found out at the next start.
 */
export function guardWeights({ dir, manifest, info }: LoadedModel, pool: PhotoPool): PhotoPool {
  if (!manifest) return pool
  const file = join(dir, manifest.image.file)
  const began = stampOf(file)
  const message = `The files of the model ${info.name} changed while it was in use, so no photo is read with it; start Sightline again.`
  const process: PhotoPool['process'] = async (path, options) => {
    const outcome = await pool.process(path, options)
    const hasEmbedding = outcome.kind === 'indexed' || outcome.kind === 'embedded'
    if (!hasEmbedding || stampOf(file) === began) return outcome
    return { kind: 'unavailable', error: { code: 'model-broken', message } }
  }
  return Object.create(pool, { process: { value: process } }) as PhotoPool
}

function stampOf(file: string): string {
  const found = statSync(file, { throwIfNoEntry: false })
  return found ? `${found.size} ${found.mtimeMs}` : 'gone'
}
