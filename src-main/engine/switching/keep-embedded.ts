import type { Catalog } from '../catalog/catalog.ts'
import type { PhotoToEmbed } from '../catalog/photos/photo-embedding.ts'
import type { EmbeddedPhoto } from '../embed/photos/photo-outcome.ts'
import type { Brain } from './brain.ts'

/**
 * Keeps what another model made of a photo. `other`: the file holds something else than the catalog says, and the photo
 * waits to be read whole; `late`: the photo was read anew or forgotten meanwhile.
 */
export function keepEmbedded(
  catalog: Catalog,
  brain: Brain,
  photo: PhotoToEmbed,
  { contentHash, embedding }: EmbeddedPhoto,
): 'kept' | 'other' | 'late' {
  if (Buffer.compare(contentHash, photo.contentHash) !== 0)
    return catalog.photos.setOtherContent(photo) ? 'other' : 'late'
  const id = catalog.transaction(() =>
    catalog.photos.isOfContent(photo.id, photo.contentHash)
      ? catalog.embeddings.put(photo.id, brain.space, embedding)
      : null,
  )
  if (id === null) return 'late'
  if (brain.isLoaded) brain.vectors.put(id, photo.id, embedding)
  return 'kept'
}
