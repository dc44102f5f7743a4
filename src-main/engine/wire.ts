import { join } from 'node:path'
import type { Notice } from '../../src-preload/contract/index.ts'
import { createAnnouncer, type Announcer } from './announcer.ts'
import { sweepUnfinished } from './catalog/backup/backup-folder.ts'
import { openCatalog, type Catalog } from './catalog/catalog.ts'
import { catalogName } from './catalog/open.ts'
import { keepUserData } from './catalog/user-data/keeper.ts'
import { createProviders } from './embed/providers/providers.ts'
import { thumbnailStore } from './images/thumbnail-store.ts'
import { takeInstanceLock, type InstanceLock } from './instance-lock.ts'
import { checkThumbnails } from './upkeep/janitor.ts'
import { removeLeftoversOnce } from './upkeep/telemetry-leftovers.ts'
import { createModelStore } from './models/store.ts'
import { broughtBackNotice, rememberNotices, setAsideNotice } from './notices.ts'
import type { EngineOptions } from './options.ts'
import type { EnginePorts } from './ports.ts'
import type { Rooms } from './rooms.ts'
import { createFacts } from './search/facts/facts.ts'
import { everydayOf } from './search/looks/everyday.ts'
import { lookEncoder } from './search/looks/encode-looks.ts'
import { photoParts } from './search/looks/photo-parts.ts'
import { createPlaces } from './search/places/places.ts'
import { queryPictures } from './search/looks/query-pictures.ts'
import { createSearch } from './search/search.ts'
import { readSettings, workerCount } from './settings.ts'
import { modelsAtStart } from './switching/at-start.ts'
import { createBrains, type Brains } from './switching/brains.ts'
import { createModels } from './switching/create-models.ts'
import { makeDataFolder, refuseWriting } from './wire-data-folder.ts'
import { wireWriting } from './wire-writing.ts'

export interface WiredRooms {
  readonly rooms: Rooms
  stop(): Promise<void>
}

/** Opens the data folder and connects the rooms. Whatever was opened is closed again when a later step fails. */
export async function wireRooms(host: EnginePorts, options: EngineOptions): Promise<WiredRooms> {
  const { emit, notices } = rememberNotices(host.emit)
  const ports = { ...host, emit }
  const { dataDir, log } = ports
  const indexing = options.role === 'indexer'
  if (indexing) makeDataFolder(dataDir)
  const lock = indexing ? takeInstanceLock(dataDir) : null
  try {
    const catalogFile = join(dataDir, catalogName)
    if (indexing) sweepUnfinished(catalogFile)
    const catalog = openCatalog(catalogFile, { readonly: !indexing })
    try {
      return await connect(ports, options, { catalog, lock, notices })
    } catch (error) {
      catalog.close()
      throw error
    }
  } catch (error) {
    lock?.release()
    log('error', error instanceof Error ? error.message : String(error))
    throw error
  }
}

