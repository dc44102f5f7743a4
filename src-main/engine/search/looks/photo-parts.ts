import { CodedError, type Region } from '../../../../src-preload/contract/index.ts'
import type { Catalog } from '../../catalog/catalog.ts'
import type { ThumbnailStore } from '../../images/thumbnail-store.ts'
import { pathOf } from '../../pictures.ts'
import { regionKey, type PictureBrain } from './query-pictures.ts'
import { remember } from '../remember.ts'

/** Parts of the library's photos as questions. */
export interface PhotoParts {
  /** From the original file; where that cannot be read, from the thumbnail. Throws `not-found`, `file-gone`. */
  embeddingOf(photoId: number, region: Region, brain: PictureBrain): Promise<Float32Array>
}

const mostParts = 100

export function photoParts(catalog: Catalog, thumbnails: ThumbnailStore): PhotoParts {
  const known = new WeakMap<PictureBrain, Map<string, Float32Array>>()

  async function encode(photoId: number, region: Region, brain: PictureBrain): Promise<Float32Array> {
    const row = catalog.photos.detail(photoId)
    if (!row) throw new CodedError('not-found', `There is no photo ${photoId} in the library.`)
    const encoder = brain.encoder()
    try {
      return (await encoder.picture({ path: pathOf(row) }, region)).embedding
    } catch (error) {
      const kept = row.contentHash && (await thumbnails.get(row.contentHash))
      if (!kept) throw error
      return (await encoder.picture({ bytes: kept }, region)).embedding
    }
  }

  return {
    embeddingOf: async (photoId, region, brain) => {
      const ofModel = known.get(brain) ?? new Map<string, Float32Array>()
      known.set(brain, ofModel)
      const key = `${photoId}@${regionKey(region)}`
      const found = ofModel.get(key) ?? (await encode(photoId, region, brain))
      remember(ofModel, key, found, mostParts)
      return found
    },
  }
}
