import { dirname, join } from 'node:path'
import type { PauseReason, Progress, Speed } from '../../../src-preload/contract/index.ts'
import type { QueuedPhoto } from '../catalog/rows.ts'
import { joinPath } from '../catalog/paths.ts'
import type { PhotoPool } from '../embed/photos/photo-pool.ts'
import type { Log } from '../ports.ts'
import { createDiskWatch } from './disk-watch.ts'
import { createRests, type Rests } from './rests.ts'
import { createPausing } from './pausing.ts'
import { meterDone, rateOf, startMeter, timeLeftMs, type RunMeter } from './progress.ts'
import { failed, keepOutcome, type PhotoChange } from './keep-outcome.ts'
import type { OutcomeStore, StoringBrain } from './store-outcome.ts'
import { createStoringTrouble } from './storing-trouble.ts'

export interface IndexerOptions extends Omit<OutcomeStore, 'brain'> {
  /** Asked for each photo: another model may read the next one. */
  readonly brain: () => StoringBrain & { readonly pool: PhotoPool }
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
  /** Nothing waits here: there is time for other work. */
  readonly onFree?: () => void
  readonly log: Log
}

export type IndexerChange = PhotoChange | { readonly kind: 'state' }

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
  /** Nothing waits here that could be read, and nobody asked for rest. */
  isFree(): boolean
  /** Somebody or something asked for rest, and not only the model. */
  isHeld(): boolean
  /** Other work stored something: the disk can be written. */
  wrote(): void
  /** Takes no more photos and waits for those in work. */
  stop(): Promise<void>
}

export function createIndexer(options: IndexerOptions): Indexer {
  const { catalog, log } = options
  const inWork = new Map<number, Promise<void>>()
  const idleWaiters: (() => void)[] = []
  const resumeWaiters: (() => void)[] = []
  const pausing = createPausing()
  const rests: Rests = createRests(options.speed)
  const ending = new AbortController()
  const troubles = createStoringTrouble({
    dataDir: options.dataDir,
    catalogFile: catalog.file,
    pause: pauseFor,
    ending: ending.signal,
    log,
  })
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
    const room = Math.min(options.brain().pool.capacity, rests.atOnce()) - inWork.size
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
    if (inWork.size === 0 && troubles.aside.size > 0 && catalog.photos.countPending() > 0)
      troubles.cannotWrite()
    settleIfIdle()
  }

  async function handle(photo: QueuedPhoto): Promise<void> {
    const path = joinPath(photo.rootPath, photo.relativePath)
    const brain = options.brain()
    const store = { ...options, brain }
    try {
      const sidecar = photo.sidecar === null ? null : join(dirname(path), photo.sidecar)
      const outcome = await brain.pool.process(path, { sidecar, want: photo.reread ?? 'all' })
      // Its model went: the one that came instead reads the photo.
      const isLate = ending.signal.aborted || brain !== options.brain()
      if (isLate && outcome.kind === 'unavailable') return
      if (outcome.kind === 'unavailable') pauseFor('model-missing', outcome.error.message)
      else finished(await keepOutcome(store, photo, path, outcome))
      troubles.over(photo.id)
    } catch (error) {
      await recover(store, photo, path, error)
    }
  }

  /** A photo whose result could not be stored stays in the queue, unless it alone is to blame for that. */
  async function recover(
    store: OutcomeStore,
    photo: QueuedPhoto,
    path: string,
    error: unknown,
  ): Promise<void> {
    const found = await troubles.met(photo.id, path, error)
    if (!found) return
    try {
      finished(failed(store, photo, path, found.reason))
    } catch (second) {
      // The catalog itself does not answer: going on would spin.
      troubles.cannotWrite(second)
    }
  }

  function finished(change: PhotoChange | null): void {
    if (!change) return
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
    if (isFree()) options.onFree?.()
  }

  function isHeld(): boolean {
    return pausing.now() !== null && !pausing.isOnly('model-missing')
  }

  /** A model that is missing keeps its own photos waiting, and no other's. */
  function isFree(): boolean {
    if (ending.signal.aborted || inWork.size > 0) return false
    return !isHeld() && (pending === 0 || pausing.now() !== null)
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
    isFree,
    isHeld,
    wrote: disk.wrote,
    stop: async () => {
      ending.abort()
      disk.stop()
      rests.stop()
      await Promise.all(inWork.values())
      settleIfIdle()
    },
  }
}
