import Database, { type Database as Db } from 'better-sqlite3'
import { backupFolder, listBackups } from '../backup/backup-folder.ts'
import { compareSchema } from '../schema/known-schema.ts'
import { copiedTables, keptMarks } from './copied-tables.ts'
import { copyRaw } from './copy-raw.ts'
import { copyRows } from './copy-rows.ts'
import { identityIn, identityOf, type Identity } from './identity.ts'
import { openPages } from './raw/pages.ts'
import { rawRows } from './raw/raw-rows.ts'

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
  /** Tables from which rows were lost. */
  readonly incomplete: readonly string[]
  /** Which catalog it was, as far as that could be read. */
  readonly source: Identity
}

/** A folder as it is known from elsewhere, under the id that photos name it by. */
export interface KnownRoot {
  readonly id: number
  readonly path: string
  readonly rules: string
  readonly minSidePx: number
}

/** The start of the app waits for this; a library of 100,000 photos takes about 15 s. */
const longestMs = 45_000

/**
 * Fills a new catalog with what can be read from the damaged one, and where that is nothing, from the newest backup. The
 * scan that follows finds what is not true any more. `rootsOf`: the folders of a catalog, known from elsewhere, for the day
 * when only they cannot be read.
 */
export function rescue(
  db: Db,
  damagedFile: string,
  catalogFile: string,
  rootsOf: (catalog: Identity) => readonly KnownRoot[] = () => [],
): Rescue | null {
  const endMs = performance.now() + longestMs
  const first = rescueFrom(db, damagedFile, endMs, rootsOf)
  if (first && first.photos > 0) return { ...first, backup: null }
  for (const backup of listBackups(backupFolder(catalogFile))) {
    const second = rescueFrom(db, backup, endMs, rootsOf)
    if (second && second.photos > 0) return { ...second, backup }
  }
  return first && { ...first, backup: null }
}

function rescueFrom(
  db: Db,
  file: string,
  endMs: number,
  rootsOf: (catalog: Identity) => readonly KnownRoot[],
): Omit<Rescue, 'backup'> | null {
  try {
    return db.transaction(() => {
      // Rows come in the order of tables; what refers to a row that is lost is put right before the end.
      db.pragma('defer_foreign_keys = ON')
      const bySqlite = throughSqlite(db, file, endMs)
      const found = bySqlite?.incomplete.length === 0 ? bySqlite : throughPages(db, file, endMs)
      const source = bySqlite?.source.id ? bySqlite.source : found.source
      addRoots(db, rootsOf(source))
      mendReferences(db)
      found.takeKept()
      return {
        ...countsOf(db),
        complete: found.incomplete.length === 0,
        incomplete: found.incomplete,
        source,
      }
    })()
  } catch {
    return null
  }
}

interface Found {
  /** Tables of which not all rows could be read. */
  readonly incomplete: readonly string[]
  readonly source: Identity
  /** What is kept for photos that are gone, which must not be given to rows that are deleted again. */
  takeKept(): void
}

/** Null where SQLite cannot open the file, or would read its tables by a schema that is not theirs. */
function throughSqlite(db: Db, file: string, endMs: number): Found | null {
  let from: Db | undefined
  try {
    from = new Database(file, { readonly: true, fileMustExist: true })
    const version = from.pragma('user_version', { simple: true }) as number
    const { missing, changed } = compareSchema(from, version)
    if ([...missing, ...changed].some(({ type }) => type === 'table')) return null
    const source = from
    const incomplete = copiedTables
      .filter(({ name }) => hasTable(source, name))
      .filter((table) => copyRows(source, db, table, endMs).lost > 0)
      .map(({ name }) => name)
    const kept = hasTable(source, keptMarks.name) ? allKept(source) : []
    return {
      incomplete: kept === null ? [...incomplete, keptMarks.name] : incomplete,
      source: identityIn(source),
      takeKept: () => void copyRaw(db, keptMarks, kept ?? []),
    }
  } catch {
    return null
  } finally {
    from?.close()
  }
}

function hasTable(db: Db, name: string): boolean {
  return db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?").get(name) !== undefined
}

type KeptRow = Readonly<Record<'content_hash' | 'marks' | 'kept_at_ms', string | number | Buffer>>

function allKept(db: Db): KeptRow[] | null {
  try {
    return db.prepare('SELECT content_hash, marks, kept_at_ms FROM kept_marks').all() as KeptRow[]
  } catch {
    return null
  }
}

/** Reads the pages themselves, and adds what is not there yet. */
function throughPages(db: Db, file: string, endMs: number): Found {
  const pages = openPages(file)
  try {
    const rows = rawRows(pages, endMs)
    const incomplete: string[] = []
    const noting = <T>(name: string, read: () => T, isWhole: (read: T) => boolean = () => true): T => {
      const before = rows.broken()
      const answer = read()
      if (rows.broken() > before || !isWhole(answer)) incomplete.push(name)
      return answer
    }
    for (const table of copiedTables)
      noting(
        table.name,
        () => copyRaw(db, table, rows.of(table.name)),
        ({ refused }) => refused === 0,
      )
    const kept = noting(keptMarks.name, () => [...rows.of(keptMarks.name)])
    const source = identityOf(rows)
    for (const table of copiedTables) copyRaw(db, table, rows.astray(table.name))
    kept.push(...rows.astray(keptMarks.name))
    return { incomplete, source, takeKept: () => void copyRaw(db, keptMarks, kept) }
  } finally {
    pages.close()
  }
}

function addRoots(db: Db, roots: readonly KnownRoot[]): void {
  const add = db.prepare(
    `INSERT OR IGNORE INTO roots (id, path, rules, min_side_px, added_at_ms) SELECT @id, @path, @rules, @minSidePx, 0
     WHERE EXISTS (SELECT 1 FROM photos WHERE root_id = @id)`,
  )
  const renumber = db.prepare(
    `UPDATE roots SET id = @id WHERE path = @path AND id <> @id AND id NOT IN (SELECT root_id FROM photos)
       AND NOT EXISTS (SELECT 1 FROM roots WHERE id = @id) AND EXISTS (SELECT 1 FROM photos WHERE root_id = @id)`,
  )
  for (const root of roots) {
    // A bit has flipped in its number, by which photos name it.
    renumber.run({ id: root.id, path: root.path })
    add.run(root)
  }
}

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

function countsOf(db: Db): Omit<Rescue, 'backup' | 'complete' | 'incomplete' | 'source'> {
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
