import type { Catalog } from '../catalog/catalog.ts'
import type { QueuedPhoto } from '../catalog/rows.ts'
import type { PhotoOutcome } from '../embed/photos/photo-pool.ts'
import type { ThumbnailStore } from '../images/thumbnail-store.ts'
import type { VectorIndex } from '../vectors/vector-index.ts'

export interface OutcomeStore {
  readonly catalog: Catalog
  readonly thumbnails: ThumbnailStore
  /** Of the model that the photo was read for. */
  readonly brain: StoringBrain
}

export interface StoringBrain {
  readonly space: string
  readonly vectors: VectorIndex
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
  const { catalog, brain } = store
  await store.thumbnails.put(outcome.contentHash, outcome.thumbnail)
  const embeddingId = catalog.transaction(() => {
    const before = catalog.photos.detail(photo.id)?.contentHash
    if (!catalog.photos.setIndexed(photo, { ...outcome, ...outcome.metadata })) return null
    // What other models made of an earlier version of the file is no longer true of it.
    if (before && !isSame(before, outcome.contentHash)) catalog.embeddings.remove(photo.id)
    return catalog.embeddings.put(photo.id, brain.space, outcome.embedding)
  })
  if (embeddingId === null) return false
  brain.vectors.put(embeddingId, photo.id, outcome.embedding)
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
  store.brain.vectors.remove(photo.id)
  return true
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0
}
