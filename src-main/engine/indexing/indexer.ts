import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { PauseReason, Progress, Speed } from '../../../src-preload/contract/index.ts'
import type { QueuedPhoto } from '../catalog/rows.ts'
import { isDamage } from '../catalog/is-damage.ts'
import { joinPath } from '../catalog/paths.ts'
import { suspect } from '../catalog/suspicion.ts'
import type { PhotoPool } from '../embed/photos/photo-pool.ts'
import type { Log } from '../ports.ts'
import { cannotWriteMessage, diskFullMessage, explainsDiskFull } from './disk-space.ts'
import { createDiskWatch } from './disk-watch.ts'
import { createRests, type Rests } from './rests.ts'
import { createPausing } from './pausing.ts'
import { meterDone, rateOf, startMeter, timeLeftMs, type RunMeter } from './progress.ts'
import { keepAsRead, storeFailed, storeIndexed, storeReread, type OutcomeStore } from './store-outcome.ts'
import { createTroubles, isPassing } from './troubles.ts'

export interface IndexerOptions extends OutcomeStore {
  readonly pool: PhotoPool
  readonly dataDir: string
  /** One sentence while fewer photos are read than the speed allows. */
  readonly slowed: () => string | null
  /** Photos in work at a time and the rests between them. */
  readonly speed: () => Speed
  /** Whether a scan runs: shown in the progress while nothing is read. */
  readonly scanning: () => boolean
  readonly onChanged: (change: IndexerChange) => void
  /** The disk has room again: a scan may have failed for want of it too. */
  readonly onRoomAgain: () => void
  readonly log: Log
}

export type IndexerChange =
  | { readonly kind: 'indexed'; readonly photoId: number }
  | { readonly kind: 'failed'; readonly photoId: number; readonly path: string; readonly reason: string }
  | { readonly kind: 'gone'; readonly photoId: number }
  | { readonly kind: 'state' }

/** Works the queue of the catalog dry, a few photos at a time, and stops wherever it is told to. */
export interface Indexer {
  /** There may be new work. Cheap; call it whenever the queue changed. */
  wake(): void
  pause(reason: PauseReason, message?: string): void
  /** Goes on; with a reason when that was the last one. */
  resume(reason?: PauseReason): void
  /** Photos of this root come before all others; null: none do. */
  prefer(rootId: number | null): void
  progress(): Omit<Progress, 'library'>
  /** Settles when nothing waits or indexing is paused. */
  whenIdle(): Promise<void>
  /** Settles when indexing is not paused. */
  whenResumed(): Promise<void>
  /** Takes no more photos and waits for those in work. */
  stop(): Promise<void>
}

