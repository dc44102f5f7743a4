import { join } from 'node:path'
import type { Progress } from '../../src-preload/contract/index.ts'
import type { Announcer } from './announcer.ts'
import type { Catalog } from './catalog/catalog.ts'
import type { Indexer } from './indexing/indexer.ts'
import { throttle } from './indexing/throttle.ts'
import type { Library } from './library/library.ts'
import { megabytes } from './models/megabytes.ts'
import type { ModelStore } from './models/store.ts'
import type { EnginePorts } from './ports.ts'
import type { FindableSet } from './search/findable.ts'
import { readSettings } from './settings.ts'
import { isOfSame, type Brain } from './switching/brain.ts'
import type { Brains } from './switching/brains.ts'
import { spacesInUse } from './switching/create-models.ts'
import { forgetSpace, longFormer, noteFormer, sweepVectors } from './switching/forgetting.ts'
import { outdated } from './switching/image-bytes.ts'
import { createReEmbedder } from './switching/re-embedder.ts'
import { createSwitcher, type Switcher } from './switching/switcher.ts'

export interface SwitchingRooms {
  readonly switcher: Switcher
  /** Adds what is on its way to another model. */
  withSwitch(progress: Omit<Progress, 'library'>): Omit<Progress, 'library'>
  trouble(): string | null
  /** Photos that could not be read for the model that answers; null before that is known. */
  left(): number | null
  /** Begins on its own, when nothing else is to be done. */
  begin(): void
  /** There may be time for it. */
  look(): void
  /** Photos came back, perhaps. */
  again(): void
  readAnew(photoId: number): void
  /** The clock is believed: what was left a month ago goes. */
  forgetFormer(): void
  stop(): Promise<void>
}

/** Coming back from a scan that found nothing new: not oftener than this. */
const againEveryMs = 30_000

/** Connects what moves a library from one model to another. */
export function wireSwitching(options: {
  readonly ports: EnginePorts
  readonly catalog: Catalog
  readonly store: ModelStore
  readonly brains: Brains
  readonly announcer: Announcer
  readonly findable: FindableSet
  readonly keepsWarm: boolean
  readonly indexer: () => Indexer
  readonly library: () => Library
  readonly onModelsMoved: () => void
}): SwitchingRooms {
  const { ports, catalog, brains, announcer } = options
  const { log } = ports
  const vectorsDir = join(ports.dataDir, 'vectors')
  const indexer = () => options.indexer()

  const reEmbedder = createReEmbedder({
    catalog,
    dataDir: ports.dataDir,
    target: () => brains.next() ?? brains.current(),
    isFree: () => indexer().isFree(),
    pause: (reason, message) => indexer().pause(reason, message),
    speed: () => readSettings(catalog).speed,
    isRootAway: (rootId) => options.library().rootState(rootId) === 'away',
    onStored,
    onOther: () => indexer().wake(),
    onMoved: moved,
    onEnd: () => switcher.atEnd(),
    log,
  })
  const switcher = createSwitcher({
    catalog,
    store: options.store,
    brains,
    reEmbedder,
    spawnTrial: () => ports.spawnWorker('model'),
    isHeld: () => indexer().isHeld(),
    wakeQueue: () => indexer().wake(),
    keepsWarm: options.keepsWarm,
    onMoved: moved,
    onFlipped,
    onWhole,
    log,
  })
  const again = throttle(reEmbedder.again, () => (brains.next() ? 1_000 : againEveryMs))

  function onStored(photoId: number): void {
    indexer().wrote()
    if (brains.next()) return
    // The model that answers knows it only now.
    options.findable.add(photoId)
    announcer.changed()
  }

  function moved(): void {
    announcer.moved()
    options.onModelsMoved()
    switcher.look()
  }

  function onFlipped(former: Brain): void {
    const { info } = brains.current().model
    log('info', `${info.id} answers from now on, in the place of ${former.model.info.id}`)
    if (info.state === 'ready') indexer().resume('model-missing')
    announcer.changed(true)
    if (former.space === brains.current().space) return
    ports.emit('notice', { id: 'model-switched', level: 'info', message: flippedMessage(former, info.name) })
  }

  function flippedMessage(former: Brain, name: string): string {
    if (isOfSame(former, brains.current()))
      return `Your photos have been read anew for ${name}: pictures are prepared better now.`
    const kept = catalog.embeddings.perModel().find(({ modelId }) => modelId === former.space)
    const went =
      kept === undefined
        ? ''
        : ` What ${former.model.info.name} made of your photos before takes ${megabytes(kept.sizeBytes)}; it goes after 30 days, or when you say so in Settings.`
    return `${name} answers your searches now.${went}`
  }

  function onWhole(): void {
    const left = noteFormer(catalog, spacesInUse(brains), Date.now())
    // Nobody can go back to these.
    const old = outdated(catalog.settings, brains.current().space, left)
    if (old.length > 0) void forget(old, 'they have been made anew').catch(forgettingFailed)
  }

  function forgettingFailed(error: unknown): void {
    // What is left goes after the next run.
    log('warn', `embeddings: ${String(error)}`)
  }

  async function forget(spaces: readonly string[], why: string): Promise<void> {
    for (const space of spaces) {
      const photos = await switcher.alone(async (ending) =>
        spacesInUse(brains).has(space) ? 0 : forgetSpace(catalog, vectorsDir, space, ending),
      )
      log('info', `${photos} embeddings of ${space} went: ${why}`)
    }
    options.onModelsMoved()
  }

  const spaces = new Set([
    ...spacesInUse(brains),
    ...catalog.embeddings.perModel().map(({ modelId }) => modelId),
  ])
  void sweepVectors(vectorsDir, spaces).catch((error: unknown) => log('warn', `vectors: ${String(error)}`))

  return {
    switcher,
    withSwitch: (progress) => {
      const switching = switcher.state()
      const isReading = progress.phase === 'idle' && reEmbedder.isWorking()
      return { ...progress, switching, ...(isReading && switching ? { phase: 'indexing' } : {}) }
    },
    trouble: reEmbedder.trouble,
    left: reEmbedder.left,
    begin: () => {
      reEmbedder.enable()
      reEmbedder.look()
    },
    look: () => {
      reEmbedder.look()
      switcher.look()
    },
    again: again.call,
    readAnew: reEmbedder.readAnew,
    forgetFormer: () => {
      const spaces = longFormer(catalog, spacesInUse(brains), Date.now())
      void forget(spaces, 'nothing has needed them for 30 days').catch(forgettingFailed)
    },
    stop: async () => {
      again.stop()
      await Promise.all([reEmbedder.stop(), switcher.stop()])
    },
  }
}
