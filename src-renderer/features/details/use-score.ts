import { usePhotos } from '../../state/photos.ts'

/** How well a photo matches the search on screen; null when browsing. */
export function useScore(photoId: number | null): number | null {
  return usePhotos(({ query }) => {
    if (!query.shown?.scores || photoId === null) return null
    return query.shown.scores[query.shown.photos.ids.indexOf(photoId)] ?? null
  })
}
