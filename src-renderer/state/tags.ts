import { client } from '../api/index.ts'
import { chunksOf } from '../lib/chunks.ts'
import { t } from '../strings/index.ts'
import { ask, askAfterMarking } from './ask.ts'
import { doneId, say, sayError } from './notices.ts'
import { readOwnData } from './own-data.ts'
import { dispatch, usePhotos } from './photos.ts'

/** The contract's limit for one request. */
const mostAtOnce = 100_000

/** Gives photos tags. False when it could not be done, so that what was typed is kept. */
export async function addTags(photoIds: readonly number[], names: readonly string[]): Promise<boolean> {
  if (photoIds.length === 0 || names.length === 0) return false
  try {
    await send(photoIds, { add: [...names] })
    if (photoIds.length > 1) say({ id: doneId, level: 'info', message: t.tags.added(photoIds.length, names) })
    await Promise.all([readOwnData(), askAfterMarking()])
    return true
  } catch (error) {
    sayError(error)
    return false
  }
}

/** Takes a tag from photos; Undo gives it back to those that bore it. */
export async function removeTag(photoIds: readonly number[], name: string): Promise<void> {
  try {
    const bearers = await thoseWith(photoIds, name)
    await send(photoIds, { remove: [name] })
    if (showsTag(name)) dispatch({ kind: 'removed', photoIds: new Set(photoIds) })
    const undo = () =>
      void send(bearers, { add: [name] })
        .then(() => Promise.all([ask(), readOwnData()]))
        .catch(sayError)
    say({
      id: doneId,
      level: 'info',
      message: t.tags.removed(bearers.length, name),
      action: { label: t.undo, run: undo },
    })
    await Promise.all([readOwnData(), askAfterMarking()])
  } catch (error) {
    sayError(error)
  }
}

async function thoseWith(photoIds: readonly number[], name: string): Promise<readonly number[]> {
  // The tag stood on the one photo; hidden photos are in no list of a tag.
  if (photoIds.length === 1) return photoIds
  const { ids } = await client.request('photos.list', { view: { kind: 'tag', tag: name } })
  const wanted = new Set(photoIds)
  return ids.filter((id) => wanted.has(id))
}

async function send(
  photoIds: readonly number[],
  change: { readonly add?: string[]; readonly remove?: string[] },
): Promise<void> {
  for (const ids of chunksOf(photoIds, mostAtOnce)) {
    await client.request('photos.tag', { photoIds: ids, ...change })
  }
}

function showsTag(name: string): boolean {
  const question = usePhotos.getState().query.shown?.question
  return question?.kind === 'browse' && question.view.kind === 'tag' && question.view.tag === name
}
