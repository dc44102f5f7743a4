import type { Database } from 'better-sqlite3'
import { photoDisk, type PhotoDisk } from './photo-disk.ts'
import { photoLists, type PhotoLists } from './photo-lists.ts'
import { photoProblems, type PhotoProblems } from './photo-problems.ts'
import { photoQueue, type PhotoQueue } from './photo-queue.ts'
import { photoViews, type PhotoViews } from './photo-views.ts'

/** Everything about photo rows: what the disk says, what waits to be read, what failed, what is shown. */
export interface PhotoRows extends PhotoDisk, PhotoQueue, PhotoProblems, PhotoLists, PhotoViews {}

export function photoRows(db: Database): PhotoRows {
  return { ...photoDisk(db), ...photoQueue(db), ...photoProblems(db), ...photoLists(db), ...photoViews(db) }
}
