import { availableParallelism } from 'node:os'
import { CodedError } from '../../src-preload/contract/index.ts'
import { describeRoots, photoDetails, rootById } from './describe.ts'
import type { Rooms } from './rooms.ts'
import type { EngineHandlers } from './router.ts'
import { readSettings, workerCount, writeSettings } from './settings.ts'

/** What the engine does for each request: a line or two that call the rooms. */
export function createHandlers(rooms: Rooms): EngineHandlers {
  const { catalog } = rooms

  return {
    'engine.info': () => ({
      dataDir: rooms.dataDir,
      model: rooms.model.info,
      workers: workerCount(readSettings(catalog)),
      index: rooms.vectors.kind,
      cores: availableParallelism(),
      notices: rooms.notices,
    }),

    'roots.list': () => describeRoots(catalog, rooms.library),
    'roots.add': async ({ path }) => {
      const outcome = await rooms.writable().library.add(path)
      rooms.announcer.changed(true)
      rooms.scanSoon()
      const root = rootById(catalog, rooms.library, outcome.root.id)
      return outcome.kind === 'absorbed'
        ? { kind: 'absorbed', root, absorbed: outcome.absorbed.map((inner) => inner.path) }
        : { ...outcome, root }
    },
    'roots.remove': async ({ rootId }) => {
      const { library } = rooms.writable()
      if (!catalog.roots.byId(rootId))
        throw new CodedError('not-found', 'This folder is not in the library any more.')
      const photoIds = catalog.photos.knownInRoot(rootId).map((row) => row.id)
      const photosRemoved = await library.remove(rootId)
      for (const photoId of photoIds) rooms.vectors.remove(photoId)
      rooms.findable.invalidate()
      rooms.announcer.changed(true)
      rooms.announcer.moved()
      rooms.tidySoon()
      return { photosRemoved }
    },
    'roots.rescan': ({ rootId }) => {
      rooms.writable()
      if (rootId !== undefined) rootById(catalog, rooms.library, rootId)
      rooms.scanSoon(rootId === undefined ? undefined : [rootId])
      return null
    },

    'photos.list': ({ view }) => catalog.photos.columns(view),
    'photos.details': ({ photoId }) => photoDetails(catalog, photoId),
    'photos.hide': ({ photoIds, hidden }) => {
      const changed = catalog.photos.setHidden(photoIds, hidden)
      rooms.findable.invalidate()
      rooms.announcer.changed(true)
      return { changed }
    },

    'search.run': ({ query, offset, limit }) => rooms.search.run(query, offset, limit),
    'search.picture-from-file': ({ path }) => rooms.queryPictures.fromFile(path),
    'search.picture-from-bytes': ({ name, bytes }) => rooms.queryPictures.fromBytes(name, bytes),

    'indexing.progress': () => rooms.announcer.progress(),
    'indexing.pause': () => {
      rooms.writable().indexer.pause('person')
      return null
    },
    'indexing.resume': () => {
      rooms.writable().indexer.resume()
      return null
    },

    'problems.list': ({ offset, limit }) => catalog.photos.problems(offset, limit),
    'problems.retry': ({ photoIds }) => {
      const { indexer } = rooms.writable()
      const queued = catalog.photos.retry(photoIds)
      indexer.wake()
      rooms.announcer.changed(true)
      return { queued }
    },

    'settings.get': () => readSettings(catalog),
    'settings.set': (change) => {
      const { pool } = rooms.writable()
      const settings = writeSettings(catalog, change)
      pool.setWorkers(workerCount(settings))
      return settings
    },
  }
}
