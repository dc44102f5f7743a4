import { join } from 'node:path'
import { expect } from 'vitest'
import type { ModelOverview } from '../../../src-preload/contract/index.ts'
import { nothing, type Case } from './case.ts'

/** Models and processors. The starter model answers before and after. */
export const modelCases: readonly Case[] = [
  { request: 'search.prepare', says: 'a question is near', args: nothing, outcome: 'ok' },
  {
    request: 'models.list',
    says: 'the model in use first, and the others',
    args: nothing,
    outcome: 'ok',
    check: (value) => {
      const { models } = value as ModelOverview
      expect(models[0]).toMatchObject({ id: 'starter', role: 'active', isBuiltIn: true })
      expect(models.slice(1).map(({ role }) => role)).toEqual(models.slice(1).map(() => null))
    },
  },
  {
    request: 'models.get',
    says: 'a model that is here already, for which nothing is fetched',
    args: () => ({ id: 'starter' }),
    outcome: 'ok',
  },
  {
    request: 'models.cancel',
    says: 'a download that is not under way',
    args: () => ({ id: 'starter' }),
    outcome: 'ok',
  },
  {
    request: 'models.import',
    says: 'the folder of a model',
    args: ({ home }) => ({ path: join(home, 'Twin') }),
    outcome: 'ok',
    check: (value) => expect(value).toMatchObject({ id: 'twin', state: 'installed', role: null }),
  },
  {
    request: 'models.import',
    says: 'a folder without a model',
    args: ({ home }) => ({ path: join(home, 'Empty') }),
    outcome: 'model-refused',
  },
  { request: 'models.use-now', says: 'no other model on its way', args: nothing, outcome: 'not-found' },
  {
    request: 'models.use',
    says: 'a model that is not here',
    args: () => ({ id: 'elsewhere' }),
    outcome: 'not-found',
  },
  { request: 'models.use', says: 'the twin', args: () => ({ id: 'twin' }), outcome: 'ok' },
  { request: 'models.use', says: 'the starter again', args: () => ({ id: 'starter' }), outcome: 'ok' },
  {
    request: 'models.forget-embeddings',
    says: 'those of the twin',
    args: () => ({ id: 'twin' }),
    outcome: 'ok',
    check: (value) => expect(value).toEqual({ photos: expect.any(Number) }),
  },
  {
    request: 'models.forget-embeddings',
    says: 'those of the model in use',
    args: () => ({ id: 'starter' }),
    outcome: 'model-in-use',
  },
  {
    request: 'models.remove',
    says: 'the twin',
    args: () => ({ id: 'twin' }),
    outcome: 'ok',
    check: (value) => expect((value as { freedBytes: number }).freedBytes).toBeGreaterThan(10_000_000),
  },
  {
    request: 'models.remove',
    says: 'the model in use',
    args: () => ({ id: 'starter' }),
    outcome: 'model-in-use',
  },
  {
    request: 'providers.prove',
    says: 'each against the CPU',
    args: nothing,
    outcome: 'ok',
    check: (value) =>
      expect(value).toMatchObject({
        modelId: 'starter',
        provedAtMs: expect.any(Number),
        tried: expect.arrayContaining([expect.objectContaining({ provider: 'cpu' })]),
      }),
  },
  {
    request: 'providers.report',
    says: 'what came of it',
    args: nothing,
    outcome: 'ok',
    check: (value) => expect(value).toMatchObject({ wanted: 'auto', inUse: expect.any(String) }),
  },
]
