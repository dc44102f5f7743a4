import type { RequestName } from '../../src-preload/contract/index.ts'
import { backupFolder } from './catalog/backup/backup-folder.ts'
import { backUpInto } from './catalog/backup/backup.ts'
import { ownWriting } from './own-writing.ts'
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
  const own = ownWriting(rooms)

  return {
    'photos.hide': async ({ photoIds, hidden }) => {
      const changed = await own(() => catalog.photos.setHidden(photoIds, hidden))
      rooms.findable.invalidate()
      return { changed }
    },
    'photos.mark': ({ photoIds, favourite, rating }) =>
      own(() => {
        const liked = favourite === undefined ? 0 : catalog.marks.setFavourite(photoIds, favourite)
        const rated = rating === undefined ? 0 : catalog.marks.setRating(photoIds, rating)
        return { changed: Math.max(liked, rated) }
      }),
    'photos.tag': ({ photoIds, add, remove }) =>
      own(() => ({ changed: catalog.tags.change(photoIds, add, remove) })),
    'tags.list': () => catalog.tags.list(),

    'collections.list': () => catalog.collections.list(),
    'collections.create': ({ name, photoIds }) => own(() => catalog.collections.create(name, photoIds)),
    'collections.rename': ({ collectionId, name }) =>
      own(() => catalog.collections.rename(collectionId, name)),
    'collections.remove': ({ collectionId }) =>
      own(() => {
        catalog.collections.remove(collectionId)
        return null
      }),
    'collections.change': ({ collectionId, add, remove }) =>
      own(() => ({ changed: catalog.collections.change(collectionId, add, remove) })),

    'library.backup': () => backUpInto(catalog, backupFolder(catalog.file), new Date()),
  }
}
