import type { Database } from 'better-sqlite3'

/** 16 MB of pages at a time, so that the process that copies answers meanwhile. */
const pagesAtOnce = 4_096
/** SQLite begins anew when another process writes meanwhile; after so many times all is copied in one go. */
const patience = 3
const allPages = 2 ** 31 - 1

/** Copies a database that is in use (SQLite's online backup). Rejects with what the disk says. */
export async function copyOpen(db: Database, file: string): Promise<void> {
  let left = Infinity
  let restarts = 0
  await db.backup(file, {
    progress: ({ remainingPages }) => {
      if (remainingPages > left) restarts += 1
      left = remainingPages
      return restarts < patience ? pagesAtOnce : allPages
    },
  })
}
