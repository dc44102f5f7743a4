import { setTimeout as delay } from 'node:timers/promises'
import { CodedError } from '../../src-preload/contract/index.ts'
import type { Announcer } from './announcer.ts'
import type { Catalog } from './catalog/catalog.ts'
import type { ThumbnailStore } from './images/thumbnail-store.ts'
import { diskFullMessage, explainsDiskFull } from './indexing/disk-space.ts'
import { createIndexer, type IndexerChange } from './indexing/indexer.ts'
import { readMemory } from './indexing/memory-reading.ts'
import { createPace } from './indexing/pace.ts'
import { createLibrary } from './library/library.ts'
import type { EnginePorts } from './ports.ts'
import type { Writing } from './rooms.ts'
import type { FindableSet } from './search/findable.ts'
import { readSettings } from './settings.ts'
import type { ModelStore } from './models/store.ts'
import type { Brains } from './switching/brains.ts'
import { watchClock } from './upkeep/clock-watch.ts'
import { forgetLongGone } from './upkeep/janitor.ts'
import { wireSwitching } from './wire-switching.ts'

export interface WritingRooms extends Writing {
  scanSoon(rootIds?: readonly number[]): void
  stop(): Promise<void>
}

/** Comparing files waits for the queue: whether that is empty is looked at so often. */
const freeCheckMs = 500

/** Connects what only the indexing engine has: disk -> queue -> workers -> catalog, and news of all of it. */
export function wireWriting(options: {
  readonly ports: EnginePorts
  readonly catalog: Catalog
  readonly brains: Brains
  readonly store: ModelStore
  readonly thumbnails: ThumbnailStore
  readonly findable: FindableSet
  readonly announcer: Announcer
  readonly autoIndex: boolean
  /** A window is open: the first question must not wait. */
  readonly keepsWarm: boolean
  readonly onIndexed: () => void
  /** Photos were forgotten for good: nothing needs their thumbnails. */
  readonly onForgotten: () => void
  readonly onModelsMoved: () => void
}): WritingRooms {
  const { ports, catalog, brains, findable, announcer } = options
  const { log } = ports
  const ended = new AbortController()

  const indexer = createIndexer({
    catalog,
    thumbnails: options.thumbnails,
    brain: brains.current,
    dataDir: ports.dataDir,
    scanning: () => library.isScanning(),
    slowed: () => pace.slowed(),
    speed: () => readSettings(catalog).speed,
    onChanged,
    onRoomAgain: () => void (options.autoIndex && scanSoon()),
    onFree: () => switching.look(),
    log,
  })
  const pace = createPace({
    settings: () => readSettings(catalog),
    workers: brains,
    pause: indexer.pause,
    resume: indexer.resume,
    isBusy: () => switching.withSwitch(indexer.progress()).phase === 'indexing',
    onSlowed: announcer.moved,
    readMemory: ports.readMemory ?? readMemory,
    log,
  })
  const library = createLibrary({
    catalog,
    log,
    onQueueChanged: () => void (options.autoIndex && indexer.wake()),
    onLibraryChanged: libraryChanged,
    onAllScanned: forgetOld,
    whenFree: async (signal) => {
      while (!indexer.isFree()) await delay(freeCheckMs, undefined, { signal })
    },
    onScansEnded: () => {
      switching.again()
      announcer.moved()
    },
    onNotice: (notice) => ports.emit('notice', notice),
  })
  const switching = wireSwitching({
    ...options,
    indexer: () => indexer,
    library: () => library,
  })
  const clock = watchClock({ settings: catalog.settings })
  const { info } = brains.current().model
  if (info.state !== 'ready') indexer.pause('model-missing', info.problem ?? undefined)

  function onChanged(change: IndexerChange): void {
    if (change.kind === 'indexed') {
      options.onIndexed()
      switching.readAnew(change.photoId)
      findable.add(change.photoId)
    } else if (change.kind !== 'state') findable.invalidate()
    if (change.kind === 'state') {
      pace.look()
      switching.look()
    }
    if (change.kind !== 'state') announcer.changed()
    announcer.moved()
  }

  /** Rows came, moved or went: what is kept in memory of them follows. */
  function libraryChanged(): void {
    brains.current().vectors.refresh()
    findable.invalidate()
    announcer.changed()
    announcer.moved()
  }

  function scanSoon(rootIds?: readonly number[]): void {
    void library
      .scan(rootIds && [...rootIds], ended.signal)
      .catch(scanFailed)
      .finally(() => {
        if (ended.signal.aborted) return
        announcer.changed()
        if (options.autoIndex) indexer.wake()
      })
    announcer.moved()
  }

  function forgetOld(): void {
    if (!clock.isBelieved()) return
    switching.forgetFormer()
    if (forgetLongGone(catalog, Date.now()) === 0) return
    libraryChanged()
    options.onForgotten()
  }

  async function scanFailed(error: unknown): Promise<void> {
    if (ended.signal.aborted) return
    log('error', `scan: ${error instanceof Error ? error.message : String(error)}`)
    if (await explainsDiskFull(error, ports.dataDir))
      indexer.pause('disk-full', diskFullMessage(ports.dataDir))
  }

  if (options.autoIndex) switching.begin()
  return {
    library,
    indexer,
    pace,
    switching,
    scanSoon: (rootIds) => void (options.autoIndex && scanSoon(rootIds)),
    stop: async () => {
      ended.abort(new CodedError('engine-down', 'Sightline is closing.'))
      clock.stop()
      pace.stop()
      await library.stop()
      // Their photos are given back at once, so that nobody waits for them.
      await Promise.all([indexer.stop(), switching.stop(), brains.stop()])
    },
  }
}
