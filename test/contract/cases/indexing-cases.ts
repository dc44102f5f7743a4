import { expect } from 'vitest'
import { nothing, type Case } from './case.ts'

/** Indexing, problems and settings. What they pause goes on again. */
export const indexingCases: readonly Case[] = [
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
    request: 'problems.groups',
    says: 'the reasons, each once',
    args: nothing,
    outcome: 'ok',
    check: (value) => expect(value).toEqual([{ reason: expect.stringMatching(/\w/), photos: 1 }]),
  },
  {
    request: 'problems.retry',
    says: 'try the file again',
    args: nothing,
    outcome: 'ok',
    check: (value) => expect(value).toEqual({ queued: 1 }),
  },
  {
    request: 'photos.read-again',
    says: 'a photo whose file did not change',
    args: ({ photoId }) => ({ photoIds: [photoId] }),
    outcome: 'ok',
    check: (value) => expect(value).toEqual({ queued: 1 }),
  },
  {
    request: 'photos.read-again',
    says: 'a photo that is not there',
    args: () => ({ photoIds: [999_999] }),
    outcome: 'ok',
    check: (value) => expect(value).toEqual({ queued: 0 }),
  },
  {
    request: 'roots.read-again',
    says: 'a folder that is in no folder of the library',
    args: ({ rootId }) => ({ rootId, folder: 'nowhere' }),
    outcome: 'ok',
    check: (value) => expect(value).toEqual({ queued: 0 }),
  },
  {
    request: 'roots.read-again',
    says: 'a folder that was never added',
    args: () => ({ rootId: 999_999 }),
    outcome: 'not-found',
  },
  {
    request: 'indexing.prefer',
    says: 'a folder before the others',
    args: ({ rootId }) => ({ rootId }),
    outcome: 'ok',
  },
  {
    request: 'indexing.prefer',
    says: 'none before the others',
    args: () => ({ rootId: null }),
    outcome: 'ok',
  },
  { request: 'indexing.power', says: 'on its battery', args: () => ({ onBattery: true }), outcome: 'ok' },
  {
    request: 'indexing.progress',
    says: 'that waits for the mains',
    args: nothing,
    outcome: 'ok',
    check: (value) =>
      expect(value).toMatchObject({ pauseReason: 'battery', pauseMessage: expect.stringMatching(/battery/) }),
  },
  { request: 'indexing.power', says: 'plugged in', args: () => ({ onBattery: false }), outcome: 'ok' },
  {
    request: 'settings.set',
    says: 'one gentle worker',
    args: () => ({ workers: 1, speed: 'gentle', pauseOnBattery: false, unloadAfterMinutes: 20 }),
    outcome: 'ok',
  },
  {
    request: 'settings.get',
    says: 'what was set',
    args: nothing,
    outcome: 'ok',
    check: (value) =>
      expect(value).toEqual({
        workers: 1,
        speed: 'gentle',
        pauseOnBattery: false,
        provider: 'auto',
        rememberSearches: true,
        strictness: 'balanced',
        unloadAfterMinutes: 20,
      }),
  },
]
