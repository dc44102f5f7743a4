import Database from 'better-sqlite3'
import { schemaVersion } from '../migrations.ts'

/** Says why a backup could not be restored, or null. Reads all of it; changes nothing. */
export function backupDamage(file: string): string | null {
  let db: Database.Database | undefined
  try {
    db = new Database(file, { readonly: true, fileMustExist: true })
    const version = db.pragma('user_version', { simple: true }) as number
    if (version < 1) return 'not a catalog of Sightline'
    if (version > schemaVersion) return null
    const found = db.pragma('quick_check(1)', { simple: true })
    if (found !== 'ok') return String(found)
    db.prepare('SELECT count(*) FROM roots').get()
    db.prepare('SELECT count(*) FROM photos').get()
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  } finally {
    db?.close()
  }
}
