import { expect } from 'vitest'
import { photoCount } from '../library.ts'
import { byHost, nothing, type Case } from './case.ts'

/** What changes the library for good: these come last. */
export const lastCases: readonly Case[] = [
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
