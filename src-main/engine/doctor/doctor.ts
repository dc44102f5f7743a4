import { checkBackups } from './check-backups.ts'
import { checkCatalog } from './check-catalog.ts'
import { checkCopies } from './check-copies.ts'
import { checkOwnData } from './check-own-data.ts'
import { checkPictures } from './check-pictures.ts'
import { checkPlaces } from './check-places.ts'
import { checkRoots } from './check-roots.ts'
import { checkSchema } from './check-schema.ts'
import { checkTexts } from './check-texts.ts'
import { checkEmbeddings, checkIndex, checkModel } from './check-vectors.ts'
import type { Finding } from './finding.ts'
import type { Rooms } from '../rooms.ts'

export type { Finding } from './finding.ts'

export interface DoctorReport {
  /** Nothing is wrong, or everything that was has been mended. */
  readonly ok: boolean
  readonly findings: readonly Finding[]
}

/**
 * Checks catalog, own data, its copies, texts, backups, thumbnails, vectors, model and roots against each other; with `repair` mends what can
 * be mended.
 */
export async function diagnose(rooms: Rooms, repair: boolean): Promise<DoctorReport> {
  if (repair) rooms.writable()
  const findings = [
    ...checkPlaces(rooms, repair),
    checkCatalog(rooms),
    ...checkSchema(rooms, repair),
    checkOwnData(rooms, repair),
    checkBackups(rooms),
    await checkCopies(rooms, repair),
    checkTexts(rooms, repair),
    ...checkRoots(rooms),
    await checkModel(rooms),
    ...checkEmbeddings(rooms, repair),
    await checkIndex(rooms, repair),
    await checkPictures(rooms, repair),
  ]
  return { ok: findings.every((finding) => finding.ok || finding.repaired), findings }
}
