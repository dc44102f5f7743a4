import type { RequestName } from '../../src-preload/contract/index.ts'
import { backupFolder } from './catalog/backup/backup-folder.ts'
import { backUpInto } from './catalog/backup/backup.ts'
import { stepWriting } from './own-writing.ts'
import type { Rooms } from './rooms.ts'
import type { EngineHandlers } from './router.ts'
import { collecting, marking, tagging } from './step-labels.ts'

type OwnNames = Extract<
  RequestName,
  | 'photos.hide'
  | 'photos.mark'
  | 'photos.count-marks'
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
  const { collections } = catalog
  const step = stepWriting(rooms)

  return {
    'photos.hide': async ({ photoIds, hidden, partOf }) => {
      const { result, stepId } = await step(
        () => catalog.photos.setHidden(photoIds, hidden),
        () => ({ kind: hidden ? 'hide' : 'unhide' }),
        partOf,
      )
      rooms.findable.invalidate()
      return { changed: result, stepId }
    },
    'photos.mark': async ({ photoIds, favourite, rating, partOf }) => {
      const write = () => {
        const liked = favourite === undefined ? 0 : catalog.marks.setFavourite(photoIds, favourite)
        const rated = rating === undefined ? 0 : catalog.marks.setRating(photoIds, rating)
        return Math.max(liked, rated)
      }
      const { result, stepId } = await step(write, () => marking(favourite, rating), partOf)
      return { changed: result, stepId }
    },
    'photos.count-marks': ({ photoIds, tags, collectionId }) =>
      catalog.marks.count(photoIds, tags, collectionId),
    'photos.tag': async ({ photoIds, add, remove, partOf }) => {
      const write = () => catalog.tags.change(photoIds, add, remove)
      const { result, stepId } = await step(write, () => tagging(add, remove), partOf)
      return { changed: result, stepId }
    },
    'tags.list': () => catalog.tags.list(),

    'collections.list': () => collections.list(),
    'collections.create': async ({ name, photoIds }) => {
      const { result, stepId } = await step(
        () => collections.create(name, photoIds),
        () => ({ kind: 'create-collection', name }),
      )
      return { ...result, stepId }
    },
    'collections.rename': async ({ collectionId, name: to }) => {
      const name = collections.nameOf(collectionId) ?? ''
      const { result, stepId } = await step(
        () => collections.rename(collectionId, to),
        () => ({ kind: 'rename-collection', name, to }),
      )
      return { ...result, stepId }
    },
    'collections.remove': async ({ collectionId }) => {
      const name = collections.nameOf(collectionId) ?? ''
      const { stepId } = await step(
        () => collections.remove(collectionId),
        () => ({ kind: 'remove-collection', name }),
      )
      return { stepId }
    },
    'collections.change': async ({ collectionId, add, remove, partOf }) => {
      const { result, stepId } = await step(
        () => collections.change(collectionId, add, remove),
        () => collecting(collections.nameOf(collectionId) ?? '', add, remove),
        partOf,
      )
      return { changed: result, stepId }
    },

    'library.backup': () => backUpInto(catalog, backupFolder(catalog.file), new Date()),
  }
}
