import { setImmediate as nextTurn } from 'node:timers/promises'
import type { QueryFilter, SearchFacets, SortOrder } from '../../../../src-preload/contract/index.ts'
import type { Catalog } from '../../catalog/catalog.ts'
import type { Places } from '../places/places.ts'
import { findFacets } from './facets.ts'
import { bit, factColumns, findableMask } from './fact-columns.ts'
import { filterTest } from './filter-test.ts'
import { photoMask, type PhotoMask } from './photo-mask.ts'
import { photoOrder } from './photo-order.ts'
import { photoPlaces } from './photo-places.ts'

export interface WantedFilter {
  readonly filter: QueryFilter
  readonly isExcluded: boolean
}

/**
 * What filters ask of the photos, in memory. A cache of the catalog that follows every change of it: each answer is as the
 * catalog is at that moment, but for changes of a transaction that is still open.
 */
export interface Facts {
  /** Photos that may be shown: indexed and wanted, neither hidden nor missing. */
  readonly size: number
  /** Another number after every change, and whenever `add` or `invalidate` was called. */
  readonly revision: number
  has(photoId: number): boolean
  /** How many of the photos that may be shown are also what `is` says. */
  count(is: (photoId: number) => boolean): number
  /** A photo was indexed, or embedded anew. */
  add(photoId: number): void
  /** Rows came, changed or went. */
  invalidate(): void
  /**
   * The photos that meet all filters, of those that may be shown; `is:missing` and `is:hidden` bring in those that are so.
   * The same filters give the same mask until something changes.
   */
  select(filters: readonly WantedFilter[]): PhotoMask
  /** A new array. `newest` and `oldest` by date and then id, `name` by file name, numbers in it by their value. */
  order(ids: Iterable<number>, order: Exclude<SortOrder, 'relevance'>): number[]
  /**
   * To be awaited before `select`: finds out where photos were taken, in slices that hold nothing up, if a filter asks for
   * it. Gives why that cannot be told, one sentence, or null. `select` does the same on the spot.
   */
  prepare(filters: readonly WantedFilter[]): Promise<string | null>
  facets(): Promise<SearchFacets>
  /** Reads the catalog in slices that hold nothing up. Whoever asks before it is done waits for the rest of it. */
  load(): Promise<void>
  /** To be awaited before the catalog is closed. */
  stop(): Promise<void>
}

const sliceRows = 2_000
/** A mask of a million photos is 1 MB. */
const keptMasks = 16
/** Looking one up takes about 10 µs. */
const placesAtOnce = 500

