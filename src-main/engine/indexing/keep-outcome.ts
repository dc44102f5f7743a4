import type { QueuedPhoto } from '../catalog/rows.ts'
import type { WorkerOutcome } from '../embed/photos/photo-outcome.ts'
import type { Log } from '../ports.ts'
import { keepAsRead, storeFailed, storeIndexed, storeReread, type OutcomeStore } from './store-outcome.ts'

/** What a photo's reading changed in the catalog. */
export type PhotoChange =
  | { readonly kind: 'indexed'; readonly photoId: number }
  | { readonly kind: 'failed'; readonly photoId: number; readonly path: string; readonly reason: string }
  | { readonly kind: 'gone'; readonly photoId: number }

/** Keeps what reading a photo gave. Null when nothing was kept: the photo waits for another reading, or was forgotten. */
export async function keepOutcome(
  store: OutcomeStore & { readonly log: Log },
  photo: QueuedPhoto,
  path: string,
  outcome: WorkerOutcome,
): Promise<PhotoChange | null> {
  const photoId = photo.id
  switch (outcome.kind) {
    case 'indexed':
      return (await storeIndexed(store, photo, outcome)) ? { kind: 'indexed', photoId } : null
    case 'metadata':
      return storeReread(store, photo, outcome) ? { kind: 'indexed', photoId } : null
    case 'failed':
      if (!photo.reread) return failed(store, photo, path, outcome.reason)
      store.log('warn', `${path}: its metadata could not be read again: ${outcome.reason}`)
      return keepAsRead(store, photo) ? { kind: 'indexed', photoId } : null
    case 'gone':
      // A scan may have found it at another place in the meantime: then it waits to be read there.
      if (isWhereItWas(store, photo)) store.catalog.photos.setMissing([photoId], Date.now())
      return { kind: 'gone', photoId }
    case 'embedded':
      return null
  }
}

/** Null when its file changed while it was being read. */
export function failed(
  store: OutcomeStore,
  photo: QueuedPhoto,
  path: string,
  reason: string,
): PhotoChange | null {
  return storeFailed(store, photo, reason) ? { kind: 'failed', photoId: photo.id, path, reason } : null
}

function isWhereItWas({ catalog }: OutcomeStore, photo: QueuedPhoto): boolean {
  const now = catalog.photos.detail(photo.id)
  return now?.rootPath === photo.rootPath && now.relativePath === photo.relativePath
}
