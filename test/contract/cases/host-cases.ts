import { join } from 'node:path'
import { expect } from 'vitest'
import { byHost, nothing, type Case } from './case.ts'

/** What a host answers itself. */
export const hostCases: readonly Case[] = [
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
    request: 'folders.choose',
    says: 'a dialog for the folder of a model',
    args: () => ({ purpose: 'model' }),
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
        folders: [{ name: 'Empty' }, { name: 'Photos' }, { name: 'Twin' }],
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
    request: 'models.open-licence',
    says: 'of the model in use',
    args: () => ({ id: 'starter' }),
    outcome: byHost('ok'),
  },
  {
    request: 'models.open-licence',
    says: 'of a model that nobody knows',
    args: () => ({ id: 'nobody-knows' }),
    outcome: byHost('not-found'),
  },
  {
    request: 'photos.menu',
    says: "the system's menu, which a browser has not",
    args: ({ photoId }) => ({ photoId, hidden: false }),
    outcome: { router: 'unknown-request', web: 'forbidden', desktop: 'left out' },
  },
]
