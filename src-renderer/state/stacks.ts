import type { StackPlace } from '../lib/listed.ts'
import { revealPhoto } from './focus.ts'
import { choosing, openStacks, usePhotos } from './photos.ts'

/** Unfolds the stack of near-duplicates that a photo is in, or folds it; nothing for a photo that is alone. */
export function toggleStack(photoId: number): void {
  const place = stackPlaceOf(photoId)
  if (!place) return
  openStacks((open) => {
    const next = new Set(open)
    if (!next.delete(place.stackId)) next.add(place.stackId)
    return next
  })
  // Folded, the keyboard stands on the photo that is left, not on the one behind the stack.
  choosing((selection) => ({ ...selection, activeId: place.firstId }))
  revealPhoto(place.firstId)
}

export function stackPlaceOf(photoId: number): StackPlace | undefined {
  return usePhotos.getState().listed?.stacks.get(photoId)
}
