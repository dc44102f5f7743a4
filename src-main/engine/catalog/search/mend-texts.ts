import type { Database } from 'better-sqlite3'

/** Whether a complaint of SQLite's is about the full-text index alone, which is made of the rows and can be again. */
export function isOfTexts(complaint: string): boolean {
  return complaint.includes('photo_texts')
}

/** Builds a damaged full-text index anew. Throws what SQLite says when that cannot be done. */
export function mendTexts(db: Database): void {
  db.exec("INSERT INTO photo_texts (photo_texts) VALUES ('rebuild')")
}
