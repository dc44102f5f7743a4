import type { Rooms } from '../rooms.ts'
import { fine, wrong, type Finding } from './finding.ts'

/** Whether names, titles and keywords are found as they stand in the rows. */
export function checkTexts({ catalog, writable }: Rooms, repair: boolean): Finding {
  if (catalog.isReadOnly && catalog.texts.isInOrder())
    return fine(
      'texts',
      'The index of names and texts is whole; whether it fits the photos is told where the library can be written.',
    )
  if (catalog.texts.isInOrder())
    return fine('texts', 'The names and texts of photos are indexed as they are.')
  if (!repair)
    return wrong(
      'texts',
      'The index of names and texts does not fit the photos; run sightline doctor --repair.',
    )
  writable()
  catalog.texts.rebuild()
  return wrong(
    'texts',
    'The index of names and texts did not fit the photos; it was built anew.',
    catalog.texts.isInOrder(),
  )
}
