import { useEffect, useState } from 'react'
import type { Tag } from '../../../src-preload/contract/library.ts'
import { client } from '../../api/index.ts'
import { countTags } from '../../lib/tag-suggestions.ts'
import { sayError } from '../../state/notices.ts'
import { onOwnDataChange } from '../../state/own-data.ts'

/** Tags are looked up for so many photos of a selection. */
export const mostLookedUp = 300
/** A selection that is still growing under Shift and the arrows is not looked up at every step. */
const restMs = 150

/** The tags of the chosen photos, each with how many of them bear it. */
export function useChosenTags(chosen: ReadonlySet<number>): readonly Tag[] {
  const [tags, setTags] = useState<readonly Tag[]>([])

  useEffect(() => {
    let isStale = false
    const look = async () => {
      const photoIds = [...chosen].slice(0, mostLookedUp)
      const details = await Promise.all(
        photoIds.map((photoId) => client.request('photos.details', { photoId })),
      )
      if (!isStale) setTags(countTags(details))
    }
    const read = () => void look().catch(sayError)
    const rest = setTimeout(read, restMs)
    const stop = onOwnDataChange(read)
    return () => {
      isStale = true
      stop()
      clearTimeout(rest)
    }
  }, [chosen])

  return tags
}
