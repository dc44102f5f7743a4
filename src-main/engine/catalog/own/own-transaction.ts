import type { Database } from 'better-sqlite3'

/**
 * All of `work`'s changes to the person's own data, or none, and on the disk when it returns: with synchronous=FULL the
 * journal is flushed with the commit, so that not even a power cut takes a rating back. What reading a photo gives is
 * committed without that wait (NORMAL), because reading can bring it again. SQLite takes the setting only between
 * transactions, so within another one `work` is as durable as that.
 */
export function ownTransaction<T>(db: Database, work: () => T): T {
  if (db.inTransaction) return work()
  db.pragma('synchronous = FULL')
  try {
    return db.transaction(work).immediate()
  } finally {
    db.pragma('synchronous = NORMAL')
  }
}