export function createIndexer(options: IndexerOptions): Indexer {
  const { catalog, pool, log } = options
  const inWork = new Map<number, Promise<void>>()
  const idleWaiters: (() => void)[] = []
  const resumeWaiters: (() => void)[] = []
  const pausing = createPausing()
  const rests: Rests = createRests(options.speed)
  const troubles = createTroubles()
  const ending = new AbortController()
  let meter: RunMeter = startMeter(performance.now())
  let pending = catalog.photos.countPending()
  let preferred: number | undefined
  const disk = createDiskWatch({
    dataDir: options.dataDir,
    onRoom: () => {
      resume('disk-full')
      options.onRoomAgain()
    },
  })

  const changed = (change: IndexerChange) => options.onChanged(change)

  function fill(): void {
    if (ending.signal.aborted || pausing.now()) return settleIfIdle()
    const room = Math.min(pool.capacity, rests.atOnce()) - inWork.size
    if (room <= 0) return
    const before = inWork.size
    const except = new Set([...inWork.keys(), ...troubles.aside])
    for (const photo of catalog.photos.nextPending(room, except, preferred)) {
      if (before === 0 && inWork.size === 0 && meter.done === 0) meter = startMeter(performance.now())
      const work = rests
        .around(() => handle(photo))
        .finally(() => {
          inWork.delete(photo.id)
          fill()
        })
      inWork.set(photo.id, work)
    }
    if (inWork.size === 0 && troubles.aside.size > 0 && catalog.photos.countPending() > 0) cannotWrite()
    settleIfIdle()
  }

  async function handle(photo: QueuedPhoto): Promise<void> {
    const path = joinPath(photo.rootPath, photo.relativePath)
    try {
      const sidecar = photo.sidecar === null ? null : join(dirname(path), photo.sidecar)
      const outcome = await pool.process(path, { sidecar, want: photo.reread ?? 'all' })
      if (ending.signal.aborted && outcome.kind === 'unavailable') return
      switch (outcome.kind) {
        case 'indexed':
          if (await storeIndexed(options, photo, outcome)) finished({ kind: 'indexed', photoId: photo.id })
          break
        case 'metadata':
          // Stored, or else it waits for another, whole reading.
          if (storeReread(options, photo, outcome)) finished({ kind: 'indexed', photoId: photo.id })
          break
        case 'failed':
          if (photo.reread) {
            log('warn', `${path}: its metadata could not be read again: ${outcome.reason}`)
            if (keepAsRead(options, photo)) finished({ kind: 'indexed', photoId: photo.id })
          } else if (storeFailed(options, photo, outcome.reason))
            finished({ kind: 'failed', photoId: photo.id, path, reason: outcome.reason })
          break
        case 'gone':
          // A scan may have found it at another place in the meantime: then it waits to be read there.
          if (isWhereItWas(photo)) catalog.photos.setMissing([photo.id], Date.now())
          finished({ kind: 'gone', photoId: photo.id })
          break
        case 'unavailable':
          pauseFor('model-missing', outcome.error.message)
      }
      troubles.over(photo.id)
    } catch (error) {
      await recover(photo, path, error)
    }
  }

  function isWhereItWas(photo: QueuedPhoto): boolean {
    const now = catalog.photos.detail(photo.id)
    return now?.rootPath === photo.rootPath && now.relativePath === photo.relativePath
  }

  /** A photo whose result could not be stored stays in the queue, unless it alone is to blame for that. */
  async function recover(photo: QueuedPhoto, path: string, error: unknown): Promise<void> {
    const diskFull = await explainsDiskFull(error, options.dataDir).catch(() => false)
    if (ending.signal.aborted) return
    if (diskFull) return pauseFor('disk-full', diskFullMessage(options.dataDir))
    if (isDamage(error)) suspect(catalog.file)
    const reason = `Its result could not be stored: ${error instanceof Error ? error.message : String(error)}`
    log('error', `${path}: ${reason}`)
    if (isPassing(error)) return waitAfter(photo, error)
    try {
      if (!storeFailed(options, photo, reason)) return
      finished({ kind: 'failed', photoId: photo.id, path, reason })
    } catch (second) {
      // The catalog itself does not answer: going on would spin.
      pauseFor('disk-full', cannotWriteMessage(options.dataDir, second))
    }
  }

  async function waitAfter(photo: QueuedPhoto, error: unknown): Promise<void> {
    const waitMs = troubles.met(photo.id, error)
    if (waitMs === null) cannotWrite()
    else await sleep(waitMs, undefined, { signal: ending.signal }).catch(() => undefined)
  }

  function cannotWrite(): void {
    pauseFor('disk-full', cannotWriteMessage(options.dataDir, troubles.last()))
  }

  function finished(change: IndexerChange): void {
    if (change.kind === 'indexed') disk.wrote()
    meter = meterDone(meter, performance.now())
    pending = Math.max(0, pending - 1)
    changed(change)
  }

  function pauseFor(reason: PauseReason, message: string | null): void {
    if (!pausing.begin({ reason, message })) return
    log(reason === 'person' ? 'info' : 'warn', `indexing paused: ${reason}${message ? ` (${message})` : ''}`)
    if (reason === 'disk-full') disk.begin()
    changed({ kind: 'state' })
  }

  function resume(reason?: PauseReason): void {
    if (!pausing.end(reason)) return
    if (!pausing.has('disk-full')) disk.stop()
    changed({ kind: 'state' })
    if (pausing.now()) return
    troubles.forget()
    meter = { ...meter, recent: [], startedAtMs: performance.now() }
    for (const waiter of resumeWaiters.splice(0)) waiter()
    fill()
  }

  function settleIfIdle(): void {
    if (inWork.size > 0) return
    if (!pausing.now() && !ending.signal.aborted) {
      pending = catalog.photos.countPending()
      if (pending > 0) return
      if (meter.done > 0) {
        meter = startMeter(performance.now())
        changed({ kind: 'state' })
      }
    }
    for (const waiter of idleWaiters.splice(0)) waiter()
  }

  return {
    wake: () => {
      pending = catalog.photos.countPending()
      changed({ kind: 'state' })
      fill()
    },
    pause: (reason, message) => pauseFor(reason, message ?? null),
    resume,
    prefer: (rootId) => (preferred = rootId ?? undefined),
    progress: () => {
      const pause = pausing.now()
      const rate = pause ? null : rateOf(meter, performance.now())
      const active = inWork.size > 0 || pending > 0
      return {
        phase: pause ? 'paused' : active ? 'indexing' : options.scanning() ? 'scanning' : 'idle',
        pauseReason: pause?.reason ?? null,
        pauseMessage: pause?.message ?? null,
        slowed: active ? options.slowed() : null,
        done: meter.done,
        total: meter.done + pending,
        photosPerSecond: rate,
        timeLeftMs: timeLeftMs(pending, rate),
        switching: null,
      }
    },
    whenIdle: () =>
      new Promise((resolve) => {
        idleWaiters.push(resolve)
        fill()
      }),
    whenResumed: () =>
      pausing.now() ? new Promise((resolve) => void resumeWaiters.push(resolve)) : Promise.resolve(),
    stop: async () => {
      ending.abort()
      disk.stop()
      rests.stop()
      await Promise.all(inWork.values())
      settleIfIdle()
    },
  }
}
