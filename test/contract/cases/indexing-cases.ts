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
]
