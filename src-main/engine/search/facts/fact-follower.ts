import { setImmediate as nextTurn } from 'node:timers/promises'
import type { FactRows } from '../../catalog/search/fact-rows.ts'
import type { FactColumns } from './fact-columns.ts'

export interface FactFollowerOptions {
  readonly rows: FactRows
  readonly columns: FactColumns
  /** The row of this photo changed. */
  readonly onPhoto: (photoId: number) => void
  /** Another process changed the catalog: every row may be another. */
  readonly onAll: () => void
  /** After either of them, and after marks that stand in no row of a photo changed. */
  readonly onChanged: () => void
}

/** Keeps the columns as the catalog is. */
export interface FactFollower {
  /** Whether something may have changed since the last `follow`. */
  readonly isStale: boolean
  /** Reads all that is missing at once. */
  follow(): void
  /** Reads it in slices that hold nothing up. */
  followSoon(): Promise<void>
  /** To be awaited before the catalog is closed. */
  stop(): Promise<void>
}

const sliceRows = 2_000

export function followFacts(options: FactFollowerOptions): FactFollower {
  const { rows, columns } = options
  let loadedUpTo = 0
  let isLoaded = false
  let background: Promise<void> | null = null
  let isStale = true
  const ended = new AbortController()

  rows.follow()
  let dataVersion = rows.dataVersion()

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
      options.onPhoto(row.id)
    }
    for (const id of changes.gone) {
      columns.drop(id)
      options.onPhoto(id)
    }
    if (changes.rows.length > 0 || changes.gone.length > 0 || changes.marksChanged) options.onChanged()
    return changes.more
  }

  /** What another process changed is not noted here. */
  function lookForOthers(): void {
    const now = rows.dataVersion()
    if (now === dataVersion) return
    dataVersion = now
    columns.clear()
    loadedUpTo = 0
    isLoaded = false
    options.onAll()
    options.onChanged()
  }

  async function followInBackground(): Promise<void> {
    lookForOthers()
    while (!ended.signal.aborted && !isLoaded) {
      loadSlice()
      await nextTurn()
    }
    while (!ended.signal.aborted && followSlice()) await nextTurn()
  }

  return {
    get isStale() {
      return isStale
    },
    follow: () => {
      lookForOthers()
      while (!isLoaded) loadSlice()
      while (followSlice()) continue
      isStale = false
    },
    followSoon: () => {
      isStale = true
      background ??= nextTurn()
        .then(followInBackground)
        // Whoever asks next meets the same trouble and is told of it.
        .catch(() => undefined)
        .finally(() => (background = null))
      return background
    },
    stop: async () => {
      ended.abort()
      await background
    },
  }
}
