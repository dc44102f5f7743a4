import Database, { type Database as Db } from 'better-sqlite3'
import { backupFolder, listBackups } from '../backup/backup-folder.ts'
import { copyRows, type CopiedTable } from './copy-rows.ts'

/** What could be saved from a damaged catalog. */
export interface Rescue {
  readonly photos: number
  readonly embeddings: number
  /** Photos of which the person had said something, those that are kept by their content included. */
  readonly marked: number
  readonly collections: number
  /** The backup that it came from, when the damaged file could not be read at all. */
  readonly backup: string | null
  readonly complete: boolean
}

/** The start of the app waits for this; a library of 100,000 photos takes about 15 s. */
const longestMs = 45_000

/**
 * Fills a new catalog with what can be read from the damaged one, and where that is nothing, from the newest backup. The
 * scan that follows finds what is not true any more.
 */
export function rescue(db: Db, damagedFile: string, catalogFile: string): Rescue | null {
  const endMs = performance.now() + longestMs
  const first = rescueFrom(db, damagedFile, endMs)
  if (first && first.photos > 0) return { ...first, backup: null }
  for (const backup of listBackups(backupFolder(catalogFile))) {
    const second = rescueFrom(db, backup, endMs)
    if (second && second.photos > 0) return { ...second, backup }
  }
  return first && { ...first, backup: null }
}

const tables: readonly CopiedTable[] = [
  { name: 'roots', key: 'id' },
  { name: 'photos', key: 'id', accept: ({ content_hash: hash }) => hash === null || isHash(hash) },
  { name: 'embeddings', key: 'id', accept: ({ vector }) => isUnitVector(vector) },
  { name: 'tags', key: 'id' },
  { name: 'photo_tags', key: 'photo_id' },
  { name: 'collections', key: 'id' },
  { name: 'collection_photos', key: 'collection_id' },
  { name: 'settings', key: null },
  { name: 'saved_searches', key: 'id' },
  { name: 'recent_searches', key: null },
  { name: 'query_pictures', key: null },
]
const keptMarks: CopiedTable = {
  name: 'kept_marks',
  key: null,
  accept: ({ content_hash: hash }) => isHash(hash),
}

function rescueFrom(db: Db, file: string, endMs: number): Omit<Rescue, 'backup'> | null {
  let from: Db | undefined
  try {
    from = new Database(file, { readonly: true, fileMustExist: true })
    const source = from
    const version = source.pragma('user_version', { simple: true }) as number
    const here = db.pragma('user_version', { simple: true }) as number
    if (version < 1 || version > here) return null
    return db.transaction(() => {
      // Rows come in the order of tables; what refers to a row that is lost is put right before the end.
      db.pragma('defer_foreign_keys = ON')
      const wanted = tables.filter(({ name }) => version >= (sinceVersion.get(name) ?? 2))
      const copied = new Map(wanted.map((table) => [table.name, copyRows(source, db, table, endMs)]))
      mendReferences(db)
      const kept = version > 1 ? copyRows(source, db, keptMarks, endMs) : { rows: 0, lost: 0 }
      const lost = [...copied.values(), kept].reduce((sum, table) => sum + table.lost, 0)
      return { ...countsOf(db), complete: lost === 0 }
    })()
  } catch {
    return null
  } finally {
    from?.close()
  }
}

/** Others came with version 2. */
const sinceVersion = new Map([
  ...['roots', 'photos', 'embeddings', 'settings'].map((name) => [name, 1] as const),
  ...['saved_searches', 'recent_searches', 'query_pictures'].map((name) => [name, 4] as const),
])

/**
 * A photo whose folder is lost is forgotten in the usual way: what the person said of it is kept by its content and comes
 * back with it. A photo whose embedding is lost is read again.
 */
function mendReferences(db: Db): void {
  db.exec(`
    INSERT INTO roots (id, path, added_at_ms)
      SELECT DISTINCT root_id, 'lost:' || root_id, 0 FROM photos WHERE root_id NOT IN (SELECT id FROM roots);
    UPDATE photos SET companion_of = NULL WHERE companion_of NOT IN (SELECT id FROM photos);
    DELETE FROM embeddings WHERE photo_id NOT IN (SELECT id FROM photos);
    DELETE FROM photo_tags WHERE photo_id NOT IN (SELECT id FROM photos) OR tag_id NOT IN (SELECT id FROM tags);
    DELETE FROM collection_photos WHERE photo_id NOT IN (SELECT id FROM photos)
      OR collection_id NOT IN (SELECT id FROM collections);
    DELETE FROM roots WHERE path LIKE 'lost:%';
    UPDATE photos SET status = 'pending', reread = NULL WHERE status = 'indexed'
      AND id NOT IN (SELECT photo_id FROM embeddings);
  `)
}

function countsOf(db: Db): Omit<Rescue, 'backup' | 'complete'> {
  const count = (sql: string) => db.prepare(sql).pluck().get() as number
  return {
    photos: count('SELECT count(*) FROM photos'),
    embeddings: count('SELECT count(*) FROM embeddings'),
    marked: count(`SELECT (SELECT count(*) FROM kept_marks) + (SELECT count(*) FROM photos
      WHERE hidden_at_ms IS NOT NULL OR favourite_at_ms IS NOT NULL OR rating IS NOT NULL
        OR id IN (SELECT photo_id FROM photo_tags) OR id IN (SELECT photo_id FROM collection_photos))`),
    collections: count('SELECT count(*) FROM collections'),
  }
}

function isHash(value: unknown): boolean {
  return value instanceof Uint8Array && value.length === 32
}

function isUnitVector(value: unknown): boolean {
  if (!(value instanceof Uint8Array) || value.length === 0 || value.length % 4 !== 0) return false
  const view = new DataView(value.buffer, value.byteOffset, value.byteLength)
  let square = 0
  for (let at = 0; at < value.byteLength; at += 4) square += view.getFloat32(at, true) ** 2
  return Math.abs(square - 1) < 0.02
}
