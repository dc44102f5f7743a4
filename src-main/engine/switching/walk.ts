import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Catalog } from '../catalog/catalog.ts'
import type { PhotoToEmbed, WalkPoint } from '../catalog/photos/photo-embedding.ts'

/** Goes through the photos that have no embedding in a space, newest first, a slice at a time. */
export interface Walk {
  /** Those found and not taken. */
  take(): PhotoToEmbed | undefined
  /** Looks further until something is found; false at the end. */
  look(): Promise<boolean>
  /** Begins at the newest photo again. */
  restart(): void
}

/** Some 5 ms. */
const sliceRows = 1_000

export function createWalk(catalog: Catalog, space: string, isSkipped: (photoId: number) => boolean): Walk {
  let found: PhotoToEmbed[] = []
  let point: WalkPoint | null = null
  let isAtEnd = false

  return {
    take: () => found.shift(),
    look: async () => {
      while (found.length === 0 && !isAtEnd) {
        const { photos, end } = catalog.photos.walkToEmbed(space, point, sliceRows)
        found = photos.filter(({ id }) => !isSkipped(id))
        point = end
        isAtEnd = end === null
        if (found.length === 0) await nextTurn()
      }
      return found.length > 0
    },
    restart: () => {
      found = []
      point = null
      isAtEnd = false
    },
  }
}
