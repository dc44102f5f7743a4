import { setImmediate as nextTurn } from 'node:timers/promises'
import type { QueryFilter, SearchFacets, SortOrder } from '../../../../src-preload/contract/index.ts'
import type { Catalog } from '../../catalog/catalog.ts'
import type { Places } from '../places/places.ts'
import { findFacets } from './facets.ts'
import { bit, factColumns, findableMask } from './fact-columns.ts'
import { followFacts } from './fact-follower.ts'
import { filterTest } from './filter-test.ts'
import { nameOrder } from './name-order.ts'
import { photoMask, type PhotoMask } from './photo-mask.ts'
import { firstInOrder, type FirstInOrder } from './photo-order.ts'
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
  readonly first: FirstInOrder
  /**
   * To be awaited before `select` and `first`: finds out where photos were taken, if a filter asks for it, and brings their
   * names into an order, if that is asked for, in slices that hold nothing up. Gives why places cannot be told, one
   * sentence, or null. `select` and `first` do the same on the spot.
   */
  prepare(filters: readonly WantedFilter[], order: SortOrder | null): Promise<string | null>
  facets(): Promise<SearchFacets>
  /** Reads the catalog in slices that hold nothing up. Whoever asks before it is done waits for the rest of it. */
  load(): Promise<void>
  /** To be awaited before the catalog is closed. */
  stop(): Promise<void>
}

/** A mask of a million photos is 1 MB. */
const keptMasks = 16
/** Looking one up takes about 10 µs. */
const placesAtOnce = 500

export function createFacts(catalog: Catalog, places: Places): Facts {
  const rows = catalog.facts
  const ended = new AbortController()
  const columns = factColumns()
  const ofPhotos = photoPlaces(columns, places)
  const sources = { columns, rows, places: ofPhotos }
  const names = nameOrder(columns, rows, ended.signal)
  const first = firstInOrder(columns, names)
  const masks = new Map<string, PhotoMask>()
  let facets: SearchFacets | null = null
  let revision = 0
  const follower = followFacts({
    rows,
    columns,
    onPhoto: (photoId) => {
      ofPhotos.forget(photoId)
      names.changed(photoId)
    },
    onAll: () => {
      ofPhotos.forgetAll()
      names.forget()
    },
    onChanged: () => {
      revision += 1
      masks.clear()
      facets = null
    },
  })

  function isFindable(id: number): boolean {
    return ((columns.bits[id] ?? 0) & findableMask) === bit.known
  }

  async function findPlaces(): Promise<void> {
    follower.follow()
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

  function select(filters: readonly WantedFilter[]): PhotoMask {
    follower.follow()
    const key = JSON.stringify(filters.map(({ filter, isExcluded }) => [filter, isExcluded]))
    const known = masks.get(key)
    if (known) return known
    const mask = computeMask(filters)
    const [oldest] = masks.keys()
    if (masks.size >= keptMasks && oldest !== undefined) masks.delete(oldest)
    masks.set(key, mask)
    return mask
  }

  return {
    get size() {
      follower.follow()
      return columns.findable
    },
    get revision() {
      follower.follow()
      return revision
    },
    has: (photoId) => {
      // Asked for each of many photos.
      if (follower.isStale) follower.follow()
      return isFindable(photoId)
    },
    count: (is) => {
      follower.follow()
      let count = 0
      for (let id = 0; id < columns.length; id += 1) if (isFindable(id) && is(id)) count += 1
      return count
    },
    add: () => {
      revision += 1
      void follower.followSoon()
    },
    invalidate: () => {
      revision += 1
      void follower.followSoon()
    },
    select,
    first: (photoIds, order, limit) => {
      follower.follow()
      return first(photoIds, order, limit)
    },
    prepare: async (filters, order) => {
      const asksForPlaces = filters.some(({ filter }) => filter.key === 'place')
      if (asksForPlaces) await findPlaces()
      if (order === 'name') await names.prepare(select(filters).size)
      return asksForPlaces ? places.problem() : null
    },
    facets: async () => {
      await findPlaces()
      follower.follow()
      return (facets ??= findFacets(sources, places))
    },
    load: () => follower.followSoon(),
    stop: async () => {
      ended.abort()
      await follower.stop()
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
