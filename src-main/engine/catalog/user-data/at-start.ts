import type { Database } from 'better-sqlite3'
import { isNearly } from '../flipped.ts'
import { damageError } from '../is-damage.ts'
import { keptRootsOf } from '../kept-roots.ts'
import { ownTransaction } from '../own/own-transaction.ts'
import { changesBeside, identityIn, unknownIdentity, type Identity } from '../rescue/identity.ts'
import type { KnownRoot } from '../rescue/rescue.ts'
import { bringBack, isNothing, type Changed, type Manner } from './bring-back.ts'
import { listCopies, type Copy } from './copies.ts'
import { checkCopy, headerOf, readCopy } from './read-copy.ts'
import { catalogId, countOnFrom, renameCatalog, saidCount } from './said-count.ts'
import { isSaid, saidDigests } from './said-digest.ts'
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
  // A count that is damaged, and stands beside no copy, would never fit one again.
  if (!saidCount(db)) whereThereIsRoom(() => countOnFrom(db, 1))
  return back
}

function compareAtStart(db: Database, catalogFile: string, state: CatalogState): BroughtBack | null {
  const source = state.source ?? (state.isNew ? unknownIdentity : identityIn(db))
  const isOther = state.isNew || state.source !== null
  const [latest] = copiesOf(catalogFile, source.id)
  if (!latest) return null
  if (!isOther) {
    const changes = changesBeside(source, latest.header.changes)
    // Its copies are not read through for this: none of them says more.
    if (changes !== null && changes > latest.header.changes) return null
    whereThereIsRoom(() => nameAsCopied(db, changes, latest.header))
    if (changes === latest.header.changes && latest.copy.sizeBytes > comparedAtOnceBytes) return null
  }
  const found = newestOf(catalogFile, source.id)
  if (!found) return null
  const { copy, header } = found
  const changes = changesBeside(source, header.changes)
  if (!isOther && changes === header.changes) return whereThereIsRoom(() => mendAltered(db, copy))
  if (!isOther && changes !== null && changes > header.changes) return null
  const data = readCopy(copy.path)
  if (!data) return null
  const kind = kindOf(state, source, changes, data.header)
  const isSameMoment = kind === 'exact' && changes === data.header.changes
  const manner: Manner = {
    kind,
    isSameMoment,
    incomplete: new Set(state.incomplete),
    removedRoots: isSameMoment ? new Set() : removedRoots(catalogFile, data),
  }
  const why = state.isNew ? 'gone' : state.source ? 'damaged' : 'older'
  // A new catalog that was not filled would be taken for one of which nothing is said.
  return isOther ? brought(db, data, manner, why) : whereThereIsRoom(() => brought(db, data, manner, why))
}

/** Puts right what bits have flipped in the name of the catalog or in its count, by which a copy is known to be of it. */
function nameAsCopied(db: Database, changes: number | null, header: Header): void {
  if (catalogId(db) !== header.catalogId) renameCatalog(db, header.catalogId)
  if (!saidCount(db) && changes === header.changes) countOnFrom(db, changes)
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
export function mendAltered(db: Database, copy: Copy): BroughtBack | null {
  const checked = checkCopy(copy.path)
  if (!checked || isSaid(saidDigests(db), checked.trailer)) return null
  const data = readCopy(copy.path)
  // A person may have changed something between a comparison in the background and now.
  if (!data || saidCount(db)?.changes !== data.header.changes) return null
  // None was removed since: that counts as a change. The list beside the catalog may have taken a flipped path from it.
  const manner: Manner = {
    kind: 'exact',
    isSameMoment: true,
    incomplete: new Set(),
    removedRoots: new Set(),
  }
  return brought(db, data, manner, 'altered')
}

interface CopyOf {
  readonly copy: Copy
  readonly header: Header
}

/**
 * The copies of one catalog, the newest first, or all copies where the catalog is not known. Only their headers were read.
 * An id in which bits have flipped is that of the copies to which it is near.
 */
export function copiesOf(catalogFile: string, id: string | null): CopyOf[] {
  const copies = listCopies(catalogFile).flatMap((copy) => {
    const header = headerOf(copy.path)
    return header && (id === null || isNearly(header.catalogId, id)) ? [{ copy, header }] : []
  })
  // The count of one catalog only grows, whatever clocks do.
  return id === null ? copies : copies.toSorted((a, b) => b.header.changes - a.header.changes)
}

/** The newest copy that is whole, of one catalog or of any. Reads all of it. */
export function newestOf(catalogFile: string, id: string | null): CopyOf | null {
  return copiesOf(catalogFile, id).find(({ copy }) => checkCopy(copy.path) !== null) ?? null
}

function kindOf(
  state: CatalogState,
  source: Identity,
  changes: number | null,
  header: Header,
): Manner['kind'] {
  if (state.isNew) return 'exact'
  if (source.id === null || changes === null) return 'prefer'
  return changes <= header.changes ? 'exact' : 'fill'
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
