import { join } from 'node:path'
import { backUpInto } from './catalog/backup.ts'
import type { RequestName } from '../../src-preload/contract/index.ts'
import type { Rooms } from './rooms.ts'
import type { EngineHandlers } from './router.ts'

type OwnNames = Extract<
  RequestName,
  | 'photos.hide'
  | 'photos.mark'
  | 'photos.tag'
  | 'tags.list'
  | 'collections.list'
  | 'collections.create'
  | 'collections.rename'
  | 'collections.remove'
  | 'collections.change'
  | 'library.backup'
>

/** The person's own data: what they hid, liked, rated, tagged and put together. */
export function createOwnHandlers(rooms: Rooms): Pick<EngineHandlers, OwnNames> {
  const { catalog } = rooms
  const told = <T>(answer: T): T => {
    rooms.announcer.changed(true)
    return answer
  }

  return {
    'photos.hide': ({ photoIds, hidden }) => {
      const changed = catalog.photos.setHidden(photoIds, hidden)
      rooms.findable.invalidate()
      return told({ changed })
    },
    'photos.mark': ({ photoIds, favourite, rating }) =>
      catalog.transaction(() => {
        const liked = favourite === undefined ? 0 : catalog.marks.setFavourite(photoIds, favourite)
        const rated = rating === undefined ? 0 : catalog.marks.setRating(photoIds, rating)
        return told({ changed: Math.max(liked, rated) })
      }),
    'photos.tag': ({ photoIds, add, remove }) =>
      told({ changed: catalog.tags.change(photoIds, add, remove) }),
    'tags.list': () => catalog.tags.list(),

    'collections.list': () => catalog.collections.list(),
    'collections.create': ({ name, photoIds }) => told(catalog.collections.create(name, photoIds)),
    'collections.rename': ({ collectionId, name }) => told(catalog.collections.rename(collectionId, name)),
    'collections.remove': ({ collectionId }) => {
      catalog.collections.remove(collectionId)
      return told(null)
    },
    'collections.change': ({ collectionId, add, remove }) =>
      told({ changed: catalog.collections.change(collectionId, add, remove) }),

    'library.backup': () => backUpInto(catalog, join(rooms.dataDir, 'backups'), new Date()),
  }
}
