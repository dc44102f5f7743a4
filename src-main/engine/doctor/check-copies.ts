import { newestOf } from '../catalog/user-data/at-start.ts'
import { listCopies } from '../catalog/user-data/copies.ts'
import { checkCopy } from '../catalog/user-data/read-copy.ts'
import { isSaid, saidDigestsBeside } from '../catalog/user-data/said-digest.ts'
import type { Rooms } from '../rooms.ts'
import { fine, wrong, type Finding } from './finding.ts'

/** An engine that runs writes a copy within a minute of a change. */
const oldestMs = 5 * 60_000

/** What the person said is kept a second time, whole, as new as the catalog, and says the same. */
export async function checkCopies({ catalog, userData }: Rooms, repair: boolean): Promise<Finding> {
  const problem = await problemOf(catalog)
  if (problem === null) {
    const copies = listCopies(catalog.file)
    const [newest] = copies
    if (!newest)
      return fine('copies', 'Nothing has been said yet that would be kept beside the catalog a second time.')
    const at = new Date(newest.savedAtMs).toISOString().slice(0, 16).replace('T', ' ')
    const count = copies.length === 1 ? 'one copy' : `${copies.length} copies`
    return fine(
      'copies',
      `What you said of your photos is kept beside the catalog too: ${count}, the newest of ${at} UTC.`,
    )
  }
  if (!repair || !userData) return wrong('copies', `${problem}; run sightline doctor --repair.`)
  await userData.renew()
  return wrong('copies', `${problem}; a new copy was written.`, (await problemOf(catalog)) === null)
}

async function problemOf(catalog: Rooms['catalog']): Promise<string | null> {
  const [newest] = listCopies(catalog.file)
  const broken = newest && checkCopy(newest.path) === null
  if (broken) return `The newest copy of what you said, ${newest.path}, is damaged`
  const said = catalog.said()
  if (!said) return 'The count of what you said is damaged'
  const own = newestOf(catalog.file, catalog.id)
  if (own?.header.changes === said.changes) {
    const { digests, changes } = await saidDigestsBeside(catalog.file)
    const copied = checkCopy(own.copy.path)
    const isSame = changes !== said.changes || (copied !== null && isSaid(digests, copied.trailer))
    return isSame ? null : 'The catalog says something else than the copy of what you said'
  }
  const isLate = Date.now() - said.changedAtMs > oldestMs
  return isLate ? 'The newest copy of what you said is older than your latest changes' : null
}
