import { join } from 'node:path'
import { expect } from 'vitest'
import { requests, type ErrorCode, type RequestName } from '../../src-preload/contract/index.ts'
import type { Door } from './door.ts'
import { photoCount, type TestLibrary } from './library.ts'

type Outcome = 'ok' | ErrorCode

export interface Case {
  readonly request: string
  readonly says: string
  readonly args: (library: TestLibrary) => unknown
  /** The same behind every door, or by door; `left out` where a person would have to answer. */
  readonly outcome: Outcome | Partial<Record<Door['kind'] | 'else', Outcome | 'left out'>>
  /** Looks at the value of a good answer. */
  readonly check?: (value: unknown, library: TestLibrary) => void
}

const nothing = () => ({})
/** The router knows the engine's requests alone; those of a host are unknown to it. */
const byHost = (outcome: Outcome | 'left out') => ({ router: 'unknown-request', else: outcome }) as const

/** Good arguments, in an order that leaves the library as it was until the last one. */
export const goodCases: readonly Case[] = [
  {
    request: 'engine.info',
    says: 'the model is ready',
    args: nothing,
    outcome: 'ok',
    check: (value) =>
      expect(value).toMatchObject({ model: { id: 'starter', state: 'ready' }, index: 'exact' }),
  },
  {
    request: 'roots.list',
    says: 'the folder with its counts',
    args: nothing,
    outcome: 'ok',
    check: (value, { folder }) =>
      expect(value).toMatchObject([{ path: folder, photos: photoCount, failed: 1, pending: 0 }]),
  },
  {
    request: 'roots.add',
    says: 'a folder that is there already',
    args: ({ folder }) => ({ path: folder }),
    outcome: 'ok',
    check: (value) => expect(value).toMatchObject({ kind: 'already' }),
  },
  {
    request: 'roots.add',
    says: 'a folder that does not exist',
    args: ({ home }) => ({ path: join(home, 'Nowhere') }),
    outcome: 'root-missing',
  },
  {
    request: 'roots.add',
    says: 'a file instead of a folder',
    args: ({ photoPath }) => ({ path: photoPath }),
    outcome: 'root-not-a-folder',
  },
  {
    request: 'roots.add',
    says: 'a folder outside the home folder',
    args: () => ({ path: '/' }),
    outcome: { web: 'forbidden', else: 'left out' },
  },
  { request: 'roots.rescan', says: 'one folder', args: ({ rootId }) => ({ rootId }), outcome: 'ok' },
  { request: 'roots.rescan', says: 'every folder', args: nothing, outcome: 'ok' },
  {
    request: 'photos.list',
    says: 'all photos as columns of one length',
    args: () => ({ view: { kind: 'all' } }),
    outcome: 'ok',
    check: (value) => expect(columnLengths(value)).toEqual(Array(6).fill(photoCount)),
  },
  {
    request: 'photos.list',
    says: 'the photos of a folder',
    args: ({ rootId }) => ({ view: { kind: 'root', rootId } }),
    outcome: 'ok',
    check: (value) => expect(columnLengths(value)[0]).toBe(photoCount),
  },
  {
    request: 'photos.details',
    says: 'everything about a photo',
    args: ({ photoId }) => ({ photoId }),
    outcome: 'ok',
    check: (value, { photoPath }) =>
      expect(value).toMatchObject({
        path: photoPath,
        width: 160,
        height: 120,
        format: 'jpeg',
        fileThere: true,
      }),
  },
  {
    request: 'photos.details',
    says: 'a photo that is not there',
    args: () => ({ photoId: 999_999 }),
    outcome: 'not-found',
  },
  {
    request: 'photos.hide',
    says: 'a photo away from the results',
    args: ({ photoId }) => ({ photoIds: [photoId], hidden: true }),
    outcome: 'ok',
    check: (value) => expect(value).toEqual({ changed: 1 }),
  },
  {
    request: 'photos.list',
    says: 'what is hidden',
    args: () => ({ view: { kind: 'hidden' } }),
    outcome: 'ok',
    check: (value, { photoId }) => expect(value).toMatchObject({ ids: [photoId] }),
  },
  {
    request: 'photos.hide',
    says: 'a photo back into the results',
    args: ({ photoId }) => ({ photoIds: [photoId], hidden: false }),
    outcome: 'ok',
  },
  {
    request: 'search.run',
    says: 'words, best first',
    args: () => ({ query: { kind: 'words', text: 'a red circle' }, limit: 4 }),
    outcome: 'ok',
    check: (value) => {
      const { total, scores } = value as { total: number; scores: number[] }
      expect(total).toBe(photoCount)
      expect(scores).toHaveLength(4)
      expect(scores).toEqual(scores.toSorted((a, b) => b - a))
    },
  },
  {
    request: 'search.run',
    says: 'words that the model has never seen',
    args: () => ({ query: { kind: 'words', text: 'a dog zxqvvw' } }),
    outcome: 'ok',
    check: (value) => expect(value).toMatchObject({ unknownWords: ['zxqvvw'] }),
  },
  {
    request: 'search.run',
    says: 'the relatives of a photo, itself left out or first',
    args: ({ photoId }) => ({ query: { kind: 'photo', photoId } }),
    outcome: 'ok',
  },
  {
    request: 'search.run',
    says: 'the relatives of a photo that is not there',
    args: () => ({ query: { kind: 'photo', photoId: 999_999 } }),
    outcome: 'not-found',
  },
  {
    request: 'search.run',
    says: 'the relatives of a picture that was handed in',
    args: ({ pictureId }) => ({ query: { kind: 'picture', pictureId } }),
    outcome: 'ok',
    check: (value, { photoId }) => {
      const { photos, scores } = value as { photos: { ids: number[] }; scores: number[] }
      expect(photos.ids[0]).toBe(photoId)
      expect(scores[0]).toBeGreaterThan(0.99)
    },
  },
  {
    request: 'search.run',
    says: 'the relatives of a picture that was never handed in',
    args: () => ({ query: { kind: 'picture', pictureId: 'never' } }),
    outcome: 'not-found',
  },
  {
    request: 'search.picture-from-file',
    says: 'a picture by its path, which a browser must not give',
    args: ({ photoPath }) => ({ path: photoPath }),
    outcome: { web: 'forbidden', else: 'ok' },
    check: (value) =>
      expect(value).toMatchObject({ previewUrl: expect.stringMatching(/^data:image\/webp;base64,/) }),
  },
  {
    request: 'search.picture-from-bytes',
    says: 'a picture by its bytes',
    args: ({ pictureBytes }) => ({ name: 'copy.jpg', bytes: pictureBytes }),
    outcome: 'ok',
    check: (value) => expect(value).toMatchObject({ name: 'copy.jpg', pictureId: expect.any(String) }),
  },
  {
    request: 'search.picture-from-bytes',
    says: 'bytes that are no picture',
    args: () => ({ name: 'x', bytes: new Uint8Array([1, 2, 3]) }),
    outcome: 'picture-unreadable',
  },
  { request: 'indexing.pause', says: 'stop for now', args: nothing, outcome: 'ok' },
  {
    request: 'indexing.progress',
    says: 'paused by the person',
    args: nothing,
    outcome: 'ok',
    check: (value) => expect(value).toMatchObject({ phase: 'paused', pauseReason: 'person' }),
  },
  { request: 'indexing.resume', says: 'go on', args: nothing, outcome: 'ok' },
  {
    request: 'problems.list',
    says: 'the file that is no picture, with a reason',
    args: nothing,
    outcome: 'ok',
    check: (value) =>
      expect(value).toMatchObject({
        total: 1,
        problems: [{ path: expect.stringContaining('broken.jpg'), reason: expect.stringMatching(/\w/) }],
      }),
  },
  {
    request: 'problems.retry',
    says: 'try the file again',
    args: nothing,
    outcome: 'ok',
    check: (value) => expect(value).toEqual({ queued: 1 }),
  },
  { request: 'settings.set', says: 'one worker', args: () => ({ workers: 1 }), outcome: 'ok' },
  {
    request: 'settings.get',
    says: 'what was set',
    args: nothing,
    outcome: 'ok',
    check: (value) => expect(value).toEqual({ workers: 1 }),
  },
  {
    request: 'host.info',
    says: 'who the host is',
    args: nothing,
    outcome: byHost('ok'),
    check: (value) => expect(value).toMatchObject({ kind: expect.stringMatching(/^(web|electron)$/) }),
  },
  { request: 'host.open-data-folder', says: 'show it', args: nothing, outcome: byHost('ok') },
  {
    request: 'folders.choose',
    says: 'a dialog, which a browser has not',
    args: nothing,
    outcome: { router: 'unknown-request', web: 'forbidden', desktop: 'left out' },
  },
  {
    request: 'folders.list',
    says: 'the folders of the home folder, which the desktop app leaves to its dialog',
    args: nothing,
    outcome: { router: 'unknown-request', web: 'ok', desktop: 'forbidden' },
    check: (value, { home }) =>
      expect(value).toMatchObject({
        path: home,
        parent: null,
        folders: [{ name: 'Empty' }, { name: 'Photos' }],
      }),
  },
  {
    request: 'folders.list',
    says: 'a folder outside the home folder',
    args: ({ home }) => ({ path: join(home, '..') }),
    outcome: { router: 'unknown-request', else: 'forbidden' },
  },
  { request: 'photos.open', says: 'a photo', args: ({ photoId }) => ({ photoId }), outcome: byHost('ok') },
  {
    request: 'photos.open',
    says: 'a photo that is not there',
    args: () => ({ photoId: 999_999 }),
    outcome: byHost('not-found'),
  },
  { request: 'photos.reveal', says: 'a photo', args: ({ photoId }) => ({ photoId }), outcome: byHost('ok') },
  {
    request: 'photos.copy-path',
    says: 'a photo',
    args: ({ photoId }) => ({ photoId }),
    outcome: byHost('ok'),
    check: (value, { photoPath }) => expect(value).toMatchObject({ path: photoPath }),
  },
  {
    request: 'photos.menu',
    says: "the system's menu, which a browser has not",
    args: ({ photoId }) => ({ photoId, hidden: false }),
    outcome: { router: 'unknown-request', web: 'forbidden', desktop: 'left out' },
  },
  { request: 'host.restart-engine', says: 'start again', args: nothing, outcome: byHost('ok') },
  {
    request: 'roots.list',
    says: 'the folder still, after what came before',
    args: nothing,
    outcome: 'ok',
    check: (value) => expect(value).toHaveLength(1),
  },
  {
    request: 'roots.remove',
    says: 'the folder and its photos',
    args: ({ rootId }) => ({ rootId }),
    outcome: 'ok',
    check: (value) => expect(value).toEqual({ photosRemoved: photoCount + 1 }),
  },
  {
    request: 'roots.remove',
    says: 'a folder that is gone',
    args: ({ rootId }) => ({ rootId }),
    outcome: 'not-found',
  },
]

const wrong: Partial<Record<RequestName, unknown>> = {
  'roots.add': { path: '' },
  'roots.remove': { rootId: 0 },
  'roots.rescan': { rootId: 'one' },
  'photos.list': { view: { kind: 'elsewhere' } },
  'photos.details': { photoId: 1.5 },
  'photos.hide': { photoIds: [], hidden: true },
  'search.run': { query: { kind: 'words' } },
  'search.picture-from-file': { path: 7 },
  'search.picture-from-bytes': { name: 'x', bytes: new Uint8Array() },
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

function columnLengths(value: unknown): number[] {
  return Object.values(value as Record<string, unknown[]>).map((column) => column.length)
}
