import type { PhotoAction } from '../../src-preload/contract/photos.ts'
import { client } from '../api/index.ts'
import { chunksOf } from '../lib/chunks.ts'
import { inPieces, mostAtOnce } from '../lib/in-pieces.ts'
import { showsOnly } from '../lib/shows-only.ts'
import { targetsAt } from '../lib/targets.ts'
import { t } from '../strings/index.ts'
import { addToSearch, ask, searchLike } from './ask.ts'
import { confirmMany, isMany } from './confirm.ts'
import { readProgress, readRoots, useLibrary } from './library.ts'
import { areFavourites, setFavourite } from './marks.ts'
import { say, sayError } from './notices.ts'
import { dispatch, usePhotos } from './photos.ts'
import { openRegion } from './region.ts'
import { rememberSearch } from './searches.ts'
import { sayDone } from './steps.ts'
import { closeViewer, openMenu } from './ui.ts'

/** Does to photos what a menu, a key or a button chose. Actions for one photo take the first. */
export async function act(action: PhotoAction, photoIds: readonly number[]): Promise<void> {
  const photoId = photoIds[0]
  if (photoId === undefined) return
  try {
    switch (action) {
      case 'open':
        await client.request('photos.open', { photoId })
        rememberSearch()
        break
      case 'reveal':
        await client.request('photos.reveal', { photoId })
        break
      case 'copy-path':
        await copyPath(photoId)
        break
      case 'similar':
        closeViewer()
        searchLike({ kind: 'photo', photoId })
        break
      case 'add-to-search':
        closeViewer()
        addToSearch(`similar:${photoId}`)
        break
      case 'search-part':
        openRegion({ kind: 'photo', photoId })
        break
      case 'less-like':
        closeViewer()
        addToSearch(`-similar:${photoId}`)
        break
      case 'read-again':
        await readAgain(photoIds)
        break
      case 'favourite':
      case 'unfavourite':
        await setFavourite(photoIds, action === 'favourite')
        break
      case 'hide':
        await setHidden(photoIds, true)
        break
      case 'unhide':
        await setHidden(photoIds, false)
        break
      default:
        break
    }
  } catch (error) {
    sayError(error)
  }
}

/** Shows a photo's menu: the host's own where it has one, else the window's at that point. */
export async function showPhotoMenu(photoId: number, x: number, y: number): Promise<void> {
  if (!useLibrary.getState().host?.nativeMenus) return openMenu({ kind: 'photo', photoId, x, y })
  try {
    const { action } = await client.request('photos.menu', {
      photoId,
      hidden: showsHidden(),
      favourite: areFavourites(targetsOf('favourite', photoId)),
    })
    if (action) await act(action, targetsOf(action, photoId))
  } catch (error) {
    sayError(error)
  }
}

const forMany: ReadonlySet<PhotoAction> = new Set([
  'hide',
  'unhide',
  'favourite',
  'unfavourite',
  'read-again',
])

/** A menu on one of several chosen photos marks, removes or reads all of them; other actions are for that photo. */
export function targetsOf(action: PhotoAction, photoId: number): readonly number[] {
  return forMany.has(action) ? targetsAt(usePhotos.getState().selection, photoId) : [photoId]
}

/** Whether the photos on screen are the hidden ones. */
export function showsHidden(): boolean {
  return showsOnly(usePhotos.getState().query.shown?.question, 'hidden')
}

async function setHidden(photoIds: readonly number[], hidden: boolean): Promise<void> {
  if (isMany(photoIds)) {
    const question = t.questions.hide(photoIds.length, hidden)
    if (!(await confirmMany(photoIds, { question }))) return
  }
  // Gone from the screen at once; the answer only confirms it.
  dispatch({ kind: 'removed', photoIds: new Set(photoIds) })
  const { stepId } = await inPieces(photoIds, undefined, (ids, part) =>
    client.request('photos.hide', { photoIds: ids, hidden, ...part }),
  ).catch((error: unknown) => {
    void ask()
    throw error
  })
  sayDone(hidden ? t.actions.hidden(photoIds.length) : t.actions.unhidden(photoIds.length), stepId)
  await Promise.all([readRoots(), readProgress()])
}

async function readAgain(photoIds: readonly number[]): Promise<void> {
  let sum = 0
  for (const ids of chunksOf(photoIds, mostAtOnce))
    sum += (await client.request('photos.read-again', { photoIds: ids })).queued
  say({ level: 'info', message: t.actions.readingAgain(sum) })
  await readProgress()
}

async function copyPath(photoId: number): Promise<void> {
  const { path, copied } = await client.request('photos.copy-path', { photoId })
  if (!copied) {
    const written = await navigator.clipboard.writeText(path).then(
      () => true,
      () => false,
    )
    if (!written) return say({ level: 'warning', message: t.actions.notCopied(path) })
  }
  say({ level: 'info', message: t.actions.copied })
}
