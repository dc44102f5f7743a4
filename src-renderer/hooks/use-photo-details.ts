import { useEffect, useState } from 'react'
import type { PhotoDetails } from '../../src-preload/contract/photos.ts'
import { toPlainError } from '../../src-preload/contract/errors.ts'
import { client } from '../api/index.ts'
import { onOwnDataChange } from '../state/own-data.ts'

export interface DetailsAnswer {
  readonly photoId: number
  readonly details: PhotoDetails | null
  readonly problem: string | null
}

/** A photo's details, read again with every change; those of the photo before stay until they are there. */
export function usePhotoDetails(photoId: number | null): DetailsAnswer | null {
  const [answer, setAnswer] = useState<DetailsAnswer | null>(null)

  useEffect(() => {
    if (photoId === null) return undefined
    let isStale = false
    const read = () => {
      client
        .request('photos.details', { photoId })
        .then((details) => !isStale && setAnswer({ photoId, details, problem: null }))
        .catch((error: unknown) => {
          if (!isStale) setAnswer({ photoId, details: null, problem: toPlainError(error).message })
        })
    }
    read()
    const stop = onOwnDataChange(read)
    return () => {
      isStale = true
      stop()
    }
  }, [photoId])

  return photoId === null ? null : answer
}
