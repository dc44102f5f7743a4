import { expect } from 'vitest'
import { photoCount } from '../library.ts'
import { nothing, type Case } from './case.ts'

/** What searches could be filtered by, and those that are kept. All that is kept here goes again. */
export const searchesCases: readonly Case[] = [
  {
    request: 'search.facets',
    says: 'what photos could be filtered by',
    args: nothing,
    outcome: 'ok',
    check: (value) => {
      expect(value).toMatchObject({
        types: [{ value: 'jpeg', photos: photoCount }],
        is: expect.arrayContaining([{ value: 'landscape', photos: photoCount }]),
        cameras: [],
        folders: [{ value: 'Photos', photos: photoCount }],
        collections: [],
        places: [],
        withGps: 0,
      })
    },
  },
  {
    request: 'searches.remember',
    says: 'a search that was made',
    args: () => ({ text: 'beach -people' }),
    outcome: 'ok',
    check: (value) => expect(value).toBeNull(),
  },
  {
    request: 'searches.remember',
    says: 'no text',
    args: () => ({ text: '' }),
    outcome: 'bad-arguments',
  },
  {
    request: 'searches.history',
    says: 'the recent searches',
    args: nothing,
    outcome: 'ok',
    check: (value) =>
      expect(value).toEqual({ recent: [{ text: 'beach -people', atMs: expect.any(Number) }] }),
  },
  {
    request: 'searches.forget',
    says: 'one of them, however it is spelt',
    args: () => ({ text: 'Beach  -people' }),
    outcome: 'ok',
  },
  {
    request: 'searches.forget',
    says: 'all of them',
    args: nothing,
    outcome: 'ok',
    check: (value) => expect(value).toBeNull(),
  },
  {
    request: 'searches.save',
    says: 'a name and a text',
    args: () => ({ name: ' My  beaches ', text: 'beach' }),
    outcome: 'ok',
    check: (value) => expect(value).toMatchObject({ id: 1, name: 'My beaches', text: 'beach' }),
  },
  {
    request: 'searches.save',
    says: 'a taken name',
    args: () => ({ name: 'my BEACHES', text: 'x' }),
    outcome: 'bad-arguments',
  },
  {
    request: 'searches.rename',
    says: 'another name',
    args: () => ({ searchId: 1, name: 'Sea' }),
    outcome: 'ok',
    check: (value) => expect(value).toMatchObject({ id: 1, name: 'Sea' }),
  },
  {
    request: 'searches.rename',
    says: 'a saved search that is not there',
    args: () => ({ searchId: 99, name: 'Sea' }),
    outcome: 'not-found',
  },
  {
    request: 'searches.saved',
    says: 'the saved searches',
    args: nothing,
    outcome: 'ok',
    check: (value) => expect(value).toMatchObject([{ id: 1, name: 'Sea', text: 'beach' }]),
  },
  {
    request: 'searches.remove',
    says: 'a saved search',
    args: () => ({ searchId: 1 }),
    outcome: 'ok',
    check: (value) => expect(value).toEqual({ stepId: expect.any(Number) }),
  },
  {
    request: 'searches.remove',
    says: 'one that is not there any more',
    args: () => ({ searchId: 1 }),
    outcome: 'not-found',
  },
]
