import type { Collection } from '../../src-preload/contract/library.ts'
import { toPlainError } from '../../src-preload/contract/errors.ts'
import { client } from '../api/index.ts'
import { inPieces, mostAtOnce } from '../lib/in-pieces.ts'
import { t } from '../strings/index.ts'
import { ask, askAfterMarking, showView } from './ask.ts'
import { confirmMany, isMany } from './confirm.ts'
import { doneId, say, sayError } from './notices.ts'
import { readOwnData } from './own-data.ts'
import { dispatch, usePhotos } from './photos.ts'
import { sayDone } from './steps.ts'

/** Gives why it could not be done, or null. */
export async function createCollection(name: string, photoIds: readonly number[]): Promise<string | null> {
  try {
    const first = photoIds.slice(0, mostAtOnce)
    const { stepId, ...collection } = await client.request('collections.create', { name, photoIds: first })
    await change(collection.id, 'add', photoIds.slice(mostAtOnce), stepId ?? undefined)
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
    const renamed = await client.request('collections.rename', { collectionId: collection.id, name })
    await readOwnData()
    sayDone(t.collections.renamed(collection.name, renamed.name), renamed.stepId)
    return null
  } catch (error) {
    return toPlainError(error).message
  }
}

/** `isAsked`: the person saw how many photos it is, and chose the collection for them. */
export async function addToCollection(
  collection: Collection,
  photoIds: readonly number[],
  isAsked = false,
): Promise<void> {
  if (photoIds.length === 0) return
  const { id: collectionId, name } = collection
  try {
    if (isMany(photoIds) && !isAsked) {
      const question = t.questions.collect(photoIds.length, name)
      if (!(await confirmMany(photoIds, { collectionId, question }))) return
    }
    const { changed, stepId } = await change(collectionId, 'add', photoIds)
    sayDone(t.collections.added(changed, photoIds.length - changed, name), stepId)
    await readOwnData()
    await (showsCollection(collectionId) ? ask() : askAfterMarking())
  } catch (error) {
    sayError(error)
  }
}

export async function takeFromCollection(collection: Collection, photoIds: readonly number[]): Promise<void> {
  const { id: collectionId, name } = collection
  try {
    if (isMany(photoIds)) {
      const question = t.questions.takeOut(photoIds.length, name)
      if (!(await confirmMany(photoIds, { collectionId, question }))) return
    }
    const { stepId } = await change(collectionId, 'remove', photoIds)
    if (showsCollection(collectionId)) dispatch({ kind: 'removed', photoIds: new Set(photoIds) })
    sayDone(t.collections.taken(photoIds.length, name), stepId)
    await Promise.all([readOwnData(), askAfterMarking()])
  } catch (error) {
    sayError(error)
  }
}

export async function removeCollection(collection: Collection): Promise<void> {
  try {
    const { stepId } = await client.request('collections.remove', { collectionId: collection.id })
    await readOwnData()
    sayDone(t.collections.removed(collection.name), stepId)
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

function change(collectionId: number, how: 'add' | 'remove', photoIds: readonly number[], partOf?: number) {
  return inPieces(photoIds, partOf, (ids, part) =>
    client.request('collections.change', { collectionId, [how]: ids, ...part }),
  )
}
