import { CodedError, type PhotoPlace } from '../../src-preload/contract/index.ts'
import type { Rooms } from './rooms.ts'

/**
 * Where a photo was taken, in words: apart from its details, which must not wait for the names of the world to be read.
 * Throws `not-found`.
 */
export async function photoPlace(
  { catalog, places }: Pick<Rooms, 'catalog' | 'places'>,
  photoId: number,
): Promise<PhotoPlace | null> {
  const row = catalog.photos.detail(photoId)
  if (!row) throw new CodedError('not-found', `There is no photo ${photoId} in the library.`)
  const { latitude, longitude } = row
  if (latitude === null || longitude === null) return null
  await places.load()
  return places.textOf(latitude, longitude)
}
