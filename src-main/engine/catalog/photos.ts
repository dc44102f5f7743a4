import type { Database } from 'better-sqlite3'
import { photoDisk, type PhotoDisk } from './photo-disk.ts'
import { photoLists, type PhotoLists } from './photo-lists.ts'
import { photoQueue, type PhotoQueue } from './photo-queue.ts'

/** Everything about photo rows: what the disk says, what waits to be read, what is shown. */
export interface PhotoRows extends PhotoDisk, PhotoQueue, PhotoLists {}

export function photoRows(db: Database): PhotoRows {
  return { ...photoDisk(db), ...photoQueue(db), ...photoLists(db) }
}
