import { join } from 'node:path'
import { expect } from 'vitest'
import { photoCount } from '../library.ts'
import { nothing, type Case } from './case.ts'

/** The engine and the folders. They leave the library as it was. */
export const rootCases: readonly Case[] = [
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
  {
    request: 'roots.set-rules',
    says: 'rules that leave nothing out',
    args: ({ rootId }) => ({ rootId, rules: 'no-such-folder/', minSidePx: 10 }),
    outcome: 'ok',
    check: (value) =>
      expect(value).toMatchObject({
        rules: 'no-such-folder/',
        minSidePx: 10,
        leftOut: 0,
        photos: photoCount,
      }),
  },
  {
    request: 'roots.set-rules',
    says: 'a folder that is not there',
    args: () => ({ rootId: 999, rules: '' }),
    outcome: 'not-found',
  },
  {
    request: 'roots.confirm-vanished',
    says: 'a folder of which nothing went',
    args: ({ rootId }) => ({ rootId, gone: false }),
    outcome: 'ok',
    check: (value) => expect(value).toMatchObject({ vanished: null, photos: photoCount }),
  },
  {
    request: 'roots.confirm-vanished',
    says: 'a folder that is not there',
    args: () => ({ rootId: 999, gone: true }),
    outcome: 'not-found',
  },
  { request: 'roots.rescan', says: 'one folder', args: ({ rootId }) => ({ rootId }), outcome: 'ok' },
  { request: 'roots.rescan', says: 'every folder', args: nothing, outcome: 'ok' },
]
