import {
  CodedError,
  type ModelInfo,
  type ModelSwitch,
  type PauseReason,
} from '../../src-preload/contract/index.ts'
import { reportRoots, type RootReport } from './describe.ts'
import { diskFullMessage, explainsDiskFull } from './indexing/disk-space.ts'
import { requireModel } from './models/model-info.ts'
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
  /** Photos that the model in use finds. */
  readonly embedded: number
  /** Photos that it could not read though a former model did. */
  readonly notFound: number
  readonly failed: number
  readonly pending: number
  readonly hidden: number
  /** Photos whose files are gone, kept for 30 days. */
  readonly missing: number
  /** Photos of more than one file. */
  readonly pairs: number
  readonly roots: readonly RootReport[]
  readonly model: ModelInfo
  /** Photos on their way to another model. */
  readonly switching: ModelSwitch | null
  readonly dataDir: string
}

/**
 * One whole run: scan, read, embed; settles when nothing is left to do. With `onFull` a full disk is told to it and
 * waited for; else it ends the run.
 */
export async function indexOnce(
  rooms: Rooms,
  signal?: AbortSignal,
  onFull?: (message: string) => void,
): Promise<IndexSummary> {
  const startedAtMs = performance.now()
  const indexedBefore = rooms.indexedSoFar()
  const { indexer } = rooms.writable()
  for (;;) {
    const stopped = await workDry(rooms, signal)
    if (!stopped) break
    if (!passing.has(stopped.reason)) {
      if (stopped.reason !== 'disk-full' || !onFull) throw stopped.error
      onFull(stopped.error.message)
    }
    await doneOrAborted(indexer.whenResumed(), signal)
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

export interface Stopped {
  readonly reason: PauseReason
  readonly error: CodedError
}

/** What is over by itself before long: a run waits for it. */
const passing: ReadonlySet<PauseReason> = new Set(['battery', 'low-memory'])

/** Gives the reason when it had to stop before the end, null when nothing is left. */
async function workDry(rooms: Rooms, signal: AbortSignal | undefined): Promise<Stopped | null> {
  const { library, indexer } = rooms.writable()
  try {
    await library.scan(undefined, signal)
  } catch (error) {
    if (signal?.aborted || !(await explainsDiskFull(error, rooms.dataDir))) throw error
    indexer.pause('disk-full', diskFullMessage(rooms.dataDir))
  }
  signal?.throwIfAborted()
  await readQueue(rooms, signal)
  if (!indexer.isHeld()) {
    await doneOrAborted(library.compared(), signal)
    await readQueue(rooms, signal)
  }
  await rooms.models.whenSwitched(signal)
  return whyHeld(rooms)
}

/** Why the queue could not be worked to its end, unless the person said so. */
export function whyHeld(rooms: Rooms): Stopped | null {
  const { pauseReason, pauseMessage } = rooms.writable().indexer.progress()
  if (!pauseReason || pauseReason === 'person') return null
  const code = pauseReason === 'battery' || pauseReason === 'low-memory' ? 'internal' : pauseReason
  return { reason: pauseReason, error: new CodedError(code, pauseMessage ?? 'Indexing could not go on.') }
}

/** Reads what waits. Throws `model-missing`, or the signal's reason. */
export async function readQueue(rooms: Rooms, signal: AbortSignal | undefined): Promise<void> {
  if (rooms.catalog.photos.countPending() === 0) return
  const { indexer } = rooms.writable()
  requireModel(rooms.model.info)
  indexer.wake()
  await doneOrAborted(indexer.whenIdle(), signal)
}

/**
 * Settles when no photos are on their way to another model, or nothing can go on by itself: with the reason, if there is
 * one. What passes is told to `onWait` and waited for.
 */
export async function whenSwitched(
  rooms: Rooms,
  signal?: AbortSignal,
  onWait?: (message: string) => void,
): Promise<string | null> {
  const { indexer } = rooms.writable()
  for (;;) {
    await rooms.models.whenSwitched(signal)
    const { pauseReason, pauseMessage } = indexer.progress()
    if (!pauseReason || rooms.brains.next() === null) return null
    if (!passing.has(pauseReason)) return pauseMessage ?? 'Indexing is paused.'
    if (pauseMessage !== null) onWait?.(pauseMessage)
    await doneOrAborted(indexer.whenResumed(), signal)
  }
}

async function doneOrAborted(done: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  if (!signal) return done
  const aborted = Promise.withResolvers<void>()
  const abort = () => aborted.reject(signal.reason)
  signal.addEventListener('abort', abort, { once: true })
  try {
    await Promise.race([done, aborted.promise])
  } finally {
    signal.removeEventListener('abort', abort)
  }
}

export function statusOf(rooms: Rooms): StatusReport {
  const { photos, failed, pending, hidden, missing } = rooms.catalog.photos.counts()
  const { switch: switching, notFound } = rooms.models.overview()
  return {
    photos,
    embedded: rooms.catalog.photos.searchable(rooms.brains.current().space),
    notFound,
    failed,
    pending,
    hidden,
    missing,
    pairs: rooms.catalog.references.pairs(),
    roots: reportRoots(rooms.catalog, rooms.library),
    model: rooms.model.info,
    switching,
    dataDir: rooms.dataDir,
  }
}
