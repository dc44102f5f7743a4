import { client } from '../api/index.ts'
import { inPieces } from '../lib/in-pieces.ts'
import { t } from '../strings/index.ts'
import { askAfterMarking } from './ask.ts'
import { confirmMany, isMany } from './confirm.ts'
import { sayError } from './notices.ts'
import { readOwnData } from './own-data.ts'
import { dispatch, usePhotos } from './photos.ts'
import { doneInSight, sayDone } from './steps.ts'

/** Gives photos tags. False when it was not done, so that what was typed is kept. */
export async function addTags(photoIds: readonly number[], names: readonly string[]): Promise<boolean> {
  if (photoIds.length === 0 || names.length === 0) return false
  try {
    if (isMany(photoIds)) {
      const question = t.questions.tag(photoIds.length, names)
      if (!(await confirmMany(photoIds, { tags: names, question }))) return false
    }
    const { stepId } = await send(photoIds, { add: [...names] })
    if (photoIds.length === 1) doneInSight()
    else sayDone(t.tags.added(photoIds.length, names), stepId)
    await Promise.all([readOwnData(), askAfterMarking()])
    return true
  } catch (error) {
    sayError(error)
    return false
  }
}

export async function removeTag(photoIds: readonly number[], name: string): Promise<void> {
  try {
    if (isMany(photoIds)) {
      const question = t.questions.untag(photoIds.length, name)
      if (!(await confirmMany(photoIds, { tags: [name], question }))) return
    }
    const { changed, stepId } = await send(photoIds, { remove: [name] })
    if (showsTag(name)) dispatch({ kind: 'removed', photoIds: new Set(photoIds) })
    sayDone(t.tags.removed(changed, name), stepId)
    await Promise.all([readOwnData(), askAfterMarking()])
  } catch (error) {
    sayError(error)
  }
}

function send(photoIds: readonly number[], change: { readonly add?: string[]; readonly remove?: string[] }) {
  return inPieces(photoIds, undefined, (ids, part) =>
    client.request('photos.tag', { photoIds: ids, ...change, ...part }),
  )
}

function showsTag(name: string): boolean {
  const question = usePhotos.getState().query.shown?.question
  return question?.kind === 'browse' && question.view.kind === 'tag' && question.view.tag === name
}
