import { CodedError } from '../../../src-preload/contract/index.ts'
import type { PhotoPool } from '../embed/photos/photo-pool.ts'
import type { LoadedModel } from '../models/model-info.ts'
import type { FoundFiles } from './image-bytes.ts'
import { hashOf, stampOf, strictStampOf } from './tower-files.ts'

/** Sees that a model's files are still those that its space was found by: workers come and go, and read them anew. */
export interface WeightsGuard {
  /** A pool whose embeddings count only while the image tower is the same. */
  pool(pool: PhotoPool): PhotoPool
  /** Throws CodedError `model-broken` when a worker for questions would read other files than before. */
  requireSame(): void
}

/** `files` is null where a model cannot be used anyway. */
export function guardWeights({ dir, info }: LoadedModel, files: FoundFiles | null): WeightsGuard {
  const changed = `The files of the model ${info.name} changed while it was in use`
  const broken = (consequence: string) =>
    new CodedError('model-broken', `${changed}, so ${consequence}; start Sightline again.`)
  let trusted = files?.image.stamp
  let checked: { readonly stamp: string; readonly isSame: Promise<boolean> } | null = null

  /** A touched file may hold the same bytes. */
  async function isSameImage(): Promise<boolean> {
    if (!files) return true
    const { names, sha256 } = files.image
    const stamp = strictStampOf(dir, names)
    if (stamp === trusted) return true
    if (checked?.stamp !== stamp) {
      const isSame = hashOf(dir, names).then(
        (now) => now === sha256,
        () => false,
      )
      checked = { stamp, isSame }
    }
    if (!(await checked.isSame)) return false
    trusted = stamp
    return true
  }

  return {
    pool: (pool) => {
      const process: PhotoPool['process'] = async (path, options) => {
        const outcome = await pool.process(path, options)
        const hasEmbedding = outcome.kind === 'indexed' || outcome.kind === 'embedded'
        if (!hasEmbedding || (await isSameImage())) return outcome
        const { message } = broken('no photo is read with it')
        return { kind: 'unavailable', error: { code: 'model-broken', message } }
      }
      return Object.create(pool, { process: { value: process } }) as PhotoPool
    },
    requireSame: () => {
      if (files && stampOf(dir, files.all.names) !== files.all.stamp)
        throw broken('words and pictures cannot be looked for with it')
    },
  }
}
