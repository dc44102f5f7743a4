import type { Emit, LibraryCounts, Progress } from '../../src-preload/contract/index.ts'
import type { Catalog } from './catalog/catalog.ts'
import { throttle } from './indexing/throttle.ts'

/** Tells the window what moves, not more often than a person can see. */
export interface Announcer {
  counts(): LibraryCounts
  progress(): Progress
  /** Progress changed. */
  moved(): void
  /** Roots or photos changed; `now` for what the person did themselves. */
  changed(now?: boolean): void
  /** What can be undone changed. */
  stepped(): void
  stop(): void
}

const progressEveryMs = 250
/** Counting reads every row's state: about 20 ms for 100,000 photos. */
const countEveryMs = 1_000

export function createAnnouncer(options: {
  readonly catalog: Catalog
  readonly emit: Emit
  readonly indexing: () => Omit<Progress, 'library'>
}): Announcer {
  const { catalog, emit } = options
  let revision = 0
  let counted: { atMs: number; counts: LibraryCounts } | null = null

  const counts = (): LibraryCounts => {
    const nowMs = performance.now()
    if (!counted || nowMs - counted.atMs > countEveryMs)
      counted = { atMs: nowMs, counts: catalog.photos.counts() }
    return counted.counts
  }
  const progress = (): Progress => {
    const indexing = options.indexing()
    // At rest the numbers must be right, not a second old.
    if (indexing.phase !== 'indexing') counted = null
    return { ...indexing, library: counts() }
  }

  const sendProgress = throttle(
    () => emit('indexing.progress', progress()),
    () => progressEveryMs,
  )
  // The window reads its whole list again after this: 3 MB for 100,000 photos.
  const sendChanged = throttle(
    () => emit('library.changed', { revision: (revision += 1) }),
    () => (counts().photos > 10_000 ? 5_000 : 1_000),
  )

  return {
    counts: () => {
      counted = null
      return counts()
    },
    progress,
    moved: sendProgress.call,
    changed: (now = false) => {
      if (now) counted = null
      if (now) sendChanged.flush()
      else sendChanged.call()
    },
    stepped: () => emit('steps.changed', catalog.steps.next()),
    stop: () => {
      sendProgress.stop()
      sendChanged.stop()
    },
  }
}
