import type { Catalog } from '../catalog/catalog.ts'
import type { QueuedPhoto } from '../catalog/rows.ts'
import type { PhotoOutcome } from '../embed/photos/photo-pool.ts'
import type { ThumbnailStore } from '../images/thumbnail-store.ts'
import type { VectorIndex } from '../vectors/vector-index.ts'

export interface OutcomeStore {
  readonly catalog: Catalog
  readonly thumbnails: ThumbnailStore
  readonly vectors: VectorIndex
  readonly modelId: string
}

type Indexed = Extract<PhotoOutcome, { kind: 'indexed' }>

/**
 * Keeps what reading a photo gave. The thumbnail is written first (it is a cache, and useless files are cleaned up);
 * then row, metadata and embedding land in one transaction; the vector index follows because it can be rebuilt.
 * Throws what the disk throws: nothing is half stored and the photo stays in the queue. False when the photo was
 * forgotten, or its file changed, while it was being read.
 */
export async function storeIndexed(
  store: OutcomeStore,
  photo: QueuedPhoto,
  outcome: Indexed,
): Promise<boolean> {
  await store.thumbnails.put(outcome.contentHash, outcome.thumbnail)
  const embeddingId = store.catalog.transaction(() =>
    store.catalog.photos.setIndexed(photo, { ...outcome, ...outcome.metadata })
      ? store.catalog.embeddings.put(photo.id, store.modelId, outcome.embedding)
      : null,
  )
  if (embeddingId === null) return false
  store.vectors.put(embeddingId, photo.id, outcome.embedding)
  return true
}

/** Keeps metadata that was read again. False when the file's content is another after all, or the photo is gone. */
export function storeReread(
  { catalog }: OutcomeStore,
  photo: QueuedPhoto,
  { contentHash, metadata }: Extract<PhotoOutcome, { kind: 'metadata' }>,
): boolean {
  return catalog.photos.setMetadata(photo, contentHash, metadata) === 'stored'
}

/**
 * Metadata could not be read again: the pixels are what they were, so the photo keeps what is known of it. False when it
 * waits for a whole reading by now.
 */
export function keepAsRead({ catalog }: OutcomeStore, photo: QueuedPhoto): boolean {
  return catalog.photos.setReread(photo)
}

/**
 * Stores why a photo could not be read, and forgets the vector of an earlier version of it. False when its file changed
 * while it was being read: then it waits for another reading.
 */
export function storeFailed(store: OutcomeStore, photo: QueuedPhoto, reason: string): boolean {
  if (!store.catalog.photos.setFailed(photo.id, reason, photo)) return false
  store.vectors.remove(photo.id)
  return true
}
