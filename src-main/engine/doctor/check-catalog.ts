import { suspect } from '../catalog/suspicion.ts'
import type { Rooms } from '../rooms.ts'
import { fine, wrong, type Finding } from './finding.ts'

/** What SQLite itself says of the file. */
export function checkCatalog({ catalog }: Rooms): Finding {
  if (catalog.setAside) {
    return wrong(
      'catalog',
      `The catalog was damaged and has been kept as ${catalog.setAside.file}; run sightline index to fill the new one.`,
      true,
    )
  }
  const said = catalog.integrity()
  if (said !== 'ok') {
    suspect(catalog.file)
    return wrong(
      'catalog',
      `SQLite found damage (${said}); close Sightline and start it again to have it rebuilt.`,
    )
  }
  const readOnly = catalog.isReadOnly
    ? ' Nothing can be written to it now: its disk is read-only or full, or you may not.'
    : ''
  const { photos, embedded, pending, failed } = catalog.photos.counts()
  return fine(
    'catalog',
    `The catalog is intact: ${photos} photos, ${embedded} embedded, ${pending} waiting, ${failed} could not be read.${readOnly}`,
  )
}
