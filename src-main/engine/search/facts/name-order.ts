import { setImmediate as nextTurn } from 'node:timers/promises'
import type { FactRows } from '../../catalog/search/fact-rows.ts'
import { bit, type FactColumns } from './fact-columns.ts'

/** The order of photos by the names of their files, numbers in them by their value, equal names by id. */
export interface NameOrder {
  /** Compares any two of these photos. Brings the names of all into an order if that was not done and these are many. */
  comparing(photoIds: Int32Array): (a: number, b: number) => number
  /**
   * For comparing so many photos: brings the names of all into an order if it takes that, in slices that hold nothing up:
   * some seconds for a million, once.
   */
  prepare(photos: number): Promise<void>
  /** The name of this photo may be another, or it came or went. */
  changed(photoId: number): void
  /** The names of all may be others. */
  forget(): void
}

interface Named {
  readonly id: number
  readonly name: string
}

/** From so many photos on the names of all are brought into an order once, and kept. */
const rankFrom = 2_000
const sliceRows = 4_000
/** More than this share of the photos takes too long to be put into their places one by one while somebody waits. */
const fewShare = 0.005

/**
 * Of the order only the ids are kept: 8 bytes a photo, where the names of a million would take 100 MB. Nothing is read any
 * more once it has `ended`.
 */
export function nameOrder(columns: FactColumns, rows: FactRows, ended: AbortSignal): NameOrder {
  const collator = new Intl.Collator('en', { numeric: true })
  const compare = (a: Named, b: Named) => collator.compare(a.name, b.name) || a.id - b.id
  const named = (id: number): Named => ({ id, name: nameIn(rows.pathOf(id) ?? '') })
  let sorted: Int32Array | null = null
  let ranks: Int32Array | null = null
  const moved = new Set<number>()
  let preparing: Promise<void> | null = null
  /** Ends with each order that is kept or given up: what was read before may be older than that. */
  let reading = new AbortController()

  function* sorting(): Generator<void, Int32Array> {
    let runs: Named[][] = []
    for (let after = 0; ;) {
      const slice = rows.namesAfter(after, sliceRows).map(([id, path]): Named => ({ id, name: nameIn(path) }))
      if (slice.length > 0) runs.push(slice.toSorted(compare))
      yield
      if (slice.length < sliceRows) break
      after = slice.at(-1)?.id ?? after
    }
    while (runs.length > 1) {
      const longer: Named[][] = []
      for (let at = 0; at < runs.length; at += 2)
        longer.push(yield* merging(runs[at] ?? [], runs[at + 1] ?? []))
      runs = longer
    }
    return Int32Array.from(runs[0] ?? [], ({ id }) => id)
  }

  function* merging(left: readonly Named[], right: readonly Named[]): Generator<void, Named[]> {
    const merged: Named[] = []
    for (let [l, r] = [0, 0]; l < left.length || r < right.length;) {
      const [a, b] = [left[l], right[r]]
      if (a && (!b || compare(a, b) <= 0)) {
        merged.push(a)
        l += 1
      } else if (b) {
        merged.push(b)
        r += 1
      }
      if (merged.length % sliceRows === 0) yield
    }
    return merged
  }

  function keep(found: Int32Array | null): void {
    sorted = found
    ranks = null
    reading.abort()
    reading = new AbortController()
  }

  function forget(): void {
    keep(null)
    moved.clear()
  }

  /** Puts the few that came or changed into their places. */
  function mend(known: Int32Array): void {
    const kept = known.filter((id) => !moved.has(id))
    const arriving = [...moved].filter((id) => isThere(id)).map(named)
    moved.clear()
    const places = arriving.map((one) => ({ one, at: placeOf(kept, one) }))
    places.sort((a, b) => a.at - b.at || compare(a.one, b.one))
    const found = new Int32Array(kept.length + places.length)
    let taken = 0
    places.forEach(({ one, at }, n) => {
      found.set(kept.subarray(taken, at), taken + n)
      found[at + n] = one.id
      taken = at
    })
    found.set(kept.subarray(taken), taken + places.length)
    keep(found)
  }

  function placeOf(ids: Int32Array, one: Named): number {
    let [low, high] = [0, ids.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (compare(named(ids[middle] as number), one) < 0) low = middle + 1
      else high = middle
    }
    return low
  }

  function isThere(id: number): boolean {
    return ((columns.bits[id] ?? 0) & bit.known) !== 0
  }

  function isUsable(): boolean {
    return sorted !== null && moved.size <= Math.max(rankFrom, sorted.length * fewShare)
  }

  async function prepare(): Promise<void> {
    while (!isUsable() && !ended.aborted) {
      // What changes from now on may be read before or after it does, and is put into its place once more.
      forget()
      const stopped = AbortSignal.any([ended, reading.signal])
      const steps = sorting()
      let step = steps.next()
      while (!step.done && !stopped.aborted) {
        await nextTurn()
        if (!stopped.aborted) step = steps.next()
      }
      if (step.done && !stopped.aborted) keep(step.value)
    }
  }

  function ranksOfAll(): Int32Array {
    if (!isUsable()) {
      forget()
      const steps = sorting()
      let step = steps.next()
      while (!step.done) step = steps.next()
      keep(step.value)
    }
    if (sorted && moved.size > 0) mend(sorted)
    if (ranks && ranks.length >= columns.length) return ranks
    const found = new Int32Array(columns.length)
    sorted?.forEach((id, rank) => (found[id] = rank))
    return (ranks = found)
  }

  return {
    comparing: (photoIds) => {
      if (photoIds.length < rankFrom && !isUsable()) {
        const known = new Map(Array.from(photoIds, (id) => [id, named(id)]))
        return (a, b) => compare(known.get(a) ?? named(a), known.get(b) ?? named(b))
      }
      const all = ranksOfAll()
      return (a, b) => (all[a] as number) - (all[b] as number)
    },
    prepare: async (photos) => {
      if (photos >= rankFrom) await (preparing ??= prepare().finally(() => (preparing = null)))
    },
    changed: (photoId) => {
      if (sorted || preparing) moved.add(photoId)
    },
    forget,
  }
}

function nameIn(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
