import { photoFlags } from '../../src-preload/contract/photos.ts'
import { client } from '../api/index.ts'
import { chunksOf } from '../lib/chunks.ts'
import { showsFavourites } from '../lib/shows-only.ts'
import type { RatingWish } from '../lib/stars.ts'
import { withFlag } from '../lib/targets.ts'
import { t } from '../strings/index.ts'
import { ask, askAfterMarking } from './ask.ts'
import { readProgress } from './library.ts'
import { doneId, say, sayError } from './notices.ts'
import { readOwnData } from './own-data.ts'
import { dispatch, usePhotos } from './photos.ts'

/** The contract's limit for one request. */
const mostAtOnce = 100_000
/** Ratings of so many photos are looked up before they are overwritten, so that it can be undone. */
const mostRemembered = 500

/** Whether all of these photos are favourites. */
export function areFavourites(photoIds: readonly number[]): boolean {
  const photos = usePhotos.getState().query.shown?.photos
  return photos !== undefined && withFlag(photos, photoIds, photoFlags.favourite).length === photoIds.length
}

export async function toggleFavourite(photoIds: readonly number[]): Promise<void> {
  if (photoIds.length > 0) await setFavourite(photoIds, !areFavourites(photoIds)).catch(sayError)
}

export async function setFavourite(photoIds: readonly number[], favourite: boolean): Promise<void> {
  const photos = usePhotos.getState().query.shown?.photos
  // Only those that really change are changed back by Undo.
  const were = photos ? withFlag(photos, photoIds, photoFlags.favourite) : []
  showFavourite(photoIds, favourite)
  await sendFavourite(photoIds, favourite).catch((error: unknown) => {
    void ask()
    throw error
  })
  if (favourite) return readMarks()
  const undo = () =>
    void sendFavourite(were, true)
      .then(() => Promise.all([ask(), readMarks()]))
      .catch(sayError)
  const action = were.length > 0 ? { action: { label: t.undo, run: undo } } : {}
  say({ id: doneId, level: 'info', message: t.marks.unfavourited(photoIds.length), ...action })
  return readMarks()
}

/** Rates photos, or takes the person's rating away. */
export async function rate(photoIds: readonly number[], wish: RatingWish): Promise<void> {
  if (photoIds.length === 0) return
  const rating = wish.kind === 'rate' ? wish.rating : null
  try {
    const before = await ratingsOf(photoIds)
    await sendRating(photoIds, rating)
    const undo = () =>
      void Promise.all([...(before ?? [])].map(([own, ids]) => sendRating(ids, own)))
        .then(readMarks)
        .catch(sayError)
    say({
      id: doneId,
      level: 'info',
      message:
        rating === null ? t.marks.ratingTaken(photoIds.length) : t.marks.rated(photoIds.length, rating),
      ...(before ? { action: { label: t.undo, run: undo } } : {}),
    })
    await readMarks()
  } catch (error) {
    sayError(error)
  }
}

/** Photos by the rating that the person gave them before; null when they are too many to look up. */
async function ratingsOf(photoIds: readonly number[]): Promise<Map<number | null, number[]> | null> {
  if (photoIds.length > mostRemembered) return null
  const all = await Promise.all(photoIds.map((photoId) => client.request('photos.details', { photoId })))
  const before = new Map<number | null, number[]>()
  for (const { id, rating, ratingFrom } of all) {
    const own = ratingFrom === 'person' ? rating : null
    before.set(own, [...(before.get(own) ?? []), id])
  }
  return before
}

/** On screen at once; the answer only confirms it. */
function showFavourite(photoIds: readonly number[], favourite: boolean): void {
  const question = usePhotos.getState().query.shown?.question
  const ids = new Set(photoIds)
  if (showsFavourites(question) && !favourite) dispatch({ kind: 'removed', photoIds: ids })
  else dispatch({ kind: 'flagged', photoIds: ids, flag: photoFlags.favourite, isSet: favourite })
}

async function sendFavourite(photoIds: readonly number[], favourite: boolean): Promise<void> {
  for (const ids of chunksOf(photoIds, mostAtOnce)) {
    await client.request('photos.mark', { photoIds: ids, favourite })
  }
}

async function sendRating(photoIds: readonly number[], rating: number | null): Promise<void> {
  for (const ids of chunksOf(photoIds, mostAtOnce)) {
    await client.request('photos.mark', { photoIds: ids, rating })
  }
}

async function readMarks(): Promise<void> {
  await Promise.all([readOwnData(), readProgress(), askAfterMarking()])
}