async function connect(
  ports: EnginePorts,
  options: EngineOptions,
  { catalog, lock, notices }: { catalog: Catalog; lock: InstanceLock | null; notices: readonly Notice[] },
): Promise<WiredRooms> {
  const { dataDir, log } = ports
  const indexing = options.role === 'indexer'
  const thumbnails = thumbnailStore(join(dataDir, 'thumbnails'))
  const store = createModelStore(ports)
  if (store.catalogueProblem !== null) log('warn', store.catalogueProblem)
  if (indexing) void store.sweep().catch((error: unknown) => log('warn', `models: ${String(error)}`))
  const atStart = await modelsAtStart({
    store,
    builtInFolder: ports.modelsDir,
    settings: catalog.settings,
    isWriting: indexing,
  })
  const settings = readSettings(catalog)
  const providers = createProviders({
    spawn: () => ports.spawnWorker('model'),
    kept: indexing ? catalog.settings : { get: catalog.settings.get },
    wanted: () => readSettings(catalog).provider,
    workers: () => workerCount(readSettings(catalog)),
    speed: () => readSettings(catalog).speed,
    model: () => ({ dir: brains.current().model.dir, space: brains.current().space }),
    onChanged: () => brains.renewWorkers(),
    log,
  })
  const brains: Brains = await createBrains(
    {
      ports,
      catalog,
      buildsIndex: indexing,
      idleMs: () => readSettings(catalog).unloadAfterMinutes * 60_000,
      workers: { count: workerCount(settings), speed: settings.speed },
      machineOf: providers.useOf,
    },
    atStart,
  )
  const places = createPlaces()
  const facts = createFacts(catalog, places)
  void facts.load()
  const findable = facts
  // A window's first query must not wait for the model; a single command line question starts it when it asks.
  if (options.watch && brains.current().model.info.state === 'ready') brains.current().encoder()
  const pictures = queryPictures(brains.current, catalog.searches.pictureOf)
  const everyday = everydayOf(indexing ? catalog.settings : { get: catalog.settings.get })
  const encode = lookEncoder(pictures, photoParts(catalog, thumbnails), everyday)
  const search = createSearch({
    catalog,
    brain: brains.current,
    encode,
    facts,
    strictness: () => readSettings(catalog).strictness,
  })

  const announcerHolder: { indexing: Parameters<typeof createAnnouncer>[0]['indexing'] } = {
    indexing: atRest,
  }
  const announcer: Announcer = createAnnouncer({
    catalog,
    emit: ports.emit,
    indexing: () => announcerHolder.indexing(),
  })
  const tidySoon = () =>
    void checkThumbnails(catalog, thumbnails, 'beside-work').catch((error) =>
      log('warn', `thumbnails: ${String(error)}`),
    )
  let indexedSoFar = 0
  const writing = indexing
    ? wireWriting({
        ports,
        catalog,
        brains,
        store,
        thumbnails,
        findable,
        announcer,
        autoIndex: options.autoIndex,
        keepsWarm: options.watch,
        onIndexed: () => (indexedSoFar += 1),
        onForgotten: tidySoon,
        onModelsMoved: () => models.moved(),
      })
    : null
  if (writing) announcerHolder.indexing = () => writing.switching.withSwitch(writing.indexer.progress())
  const models = createModels({
    ports,
    emit: ports.emit,
    catalog,
    store,
    brains,
    switching: writing?.switching ?? null,
  })
  if (indexing) for (const notice of atStart.notices) ports.emit('notice', notice)
  if (indexing) tellOfLeftovers(ports, catalog)
  if (catalog.setAside) {
    log('warn', `damaged catalog set aside as ${catalog.setAside.file}: ${catalog.setAside.reason}`)
    ports.emit('notice', setAsideNotice(catalog.setAside))
  }
  if (catalog.broughtBack) ports.emit('notice', broughtBackNotice(catalog.broughtBack))
  const userData = indexing
    ? keepUserData({
        catalog,
        onBroughtBack: (back) => {
          ports.emit('notice', broughtBackNotice(back))
          announcer.changed(true)
        },
        onTrouble: (message) => log('warn', `user data: ${message}`),
      })
    : null

  const rooms: Rooms = {
    dataDir,
    catalog,
    thumbnails,
    get vectors() {
      return brains.current().vectors
    },
    findable,
    facts,
    places,
    queryPictures: pictures,
    search,
    announcer,
    get model() {
      return brains.current().model
    },
    brains,
    modelStore: store,
    models,
    providers,
    log,
    library: writing?.library ?? null,
    encoder: () => brains.current().encoder(),
    notices,
    indexedSoFar: () => indexedSoFar,
    writable: () => writing ?? refuseWriting(dataDir),
    userData,
    scanSoon: (rootIds) => writing?.scanSoon(rootIds),
    tidySoon,
  }
  return {
    rooms,
    stop: async () => {
      announcer.stop()
      await Promise.all([writing?.stop(), models.stop(), providers.stop()])
      await Promise.all([brains.stop(), facts.stop()])
      await userData?.stop()
      catalog.close()
      lock?.release()
    },
  }
}

/** A disk that is full has it done another time. */
function tellOfLeftovers({ leftoverPlaces, emit, log }: EnginePorts, catalog: Catalog): void {
  try {
    const notice = leftoverPlaces && removeLeftoversOnce(catalog, leftoverPlaces)
    if (notice) emit('notice', notice)
  } catch (error) {
    log('warn', `leftovers: ${String(error)}`)
  }
}

const atRest = () =>
  ({
    phase: 'idle',
    pauseReason: null,
    pauseMessage: null,
    slowed: null,
    done: 0,
    total: 0,
    photosPerSecond: null,
    timeLeftMs: null,
    switching: null,
  }) as const
