import { join } from 'node:path'
import { CodedError, type Emit, type Notice } from '../../src-preload/contract/index.ts'
import { createAnnouncer, type Announcer } from './announcer.ts'
import { openCatalog, type Catalog } from './catalog/catalog.ts'
import { createQueryEncoder, type QueryEncoder } from './embed/query-encoder.ts'
import { thumbnailStore } from './images/thumbnail-store.ts'
import { takeInstanceLock, type InstanceLock } from './instance-lock.ts'
import { checkThumbnails } from './janitor.ts'
import { makeFolder } from './make-folder.ts'
import { loadModel, requireModel } from './model-info.ts'
import type { EngineOptions } from './options.ts'
import type { EnginePorts } from './ports.ts'
import type { Rooms, Writing } from './rooms.ts'
import { findableSet } from './search/findable.ts'
import { queryPictures } from './search/query-pictures.ts'
import { createSearch } from './search/search.ts'
import { createVectorIndex } from './vectors/vector-index.ts'
import { wireWriting } from './wire-writing.ts'

export interface WiredRooms {
  readonly rooms: Rooms
  stop(): Promise<void>
}

/** Opens the data folder and connects the rooms. Whatever was opened is closed again when a later step fails. */
export async function wireRooms(host: EnginePorts, options: EngineOptions): Promise<WiredRooms> {
  const notices: Notice[] = []
  const ports = { ...host, emit: remembering(host.emit, notices) }
  const { dataDir, log } = ports
  const indexing = options.role === 'indexer'
  if (indexing) makeDataFolder(dataDir)
  const lock = indexing ? takeInstanceLock(dataDir) : null
  try {
    const catalog = openCatalog(join(dataDir, 'catalog.sqlite'), { readonly: !indexing })
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
  const model = loadModel(ports.modelsDir, catalog)
  const thumbnails = thumbnailStore(join(dataDir, 'thumbnails'))
  const vectors = await createVectorIndex({
    catalog,
    modelId: model.info.id,
    dim: model.info.embeddingSize,
    dir: join(dataDir, 'vectors'),
    // A reader never builds: it scans exactly, which for one question is quicker than any build.
    ...(indexing ? {} : { hnswFrom: Infinity }),
    spawnBuilder: () => ports.spawnWorker('index'),
    log,
  })
  const findable = findableSet(catalog)

  let started: QueryEncoder | undefined
  const encoder = (): QueryEncoder => {
    requireModel(model.info)
    return (started ??= createQueryEncoder({
      spawn: () => ports.spawnWorker('query'),
      modelDir: model.dir,
      log,
    }))
  }
  // A window's first query must not wait for the model; a single command line question starts it when it asks.
  if (options.watch && model.info.state === 'ready') encoder()
  const pictures = queryPictures(encoder)
  const search = createSearch({ catalog, vectors, encoder, pictures, findable })

  const announcerHolder: { indexing: Parameters<typeof createAnnouncer>[0]['indexing'] } = {
    indexing: atRest,
  }
  const announcer: Announcer = createAnnouncer({
    catalog,
    emit: ports.emit,
    indexing: () => announcerHolder.indexing(),
  })
  let indexedSoFar = 0
  const writing = indexing
    ? wireWriting({
        ports,
        catalog,
        model,
        thumbnails,
        vectors,
        findable,
        announcer,
        autoIndex: options.autoIndex,
        onIndexed: () => (indexedSoFar += 1),
      })
    : null
  if (writing) announcerHolder.indexing = () => writing.indexer.progress()
  tellSetAside(ports, catalog)

  const rooms: Rooms = {
    dataDir,
    modelDir: model.dir,
    catalog,
    thumbnails,
    vectors,
    findable,
    queryPictures: pictures,
    search,
    announcer,
    model,
    library: writing?.library ?? null,
    encoder,
    notices,
    indexedSoFar: () => indexedSoFar,
    writable: () => writing ?? refuseWriting(dataDir),
    scanSoon: (rootIds) => writing?.scanSoon(rootIds),
    tidySoon: () =>
      void checkThumbnails(catalog, thumbnails, true).catch((error) =>
        log('warn', `thumbnails: ${String(error)}`),
      ),
  }
  return {
    rooms,
    stop: async () => {
      announcer.stop()
      await Promise.all([writing?.stop(), started?.stop()])
      await vectors.stop()
      catalog.close()
      lock?.release()
    },
  }
}

/** A window that opens later asks for the notices it missed. */
function remembering(emit: Emit, notices: Notice[]): Emit {
  const kept = 20
  return (name, payload) => {
    if (name === 'notice') {
      const notice = payload as Notice
      const earlier = notices.findIndex((known) => known.id === notice.id)
      if (earlier >= 0) notices.splice(earlier, 1)
      notices.push(notice)
      if (notices.length > kept) notices.shift()
    }
    emit(name, payload)
  }
}

const atRest = () =>
  ({
    phase: 'idle',
    pauseReason: null,
    pauseMessage: null,
    done: 0,
    total: 0,
    photosPerSecond: null,
    timeLeftMs: null,
  }) as const

function makeDataFolder(dataDir: string): void {
  try {
    makeFolder(dataDir)
  } catch (error) {
    throw new CodedError(
      'data-folder-unusable',
      `The data folder ${dataDir} cannot be made (${(error as Error).message}); choose another with --data.`,
      { cause: error },
    )
  }
}

function refuseWriting(dataDir: string): Writing {
  throw new CodedError('data-folder-busy', `This is a reader of ${dataDir}; it cannot change the library.`)
}

function tellSetAside(ports: EnginePorts, catalog: Catalog): void {
  const aside = catalog.setAside
  if (!aside) return
  ports.log('warn', `damaged catalog set aside as ${aside.file}: ${aside.reason}`)
  ports.emit('notice', {
    id: 'catalog-set-aside',
    level: 'warning',
    message:
      `The catalog was damaged and has been kept as ${aside.file}; your photos are untouched. ` +
      (aside.rootPaths.length > 0
        ? 'A new catalog is being built from the same folders.'
        : 'Add your folders again to build a new one.'),
  })
}
