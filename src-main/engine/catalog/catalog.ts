import { existsSync, statSync } from 'node:fs'
import Database from 'better-sqlite3'
import { CodedError } from '../../../src-preload/contract/index.ts'
import { collectionRows, type CollectionRows } from './own/collections.ts'
import { upgrade } from './backup/before-upgrade.ts'
import { isFull } from './backup/whole-file.ts'
import { copyOpen } from './backup/copy-open.ts'
import { embeddingRows, type EmbeddingRows } from './embeddings.ts'
import { keepingRoots, keepRoots, readKeptRoots } from './kept-roots.ts'
import { ownTransaction } from './own/own-transaction.ts'
import { searchRows, type SearchRows } from './own/searches.ts'
import { markRows, type MarkRows } from './own/marks.ts'
import { stepRows, type StepRows } from './own/steps/steps.ts'
import { damageError, isDamage, isSenseless } from './is-damage.ts'
import { damageOf, refuseNewer, strayPhoto, type SetAside } from './open.ts'
import { openReadOnly, whyNotWritable } from './read-only.ts'
import { photoRows, type PhotoRows } from './photos/photos.ts'
import { references, type References } from './references.ts'
import { finishRebuilding, rebuild } from './rebuild.ts'
import { factRows, type FactRows } from './search/fact-rows.ts'
import { textRows, type TextRows } from './search/text-rows.ts'
import { schemaDamage } from './schema/mend-schema.ts'
import { schemaCare, type SchemaCare } from './schema/schema-care.ts'
import { rootRows, type RootRows } from './roots.ts'
import { settingRows, type SettingRows } from './settings.ts'
import { tagRows, type TagRows } from './own/tags.ts'
import { asItWas, bringBackAtStart, hasCopies, mendAltered, type BroughtBack } from './user-data/at-start.ts'
import type { Copy } from './user-data/copies.ts'
import { catalogId, nameCatalog, saidCount, type SaidCount } from './user-data/said-count.ts'

/** The truth: every photo, its metadata and embedding, in one SQLite file. */
export interface Catalog {
  /** Made with the catalog; caches that belong to another catalog are recognised by it. */
  readonly id: string
  readonly file: string
  /** Nothing can be written to it: its disk is read-only, or full to the last byte. */
  readonly isReadOnly: boolean
  readonly roots: RootRows
  readonly photos: PhotoRows
  readonly embeddings: EmbeddingRows
  readonly marks: MarkRows
  readonly tags: TagRows
  readonly collections: CollectionRows
  readonly searches: SearchRows
  /** What can be undone of all these. */
  readonly steps: StepRows
  readonly settings: SettingRows
  readonly references: References
  readonly facts: FactRows
  readonly texts: TextRows
  readonly schema: SchemaCare
  /** Set when a damaged catalog was found in its place and moved aside. */
  readonly setAside: SetAside | null
  /** Set when what the person said was brought back from a copy beside the catalog. */
  readonly broughtBack: BroughtBack | null
  /** How often the person has changed something; null where the count itself is damaged. */
  said(): SaidCount | null
  /** Where the catalog says something else than a copy of the same count of changes, the copy is right. */
  mendSaid(copy: Copy): BroughtBack | null
  /** All of `work`'s changes, or none. */
  transaction<T>(work: () => T): T
  /** The same for what the person said themselves: on the disk when it returns, whatever the power does. */
  ownTransaction<T>(work: () => T): T
  /** What SQLite's integrity_check says: 'ok' or its first complaints. */
  integrity(): string
  sizeBytes(): number
  /** Copies the catalog, open as it is, into a new file. Rejects with what the disk says. */
  copyTo(file: string): Promise<void>
  close(): void
}

export interface OpenOptions {
  /** For processes beside the indexing one: never sets a damaged catalog aside, needs one that is there. */
  readonly readonly?: boolean
}

/**
 * Opens the catalog, makes it when absent and brings it to the present schema. A damaged one is moved aside and a
 * new one begun with all that can be read from it, or from the newest backup. Throws `catalog-newer`, `data-folder-unusable`, `disk-full` (no room for the backup before
 * an upgrade), `not-found` (readonly).
 */
export function openCatalog(file: string, options: OpenOptions = {}): Catalog {
  refuseNewer(file)
  if (options.readonly) return openExisting(file)
  finishRebuilding(file)
  return openForWriting(file, damageOf(file))
}

function openForWriting(file: string, damage: string | null): Catalog {
  const isGone = !existsSync(file) && hasSomethingOf(file)
  const rebuilt = damage !== null || isGone ? rebuild(file, damage, Date.now()) : null
  let db: Database.Database | undefined
  let broughtBack = rebuilt?.broughtBack ?? null
  try {
    db = connect(file)
    upgrade(db, file, Date.now())
    nameCatalog(db)
    if (!rebuilt) {
      broughtBack = bringBackAtStart(db, file, asItWas)
      const stray = strayPhoto(file, db)
      if (stray !== null) throw damageError(stray)
    }
  } catch (error) {
    db?.close()
    // What a look at the structure does not show, an index that leads nowhere, shows when it is followed.
    const met = [error, (error as Error).cause].find(isDamage)
    if (met && !rebuilt) return openForWriting(file, (met as Error).message)
    throw error
  }
  const catalog = wire(db, file, rebuilt?.setAside ?? null, broughtBack)
  for (const path of rebuilt?.setAside?.rootPaths ?? (isGone ? readKeptRoots(file) : []))
    catalog.roots.add(path)
  keepRoots(
    file,
    catalog.roots.list().map((root) => root.path),
  )
  return catalog
}

