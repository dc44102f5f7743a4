import { existsSync } from 'node:fs'
import { pathOf, pictureOf } from '../pictures.ts'
import type { Rooms } from '../rooms.ts'
import { checkThumbnails } from '../upkeep/janitor.ts'
import { fine, wrong, type Finding } from './finding.ts'

/** Every photo has its thumbnail; what belongs to none is cleared away by a repair. */
export async function checkPictures(rooms: Rooms, repair: boolean): Promise<Finding> {
  const { missing: without, useless } = await checkThumbnails(
    rooms.catalog,
    rooms.thumbnails,
    repair ? 'all' : null,
  )
  const missing = without.filter((hash) => isFileThere(rooms, hash))
  // Edited photos and killed processes leave some behind: they take room and do no harm.
  if (missing.length === 0 && (useless === 0 || !repair))
    return fine('thumbnails', `${inOrder(without.length)}${leftOver(useless)}`)
  const found = `${missing.length} thumbnails are missing and ${useless} files belong to no photo`
  if (!repair) return wrong('thumbnails', `${found}; run sightline doctor --repair.`)
  await remake(rooms, missing)
  // What was made may not have come to lie where it belongs.
  const after = await checkThumbnails(rooms.catalog, rooms.thumbnails, null)
  const left = after.missing.filter((hash) => isFileThere(rooms, hash)).length
  if (left === 0 && after.useless === 0)
    return wrong('thumbnails', `${found}; they were made again and cleaned up.`, true)
  if (left === 0) return wrong('thumbnails', `${found}; ${after.useless} files could not be deleted.`)
  return wrong(
    'thumbnails',
    `${found}; ${left} could not be made again because their photos cannot be read now, or nothing can be written to ${rooms.thumbnails.dir}.`,
  )
}

/** A photo whose file is gone or away cannot have its thumbnail made: that is as it must be until the file is back. */
function isFileThere({ catalog }: Rooms, hash: Uint8Array): boolean {
  const photoId = catalog.photos.byContent(hash)
  const row = photoId === undefined ? undefined : catalog.photos.detail(photoId)
  return row !== undefined && row.missing === 0 && existsSync(pathOf(row))
}

function leftOver(files: number): string {
  return files === 0
    ? ''
    : ` ${files.toLocaleString('en')} more belong to no photo; sightline doctor --repair clears them away.`
}

function inOrder(waiting: number): string {
  if (waiting === 0) return 'Every photo has its thumbnail.'
  return `Every photo whose file is there has its thumbnail; ${waiting} more will be made when their files are back.`
}

async function remake(rooms: Rooms, missing: readonly Uint8Array[]): Promise<void> {
  for (const hash of missing) {
    const photoId = rooms.catalog.photos.byContent(hash)
    if (photoId === undefined) continue
    // What could not be made is counted afterwards.
    await pictureOf(photoId, 'thumbnail', rooms).catch(() => undefined)
  }
}
