import type { PhotoColumns } from '../../src-preload/contract/photos.ts'
import type { Selection } from './selection.ts'

/** The photos that a key or a menu on `photoId` means: all that are chosen when it is one of them, else it alone. */
export function targetsAt(selection: Selection, photoId: number): readonly number[] {
  return selection.chosen.has(photoId) ? [...selection.chosen] : [photoId]
}

/** Those of the photos that bear a flag. */
export function withFlag(photos: PhotoColumns, photoIds: readonly number[], flag: number): readonly number[] {
  const wanted = new Set(photoIds)
  return photos.ids.filter((id, index) => wanted.has(id) && ((photos.flags[index] ?? 0) & flag) !== 0)
}