/** Of a catalog that is gone: what it can be filled from again. */
function hasSomethingOf(file: string): boolean {
  return hasCopies(file) || readKeptRoots(file).length > 0
}

function openExisting(file: string): Catalog {
  const sizeBytes = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  if (sizeBytes === 0 && hasCopies(file)) throw damaged(file, damageError('nothing is left of it'))
  if (!existsSync(file)) {
    throw new CodedError(
      'not-found',
      `There is no catalog at ${file} yet: add a folder first (sightline add DIR).`,
    )
  }
  if (whyNotWritable(file) !== null) return wire(openReadOnly(file), file, null, null)
  // Not SQLite's own read-only mode: a WAL catalog left by a killed process needs its journal replayed first.
  const db = connectOrRead(file)
  refuseDamaged(db, file)
  if (!db.readonly) upgrade(db, file, Date.now())
  return wire(db, file, null, null)
}

/** What a reader must not read by: only the engine that holds the data folder mends it. */
function refuseDamaged(db: Database.Database, file: string): void {
  try {
    const reason = schemaDamage(db)
    if (reason !== null) throw damageError(reason)
  } catch (error) {
    db.close()
    if (isSenseless(error)) throw damaged(file, damageError((error as Error).message))
    throw isDamage(error) ? damaged(file, error as Error) : error
  }
}

function damaged(file: string, cause: Error): CodedError {
  return new CodedError(
    'data-folder-unusable',
    `The catalog ${file} is damaged (${cause.message}); run \`sightline index\` or open Sightline, which sets it aside and builds a new one.`,
    { cause },
  )
}

/** A full disk has no room for what SQLite keeps beside a catalog that is open: it is read all the same. */
function connectOrRead(file: string): Database.Database {
  try {
    return connect(file)
  } catch (error) {
    const { cause } = error as Error
    if (!isFull(cause) && !String((cause as { code?: unknown }).code).startsWith('SQLITE_IOERR')) throw error
    return openReadOnly(file)
  }
}

/**
 * WAL with synchronous=NORMAL: a killed process loses nothing; a power cut can lose the last transactions, whose
 * photos are then read again, but never damages the file (sqlite.org/wal.html#performance_considerations). The
 * person's own data is written with FULL (own/own-transaction.ts).
 */
function connect(file: string): Database.Database {
  let db: Database.Database
  try {
    db = new Database(file, { timeout: 5_000 })
  } catch (error) {
    throw new CodedError(
      'data-folder-unusable',
      `The catalog ${file} could not be opened (${(error as Error).message}); check that the data folder is writable, or choose another.`,
      { cause: error },
    )
  }
  try {
    db.pragma('journal_mode = WAL')
  } catch (error) {
    db.close()
    if (isDamage(error)) throw damaged(file, error as Error)
    throw new CodedError(
      'data-folder-unusable',
      `The catalog ${file} cannot be read now (${(error as Error).message}); check the free space of its disk and its permissions, then try again.`,
      { cause: error },
    )
  }
  db.pragma('synchronous = NORMAL')
  db.pragma('foreign_keys = ON')
  db.pragma('temp_store = MEMORY')
  db.pragma('cache_size = -32000')
  return db
}

function wire(
  db: Database.Database,
  file: string,
  aside: SetAside | null,
  broughtBack: BroughtBack | null,
): Catalog {
  if (!db.readonly) nameCatalog(db)
  // First: others look into what it notes.
  const steps = stepRows(db)
  return {
    id: catalogId(db) as string,
    file,
    isReadOnly: db.readonly,
    roots: keepingRoots(rootRows(db), file),
    photos: photoRows(db),
    embeddings: embeddingRows(db),
    marks: markRows(db),
    tags: tagRows(db),
    collections: collectionRows(db),
    searches: searchRows(db),
    steps,
    settings: settingRows(db),
    references: references(db),
    facts: factRows(db),
    texts: textRows(db),
    schema: schemaCare(db),
    setAside: aside,
    broughtBack,
    said: () => saidCount(db),
    mendSaid: (copy) => mendAltered(db, copy),
    transaction: (work) => (db.inTransaction ? work() : db.transaction(work).immediate()),
    ownTransaction: (work) => ownTransaction(db, work),
    integrity: () => integrityOf(db),
    sizeBytes: () =>
      Number(db.pragma('page_count', { simple: true })) * Number(db.pragma('page_size', { simple: true })),
    copyTo: (copy) => copyOpen(db, copy),
    close: () => void (db.open && db.close()),
  }
}

function integrityOf(db: Database.Database): string {
  try {
    const said = db.pragma('integrity_check(3)') as { integrity_check: string }[]
    return said.map((row) => row.integrity_check).join('; ')
  } catch (error) {
    // Some damage ends the check itself.
    if (isDamage(error)) return (error as Error).message
    throw error
  }
}
