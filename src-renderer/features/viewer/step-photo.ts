import { choosing } from '../../state/photos.ts'

/** Moves the keyboard's place by so many photos of the list on screen, and stops at its ends. */
export function stepPhoto(by: number): void {
  choosing((selection, ids) => {
    const at = selection.activeId === null ? -1 : ids.indexOf(selection.activeId)
    const photoId = ids[Math.max(0, Math.min(ids.length - 1, at + by))]
    if (photoId === undefined || photoId === selection.activeId) return selection
    return { chosen: new Set([photoId]), anchorId: photoId, activeId: photoId }
  })
}