export function createFacts(catalog: Catalog, places: Places): Facts {
  const rows = catalog.facts
  const columns = factColumns()
  const ofPhotos = photoPlaces(columns, places)
  const sources = { columns, rows, places: ofPhotos }
  const ordered = photoOrder(columns, rows)
  const masks = new Map<string, PhotoMask>()
  let facets: SearchFacets | null = null
  let revision = 0
  let loadedUpTo = 0
  let isLoaded = false
  let background: Promise<void> | null = null
  // Whether something may have changed since the last look: `has` is asked for each of many photos.
  let isStale = true
  const ended = new AbortController()

  rows.follow()
  let dataVersion = rows.dataVersion()

  function changed(): void {
    revision += 1
    masks.clear()
    facets = null
    ordered.forget()
  }

  function loadSlice(): void {
    if (loadedUpTo === 0) columns.reserve(rows.lastId() + 1)
    const found = rows.slice(loadedUpTo, sliceRows)
    for (const row of found) columns.put(row)
    isLoaded = found.length < sliceRows
    loadedUpTo = found.at(-1)?.id ?? loadedUpTo
  }

  function followSlice(): boolean {
    const changes = rows.takeChanges(sliceRows)
    for (const row of changes.rows) {
      columns.put(row)
      ofPhotos.forget(row.id)
    }
    for (const id of changes.gone) columns.drop(id)
    if (changes.rows.length > 0 || changes.gone.length > 0 || changes.marksChanged) changed()
    return changes.more
  }

  /** What another process changed is not noted here. */
  function lookForOthers(): void {
    const now = rows.dataVersion()
    if (now === dataVersion) return
    dataVersion = now
    columns.clear()
    ofPhotos.forgetAll()
    loadedUpTo = 0
    isLoaded = false
    changed()
  }

  function follow(): void {
    lookForOthers()
    while (!isLoaded) loadSlice()
    while (followSlice()) continue
    isStale = false
  }

  async function followInBackground(): Promise<void> {
    lookForOthers()
    while (!ended.signal.aborted && !isLoaded) {
      loadSlice()
      await nextTurn()
    }
    while (!ended.signal.aborted && followSlice()) await nextTurn()
  }

  function followSoon(): Promise<void> {
    isStale = true
    background ??= nextTurn()
      .then(followInBackground)
      // Whoever asks next meets the same trouble and is told of it.
      .catch(() => undefined)
      .finally(() => (background = null))
    return background
  }

  function isFindable(id: number): boolean {
    return ((columns.bits[id] ?? 0) & findableMask) === bit.known
  }

  async function findPlaces(): Promise<void> {
    follow()
    let slice = 0
    for (let id = 0; id < columns.length && !ended.signal.aborted; id += 1) {
      if (((columns.bits[id] as number) & bit.gps) === 0 || ofPhotos.isKnown(id)) continue
      if (slice === 0) await places.load()
      ofPhotos.cityOf(id)
      slice += 1
      if (slice % placesAtOnce === 0) await nextTurn()
    }
  }

  function computeMask(filters: readonly WantedFilter[]): PhotoMask {
    const allowed = findableMask & ~broughtIn(filters)
    const { bits, length } = columns
    const kept = new Uint8Array(length)
    for (let id = 0; id < length; id += 1) if (((bits[id] as number) & allowed) === bit.known) kept[id] = 1
    for (const { filter, isExcluded } of filters) {
      const test = filterTest(filter, sources)
      for (let id = 0; id < length; id += 1) if (kept[id] === 1 && test(id) === isExcluded) kept[id] = 0
    }
    return photoMask(kept)
  }

  return {
    get size() {
      follow()
      return columns.findable
    },
    get revision() {
      follow()
      return revision
    },
    has: (photoId) => {
      if (isStale) follow()
      return isFindable(photoId)
    },
    count: (is) => {
      follow()
      let count = 0
      for (let id = 0; id < columns.length; id += 1) if (isFindable(id) && is(id)) count += 1
      return count
    },
    add: () => {
      revision += 1
      void followSoon()
    },
    invalidate: () => {
      revision += 1
      void followSoon()
    },
    select: (filters) => {
      follow()
      const key = JSON.stringify(filters.map(({ filter, isExcluded }) => [filter, isExcluded]))
      const known = masks.get(key)
      if (known) return known
      const mask = computeMask(filters)
      const [oldest] = masks.keys()
      if (masks.size >= keptMasks && oldest !== undefined) masks.delete(oldest)
      masks.set(key, mask)
      return mask
    },
    order: (ids, order) => {
      follow()
      return ordered.order(ids, order)
    },
    prepare: async (filters) => {
      if (!filters.some(({ filter }) => filter.key === 'place')) return null
      await findPlaces()
      return places.problem()
    },
    facets: async () => {
      await findPlaces()
      follow()
      return (facets ??= findFacets(sources, places))
    },
    load: () => followSoon(),
    stop: async () => {
      ended.abort()
      await background
    },
  }
}

/** The states that the filters ask for by name; they are kept out otherwise. */
function broughtIn(filters: readonly WantedFilter[]): number {
  let states = 0
  for (const { filter, isExcluded } of filters) {
    if (filter.key !== 'is' || isExcluded) continue
    if (filter.any.includes('missing')) states |= bit.missing
    if (filter.any.includes('hidden')) states |= bit.hidden
  }
  return states
}
