import { statSync } from 'node:fs'
import { backupFolder, listBackups } from '../catalog/backup/backup-folder.ts'
import { backupDamage } from '../catalog/backup/backup-damage.ts'
import type { Rooms } from '../rooms.ts'
import { fine, wrong, type Finding } from './finding.ts'

/** A backup that cannot be restored is none. */
export function checkBackups({ catalog }: Rooms): Finding {
  const backups = listBackups(backupFolder(catalog.file))
  const broken = backups.flatMap((path) => {
    const damage = backupDamage(path)
    return damage === null ? [] : [`${path} (${damage})`]
  })
  if (broken.length > 0) {
    return wrong(
      'backups',
      `These backups cannot be restored: ${broken.join(', ')}; delete them and make a new one.`,
    )
  }
  const [newest] = backups
  if (newest === undefined)
    return fine('backups', 'There are no backups yet; sightline backup FILE makes one.')
  const day = new Date(statSync(newest).mtimeMs).toISOString().slice(0, 10)
  const count = backups.length === 1 ? '1 backup' : `${backups.length} backups`
  return fine('backups', `${count} can be restored, the newest of ${day}.`)
}
