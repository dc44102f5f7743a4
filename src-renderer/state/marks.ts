import { photoFlags } from '../../src-preload/contract/photos.ts'
import { client } from '../api/index.ts'
import { inPieces } from '../lib/in-pieces.ts'
import { showsFavourites } from '../lib/shows-only.ts'
import type { RatingWish } from '../lib/stars.ts'
import { withFlag } from '../lib/targets.ts'
import { t } from '../strings/index.ts'
import { ask, askAfterMarking } from './ask.ts'
import { confirmMany, isMany } from './confirm.ts'
import { readProgress } from './library.ts'
import { sayError } from './notices.ts'
import { readOwnData } from './own-data.ts'
import { dispatch, usePhotos } from './photos.ts'
import { doneInSight, sayDone } from './steps.ts'

/** Whether all of these photos are favourites. */
export function areFavourites(photoIds: readonly number[]): boolean {
  return countFavourites(photoIds) === photoIds.length
}

function countFavourites(photoIds: readonly number[]): number {
  const photos = usePhotos.getState().query.shown?.photos
  return photos ? withFlag(photos, photoIds, photoFlags.favourite).length : 0
}

/** What F did last to photos of which some were favourites: again it means the way back, and both are one step. */
let toggled: { readonly photoIds: readonly number[]; readonly stepId: number; readonly atMs: number } | null =
  null
const sameToggleMs = 60_000

/**
 * All become favourites, unless all are: then none is. Which ones were is lost to the eye by the first press, so that both
 * presses are undone at once and give it back.
 */
export async function toggleFavourite(photoIds: readonly number[]): Promise<void> {
  if (photoIds.length === 0) return
  const again =
    toggled !== null && performance.now() - toggled.atMs < sameToggleMs && sameIds(toggled.photoIds, photoIds)
      ? toggled
      : null
  const favourites = countFavourites(photoIds)
  const isMixed = favourites > 0 && favourites < photoIds.length
  try {
    const stepId = await setFavourite(photoIds, favourites < photoIds.length, again?.stepId)
    const isKept = stepId !== null && (again !== null || isMixed)
    toggled = isKept ? { photoIds, stepId, atMs: performance.now() } : null
  } catch (error) {
    sayError(error)
  }
}

function sameIds(some: readonly number[], others: readonly number[]): boolean {
  const known = new Set(some)
  return some.length === others.length && others.every((id) => known.has(id))
}

/** Gives the step that takes it back; null when nothing changed, or the person thought better of it. */
export async function setFavourite(
  photoIds: readonly number[],
  favourite: boolean,
  partOf?: number,
): Promise<number | null> {
  if (isMany(photoIds)) {
    const question = t.questions.favourite(photoIds.length, favourite)
    if (!(await confirmMany(photoIds, { question }))) return null
  }
  showFavourite(photoIds, favourite)
  const { stepId } = await inPieces(photoIds, partOf, (ids, part) =>
    client.request('photos.mark', { photoIds: ids, favourite, ...part }),
  ).catch((error: unknown) => {
    void ask()
    throw error
  })
  const { favourited, unfavourited } = t.marks
  if (favourite && photoIds.length === 1) doneInSight()
  else sayDone((favourite ? favourited : unfavourited)(photoIds.length), stepId)
  await readMarks()
  return stepId
}

/** Rates photos, or takes the person's rating away. */
export async function rate(photoIds: readonly number[], wish: RatingWish): Promise<void> {
  if (photoIds.length === 0) return
  const rating = wish.kind === 'rate' ? wish.rating : null
  try {
    if (isMany(photoIds)) {
      const question = t.questions.rate(photoIds.length, rating)
      if (!(await confirmMany(photoIds, { question }))) return
    }
    const { stepId } = await inPieces(photoIds, undefined, (ids, part) =>
      client.request('photos.mark', { photoIds: ids, rating, ...part }),
    )
    const count = photoIds.length
    sayDone(rating === null ? t.marks.ratingTaken(count) : t.marks.rated(count, rating), stepId)
    await readMarks()
  } catch (error) {
    sayError(error)
  }
}

/** On screen at once; the answer only confirms it. */
function showFavourite(photoIds: readonly number[], favourite: boolean): void {
  const question = usePhotos.getState().query.shown?.question
  const ids = new Set(photoIds)
  if (showsFavourites(question) && !favourite) dispatch({ kind: 'removed', photoIds: ids })
  else dispatch({ kind: 'flagged', photoIds: ids, flag: photoFlags.favourite, isSet: favourite })
}

async function readMarks(): Promise<void> {
  await Promise.all([readOwnData(), readProgress(), askAfterMarking()])
}
