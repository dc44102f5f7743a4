import { CodedError, type ModelInfo } from '../../src-preload/contract/index.ts'
import { reportRoots, type RootReport } from './describe.ts'
import { requireModel } from './model-info.ts'
import type { Rooms } from './rooms.ts'

export interface IndexSummary {
  /** Every picture file known: the sum of `indexed`, `skipped` and the failed ones. */
  readonly photos: number
  /** Read and embedded in this run. */
  readonly indexed: number
  /** Known already and unchanged, moved, or copies of known photos. */
  readonly skipped: number
  /** Photos that cannot be read, those of earlier runs included. */
  readonly failed: readonly { readonly path: string; readonly reason: string }[]
  readonly tookMs: number
}

export interface StatusReport {
  /** Every picture file known and not missing. */
  readonly photos: number
  readonly embedded: number
  readonly failed: number
  readonly pending: number
  readonly hidden: number
  readonly roots: readonly RootReport[]
  readonly model: ModelInfo
  readonly dataDir: string
}

/** One whole run: scan, read, embed; settles when nothing is left to do. */
export async function indexOnce(rooms: Rooms, signal?: AbortSignal): Promise<IndexSummary> {
  const startedAtMs = performance.now()
  const { library, indexer } = rooms.writable()
  const indexedBefore = rooms.indexedSoFar()
  await library.scan(undefined, signal)
  signal?.throwIfAborted()
  if (rooms.catalog.photos.countPending() > 0) {
    requireModel(rooms.model.info)
    indexer.wake()
    await untilIdleOrAborted(indexer.whenIdle(), signal)
  }
  const { pauseReason, pauseMessage } = indexer.progress()
  if (pauseReason && pauseReason !== 'person') {
    throw new CodedError(pauseReason, pauseMessage ?? 'Indexing could not go on.')
  }
  const counts = rooms.catalog.photos.counts()
  const indexed = rooms.indexedSoFar() - indexedBefore
  return {
    photos: counts.photos,
    indexed,
    skipped: Math.max(0, counts.photos - indexed - counts.failed),
    failed: rooms.catalog.photos
      .problems(0, Math.max(1, counts.failed))
      .problems.map(({ path, reason }) => ({ path, reason })),
    tookMs: Math.round(performance.now() - startedAtMs),
  }
}

async function untilIdleOrAborted(idle: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  if (!signal) return idle
  const aborted = Promise.withResolvers<void>()
  const abort = () => aborted.reject(signal.reason)
  signal.addEventListener('abort', abort, { once: true })
  try {
    await Promise.race([idle, aborted.promise])
  } finally {
    signal.removeEventListener('abort', abort)
  }
}

export function statusOf(rooms: Rooms): StatusReport {
  const { photos, embedded, failed, pending, hidden } = rooms.catalog.photos.counts()
  return {
    photos,
    embedded,
    failed,
    pending,
    hidden,
    roots: reportRoots(rooms.catalog, rooms.library),
    model: rooms.model.info,
    dataDir: rooms.dataDir,
  }
}
