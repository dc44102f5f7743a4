import { useEffect, useState } from 'react'
import type { PhotoDetails, PhotoPlace } from '../../src-preload/contract/photos.ts'
import { client } from '../api/index.ts'

/** Where a photo was taken, in words; null: there is nothing to tell; undefined: not told yet. */
export function usePhotoPlace({ id, latitude, longitude }: PhotoDetails): PhotoPlace | null | undefined {
  const spot = latitude === null || longitude === null ? null : `${id} ${latitude} ${longitude}`
  const [told, setTold] = useState<{ readonly spot: string; readonly place: PhotoPlace | null } | null>(null)

  useEffect(() => {
    if (spot === null) return undefined
    let isStale = false
    client
      .request('photos.place', { photoId: id })
      .then((place) => !isStale && setTold({ spot, place }))
      // The coordinates stand there all the same.
      .catch(() => !isStale && setTold({ spot, place: null }))
    return () => {
      isStale = true
    }
  }, [id, spot])

  if (spot === null) return null
  return told?.spot === spot ? told.place : undefined
}
