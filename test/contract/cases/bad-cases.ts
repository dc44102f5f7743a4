import { requests, type RequestName } from '../../../src-preload/contract/index.ts'
import { byHost, nothing, type Case } from './case.ts'

const wrong: Partial<Record<RequestName, unknown>> = {
  'roots.add': { path: '' },
  'roots.remove': { rootId: 0 },
  'roots.rescan': { rootId: 'one' },
  'photos.list': { view: { kind: 'elsewhere' } },
  'photos.details': { photoId: 1.5 },
  'photos.place': { photoId: 0 },
  'roots.set-rules': { rootId: 1, minSidePx: -1 },
  'roots.confirm-vanished': { rootId: 1, gone: 'yes' },
  'photos.read-again': { photoIds: [] },
  'roots.read-again': { rootId: 1, folder: 7 },
  'photos.hide': { photoIds: [], hidden: true },
  'photos.mark': { photoIds: [1], rating: 6 },
  'photos.count-marks': { photoIds: [] },
  'steps.undo': { stepId: 0 },
  'steps.redo': { stepId: '1' },
  'photos.tag': { photoIds: [1], add: ['  '] },
  'collections.create': { name: 'two\u0000lines' },
  'collections.rename': { collectionId: 1, name: 'x'.repeat(101) },
  'collections.remove': { collectionId: '1' },
  'collections.change': { collectionId: 1, add: [0] },
  'indexing.prefer': {},
  'indexing.power': { onBattery: null },
  'search.run': { query: { kind: 'words' } },
  'search.picture-from-file': { path: 7 },
  'search.picture-from-bytes': { name: 'x', bytes: new Uint8Array() },
  'models.get': { id: '../starter' },
  'models.cancel': { id: 7 },
  'models.import': { path: '' },
  'models.use': {},
  'models.remove': { id: 'Starter' },
  'models.forget-embeddings': { id: '' },
  'models.open-licence': { id: 'https://example.com' },
  'folders.choose': { purpose: 'music' },
  'problems.list': { limit: 100_000 },
  'problems.retry': { photoIds: [-1] },
  'settings.set': { workers: 33 },
  'folders.list': { path: '' },
  'photos.open': {},
  'photos.reveal': { photoId: null },
  'photos.copy-path': { photoId: '1' },
  'photos.menu': { photoId: 1 },
}

/** Every request with arguments that it cannot take: wrong ones, or one too many where it takes none. */
export const badCases: readonly Case[] = (Object.keys(requests) as RequestName[]).map((request) => ({
  request,
  says: 'arguments that do not fit',
  args: () => wrong[request] ?? { surprise: true },
  outcome:
    requests[request].by === 'host'
      ? byHost('bad-arguments')
      : request === 'search.picture-from-file'
        ? { web: 'forbidden', else: 'bad-arguments' }
        : 'bad-arguments',
}))

export const unknownCases: readonly Case[] = [' ', 'roots', 'toString', '__proto__', 'roots.list.x'].map(
  (request) => ({
    request,
    says: 'a request that does not exist',
    args: nothing,
    outcome: 'unknown-request',
  }),
)
