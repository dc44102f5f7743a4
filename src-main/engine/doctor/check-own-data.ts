import type { Rooms } from '../rooms.ts'
import { fine, wrong, type Finding } from './finding.ts'

/** What the person said, and what belongs together, points at rows that are there. */
export function checkOwnData({ catalog, writable }: Rooms, repair: boolean): Finding {
  const faults = catalog.references.faults()
  if (faults === 0) {
    return fine(
      'own data',
      `Ratings, tags, collections and pairs are in order.${keptFor(catalog.references.keptMarks())}`,
    )
  }
  const found = `${faults.toLocaleString('en')} entries of tags, collections or pairs point at what is not there`
  if (!repair) return wrong('own data', `${found}; run sightline doctor --repair.`)
  writable()
  catalog.references.mend()
  return wrong('own data', `${found}; they were put in order.`, catalog.references.faults() === 0)
}

function keptFor(photos: number): string {
  if (photos === 0) return ''
  return photos === 1
    ? ' What you said of one photo that is not here now is kept for it.'
    : ` What you said of ${photos.toLocaleString('en')} photos that are not here now is kept for them.`
}
