import type { Collection } from '../../src-preload/contract/library.ts'
import { toPlainError } from '../../src-preload/contract/errors.ts'
import { client } from '../api/index.ts'
import { chunksOf } from '../lib/chunks.ts'
import { t } from '../strings/index.ts'
import { ask, askAfterMarking, showView } from './ask.ts'
import { doneId, say, sayError } from './notices.ts'
import { readOwnData } from './own-data.ts'
import { dispatch, usePhotos } from './photos.ts'

/** The contract's limit for one request. */
const mostAtOnce = 100_000

/** Gives why it could not be done, or null. */
export async function createCollection(name: string, photoIds: readonly number[]): Promise<string | null> {
  try {
    const [first = [], ...others] = chunksOf(photoIds, mostAtOnce)
    const collection = await client.request('collections.create', { name, photoIds: first })
    for (const ids of others) await change(collection.id, { add: ids })
    await readOwnData()
    say({
      id: doneId,
      level: 'info',
      message: t.collections.created(collection.name, photoIds.length),
      action: { label: t.collections.show, run: () => showCollection(collection.id) },
    })
    return null
  } catch (error) {
    return toPlainError(error).message
  }
}

export async function renameCollection(collection: Collection, name: string): Promise<string | null> {
  try {
    await client.request('collections.rename', { collectionId: collection.id, name })
    await readOwnData()
    return null
  } catch (error) {
    return toPlainError(error).message
  }
}

export async function addToCollection(collection: Collection, photoIds: readonly number[]): Promise<void> {
  if (photoIds.length === 0) return
  try {
    // Those that were there before stay when this is undone.
    const there = new Set(await photosOf(collection.id))
    const added = photoIds.filter((id) => !there.has(id))
    await changeAll(collection.id, 'add', photoIds)
    const undo = { label: t.undo, run: () => void undoing(collection.id, 'remove', added) }
    say({
      id: doneId,
      level: 'info',
      message: t.collections.added(added.length, photoIds.length - added.length, collection.name),
      ...(added.length > 0 ? { action: undo } : {}),
    })
    await readOwnData()
    await (showsCollection(collection.id) ? ask() : askAfterMarking())
  } catch (error) {
    sayError(error)
  }
}

export async function takeFromCollection(collection: Collection, photoIds: readonly number[]): Promise<void> {
  try {
    await changeAll(collection.id, 'remove', photoIds)
    if (showsCollection(collection.id)) dispatch({ kind: 'removed', photoIds: new Set(photoIds) })
    const undo = () => void undoing(collection.id, 'add', photoIds)
    say({
      id: doneId,
      level: 'info',
      message: t.collections.taken(photoIds.length, collection.name),
      action: { label: t.undo, run: undo },
    })
    await Promise.all([readOwnData(), askAfterMarking()])
  } catch (error) {
    sayError(error)
  }
}

export async function removeCollection(collection: Collection): Promise<void> {
  try {
    await client.request('collections.remove', { collectionId: collection.id })
    await readOwnData()
    say({ level: 'info', message: t.collections.removed(collection.name) })
    if (showsCollection(collection.id)) showView({ kind: 'all' })
  } catch (error) {
    sayError(error)
  }
}

export const showCollection = (collectionId: number) => showView({ kind: 'collection', collectionId })

/** The collection that is on screen; null when something else is. */
export function shownCollectionId(): number | null {
  const question = usePhotos.getState().query.shown?.question
  const isCollection = question?.kind === 'browse' && question.view.kind === 'collection'
  return isCollection ? question.view.collectionId : null
}

const showsCollection = (collectionId: number) => shownCollectionId() === collectionId

async function photosOf(collectionId: number): Promise<readonly number[]> {
  const { ids } = await client.request('photos.list', { view: { kind: 'collection', collectionId } })
  return ids
}

async function undoing(
  collectionId: number,
  how: 'add' | 'remove',
  photoIds: readonly number[],
): Promise<void> {
  try {
    await changeAll(collectionId, how, photoIds)
    await Promise.all([ask(), readOwnData()])
  } catch (error) {
    sayError(error)
  }
}

async function changeAll(
  collectionId: number,
  how: 'add' | 'remove',
  photoIds: readonly number[],
): Promise<void> {
  for (const ids of chunksOf(photoIds, mostAtOnce)) await change(collectionId, { [how]: ids })
}

function change(collectionId: number, what: { readonly add?: number[]; readonly remove?: number[] }) {
  return client.request('collections.change', { collectionId, ...what })
}
