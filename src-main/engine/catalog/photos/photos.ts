import type { Database } from 'better-sqlite3'
import { photoAgain, type PhotoAgain } from './photo-again.ts'
import { photoCompany, type PhotoCompany } from './photo-company.ts'
import { photoDisk, type PhotoDisk } from './photo-disk.ts'
import { photoEmbedding, type PhotoEmbedding } from './photo-embedding.ts'
import { photoLeftOut, type PhotoLeftOut } from './photo-left-out.ts'
import { photoLists, type PhotoLists } from './photo-lists.ts'
import { photoMoves, type PhotoMoves } from './photo-moves.ts'
import { photoProblems, type PhotoProblems } from './photo-problems.ts'
import { photoQueue, type PhotoQueue } from './photo-queue.ts'
import { photoViews, type PhotoViews } from './photo-views.ts'

type Disk = PhotoDisk & PhotoMoves & PhotoCompany & PhotoLeftOut

/** Everything about photo rows: what the disk says, what waits to be read, what failed, what is shown. */
export interface PhotoRows
  extends Disk, PhotoQueue, PhotoProblems, PhotoLists, PhotoViews, PhotoEmbedding, PhotoAgain {}

export function photoRows(db: Database): PhotoRows {
  const disk: Disk = { ...photoDisk(db), ...photoMoves(db), ...photoCompany(db), ...photoLeftOut(db) }
  const shown = { ...photoLists(db), ...photoViews(db) }
  return {
    ...disk,
    ...photoQueue(db),
    ...photoProblems(db),
    ...shown,
    ...photoEmbedding(db),
    ...photoAgain(db),
  }
}
