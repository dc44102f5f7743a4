import { availableParallelism } from 'node:os'
import { CodedError } from '../../src-preload/contract/index.ts'
import { describeRoots, rootById } from './describe.ts'
import { createAgainHandlers } from './handlers-again.ts'
import { createModelHandlers } from './handlers-models.ts'
import { createOwnHandlers } from './handlers-own.ts'
import { createSearchHandlers } from './handlers-search.ts'
import { createStepHandlers } from './handlers-steps.ts'
import { photoDetails } from './photo-details.ts'
import { photoPlace } from './photo-place.ts'
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
      rooms.writable().switching.again()
      return { photosRemoved }
    },
    'roots.rescan': ({ rootId }) => {
      rooms.writable()
      if (rootId !== undefined) rootById(catalog, rooms.library, rootId)
      rooms.scanSoon(rootId === undefined ? undefined : [rootId])
      return null
    },

    'roots.set-rules': async ({ rootId, rules, minSidePx }) => {
      const { library } = rooms.writable()
      await library.setRules(rootId, { rules, minSidePx })
      rooms.announcer.changed(true)
      return rootById(catalog, library, rootId)
    },
    'roots.confirm-vanished': async ({ rootId, gone }) => {
      const { library } = rooms.writable()
      rootById(catalog, library, rootId)
      await library.confirmVanished(rootId, gone)
      rooms.announcer.changed(true)
      return rootById(catalog, library, rootId)
    },

    'photos.list': ({ view }) => catalog.photos.columns(view),
    'photos.details': ({ photoId }) => photoDetails(catalog, photoId),
    'photos.place': ({ photoId }) => photoPlace(rooms, photoId),
    ...createAgainHandlers(rooms),
    ...createOwnHandlers(rooms),
    ...createStepHandlers(rooms),
    ...createModelHandlers(rooms),

    ...createSearchHandlers(rooms),

    'indexing.progress': () => rooms.announcer.progress(),
    'indexing.pause': () => {
      rooms.writable().indexer.pause('person')
      return null
    },
    'indexing.resume': () => {
      rooms.writable().indexer.resume()
      return null
    },

    'indexing.prefer': ({ rootId }) => {
      rooms.writable().indexer.prefer(rootId)
      return null
    },
    'indexing.power': ({ onBattery }) => {
      rooms.writable().pace.setOnBattery(onBattery)
      return null
    },

    'problems.groups': () => catalog.photos.problemGroups(),
    'problems.list': ({ offset, limit, reason }) => catalog.photos.problems(offset, limit, reason),
    'problems.retry': ({ photoIds, reason }) => {
      const { indexer } = rooms.writable()
      const queued = catalog.photos.retry({ ids: photoIds, reason })
      indexer.wake()
      rooms.announcer.changed(true)
      return { queued }
    },

    'settings.get': () => readSettings(catalog),
    'settings.set': (change) => {
      const { pace } = rooms.writable()
      const settings = writeSettings(catalog, change)
      // Who does not want searches remembered wants those gone that were.
      if (change.rememberSearches === false) catalog.searches.forget()
      pace.follow()
      if (change.provider !== undefined) rooms.providers.follow()
      return settings
    },
  }
}
