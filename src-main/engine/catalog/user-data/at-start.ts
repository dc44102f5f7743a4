import type { Database } from 'better-sqlite3'
import { damageError } from '../is-damage.ts'
import { keptRootsOf } from '../kept-roots.ts'
import { ownTransaction } from '../own/own-transaction.ts'
import { unknownIdentity, type Identity } from '../rescue/identity.ts'
import type { KnownRoot } from '../rescue/rescue.ts'
import { bringBack, isNothing, type Changed, type Manner } from './bring-back.ts'
import { listCopies, type Copy } from './copies.ts'
import { checkCopy, headerOf, readCopy } from './read-copy.ts'
import { catalogId, countOnFrom, saidCount } from './said-count.ts'
import { saidDigest } from './said-digest.ts'
import { linesOf, type Header, type UserData } from './user-data.ts'

/** What was brought back from a copy of the person's own data. */
export interface BroughtBack {
  readonly savedAtMs: number
  readonly changed: Changed
  /** `gone`: there was no catalog; `damaged`: it was set aside; `older`: it had lost changes; `altered`: bits had flipped. */
  readonly why: 'gone' | 'damaged' | 'older' | 'altered'
}

/** What became of the catalog before. */
export interface CatalogState {
  /** There was none, or nothing could be read of it. */
  readonly isNew: boolean
  /** The damaged catalog that this one was filled from; null: it is the one that was there. */
  readonly source: Identity | null
  readonly incomplete: readonly string[]
}

/** The catalog is the one that was there. */
export const asItWas: CatalogState = { isNew: false, source: null, incomplete: [] }

/** Copies of more bytes are compared in the background: this is 20,000 photos, and 0.3 s. */
export const comparedAtOnceBytes = 512 * 1_024

/**
 * Compares the catalog with the newest copy of what the person said, and brings back what the catalog has lost. A catalog
 * that is newer than the copy is right, and one that is another catalog (a restored backup) has nothing to do with it.
 */
export function bringBackAtStart(db: Database, catalogFile: string, state: CatalogState): BroughtBack | null {
  const back = compareAtStart(db, catalogFile, state)
  // A count that is damaged would never fit a copy again.
  if (!saidCount(db)) whereThereIsRoom(() => countOnFrom(db, 1))
  return back
}

function compareAtStart(db: Database, catalogFile: string, state: CatalogState): BroughtBack | null {
  const own = { id: catalogId(db) ?? null, changes: saidCount(db)?.changes ?? null }
  const source = state.source ?? (state.isNew ? unknownIdentity : own)
  const found = newestOf(catalogFile, source.id)
  if (!found) return null
  const { copy, header } = found
  const isOther = state.isNew || state.source !== null
  if (!isOther && source.changes !== null && source.changes > header.changes) return null
  if (!isOther && source.changes === header.changes) {
    if (copy.sizeBytes > comparedAtOnceBytes) return null
    return whereThereIsRoom(() => mendAltered(db, catalogFile, copy))
  }
  const data = readCopy(copy.path)
  if (!data) return null
  const kind = kindOf(state, source, data.header)
  const manner: Manner = {
    kind,
    incomplete: new Set(state.incomplete),
    removedRoots: removedRoots(catalogFile, data),
  }
  const why = state.isNew ? 'gone' : state.source ? 'damaged' : 'older'
  // A new catalog that was not filled would be taken for one of which nothing is said.
  return isOther ? brought(db, data, manner, why) : whereThereIsRoom(() => brought(db, data, manner, why))
}

/** A disk that is full or cannot be written is no reason not to start: the next start does it. */
function whereThereIsRoom<T>(work: () => T): T | null {
  try {
    return work()
  } catch (error) {
    if (/^SQLITE_(FULL|IOERR|READONLY)/.test(String((error as { code?: unknown }).code))) return null
    throw error
  }
}

/**
 * A bit that flips in what the person said shows to nobody: SQLite finds nothing wrong. Where the count of changes is that
 * of the copy and what is said is not, the copy is right.
 */
export function mendAltered(db: Database, catalogFile: string, copy: Copy): BroughtBack | null {
  const checked = checkCopy(copy.path)
  if (!checked || saidDigest(db) === checked.trailer.said) return null
  const data = readCopy(copy.path)
  // A person may have changed something between a comparison in the background and now.
  if (!data || saidCount(db)?.changes !== data.header.changes) return null
  const removed = removedRoots(catalogFile, data)
  const manner: Manner = { kind: 'exact', incomplete: new Set(), removedRoots: removed }
  return brought(db, data, manner, 'altered')
}

/** The newest copy that is whole, of one catalog or of any. */
export function newestOf(
  catalogFile: string,
  id: string | null,
): { readonly copy: Copy; readonly header: Header } | null {
  const copies = listCopies(catalogFile).flatMap((copy) => {
    const header = headerOf(copy.path)
    return header && (id === null || header.catalogId === id) ? [{ copy, header }] : []
  })
  // The count of one catalog only grows, whatever clocks do.
  if (id !== null) copies.sort((a, b) => b.header.changes - a.header.changes)
  return copies.find(({ copy }) => checkCopy(copy.path) !== null) ?? null
}

function kindOf(state: CatalogState, source: Identity, header: Header): Manner['kind'] {
  if (state.isNew) return 'exact'
  if (source.id === null || source.changes === null) return 'prefer'
  return source.changes <= header.changes ? 'exact' : 'fill'
}

/** A row and the indexes of it are not altered alike. Throws SQLITE_CORRUPT where rows contradict each other. */
function renewIndexes(db: Database): void {
  try {
    db.exec('REINDEX')
  } catch (error) {
    if (String((error as { code?: unknown }).code).startsWith('SQLITE_CONSTRAINT'))
      throw damageError((error as Error).message)
    throw error
  }
}

function brought(db: Database, data: UserData, manner: Manner, why: BroughtBack['why']): BroughtBack | null {
  const before = saidCount(db)?.changes ?? 0
  const changed = ownTransaction(db, () => {
    if (why === 'altered') renewIndexes(db)
    const done = bringBack(db, data, manner)
    if (!isNothing(done) || why === 'older')
      countOnFrom(db, Math.max(before, data.header.changes, saidCount(db)?.changes ?? 0) + 1)
    return done
  })
  return isNothing(changed) ? null : { savedAtMs: data.header.savedAtMs, changed, why }
}

/** The list of folders beside the catalog is written with each change: what is gone from a newer one was removed. */
function removedRoots(catalogFile: string, data: UserData): ReadonlySet<string> {
  const list = keptRootsOf(catalogFile)
  if (!list || list.writtenAtMs <= data.header.savedAtMs) return new Set()
  const there = new Set(list.folders)
  return new Set(
    data.lines.flatMap((line) => (line.kind === 'root' && !there.has(line.path) ? [line.path] : [])),
  )
}

/** The folders of a catalog, for the day when only they cannot be read of it. */
export function knownRoots(catalogFile: string, { id }: Identity): readonly KnownRoot[] {
  const found = id === null ? null : newestOf(catalogFile, id)
  const data = found && readCopy(found.copy.path)
  return data ? linesOf(data, 'root') : []
}

/** Whether there is anything from which a catalog that is gone could be filled again. */
export function hasCopies(catalogFile: string): boolean {
  return listCopies(catalogFile).length > 0
}
