import type { Database } from 'better-sqlite3'
import type { Changed, Manner } from './bring-back.ts'
import type { IdOf } from './bring-back-names.ts'
import { keptMarks } from './kept-for-photos.ts'
import { markWriter } from './photo-marks.ts'
import { photoFinder } from './photo-finder.ts'
import { linesOf, type PhotoLine, type UserData } from './user-data.ts'

/** How the rows of the copy are called in the catalog. */
export interface Names {
  readonly roots: IdOf
  readonly collections: IdOf
  /** The name of a tag. */
  readonly tags: (copyId: number) => string | undefined
}

/**
 * What was said of photos goes to the rows that they have; where a photo has none it is kept by its content, and where that
 * was never read, a row that waits to be read takes it.
 */
export function bringBackPhotos(
  db: Database,
  data: UserData,
  manner: Manner,
  names: Names,
  changed: Changed,
): void {
  const find = photoFinder(db, names.roots, manner)
  const marks = markWriter(db, manner, names)
  const kept = keptMarks(db, manner, names)
  const lines = linesOf(data, 'photo')
  const isExact = manner.kind === 'exact'
  const found = new Map<PhotoLine, number>()
  for (const line of lines) {
    const id = find.rowOf(line)
    if (id !== undefined) found.set(line, id)
  }
  if (manner.isSameMoment)
    for (const [line, at] of found) {
      const { id, changes } = find.putRight(at, line)
      found.set(line, id)
      changed.photos += changes
    }
  if (isExact) {
    changed.photos += marks.clearAllBut(new Set(found.values()))
    kept.clearAllBut(new Set(linesOf(data, 'kept').map(({ hash }) => hash)))
  }
  for (const line of linesOf(data, 'kept')) changed.photos += kept.put(line)
  for (const line of lines) {
    const id = found.get(line)
    if (id !== undefined) changed.photos += marks.give(id, line)
    else if (manner.kind === 'fill' && !manner.incomplete.has('photos')) continue
    else if (line.at.hash !== null) changed.photos += kept.keepFor(line)
    else changed.photos += find.addRow(line)
  }
}
