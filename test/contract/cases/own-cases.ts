import { expect } from 'vitest'
import { nothing, type Case } from './case.ts'

/** What the person says of photos. It leaves a rating and the collection "Winter" behind. */
export const ownCases: readonly Case[] = [
  {
    request: 'photos.mark',
    says: 'a favourite with four stars',
    args: ({ photoId }) => ({ photoIds: [photoId], favourite: true, rating: 4 }),
    outcome: 'ok',
    check: (value) => expect(value).toEqual({ changed: 1, stepId: expect.any(Number) }),
  },
  {
    request: 'photos.list',
    says: 'the favourites',
    args: () => ({ view: { kind: 'favourites' } }),
    outcome: 'ok',
    check: (value, { photoId }) => expect(value).toMatchObject({ ids: [photoId], flags: [1] }),
  },
  {
    request: 'photos.tag',
    says: 'a tag, with its spaces put right',
    args: ({ photoId }) => ({ photoIds: [photoId], add: [' New   York ', 'sea'] }),
    outcome: 'ok',
    check: (value) => expect(value).toEqual({ changed: 1, stepId: expect.any(Number) }),
  },
  {
    request: 'tags.list',
    says: 'the tags in use',
    args: nothing,
    outcome: 'ok',
    check: (value) =>
      expect(value).toEqual([
        { name: 'New York', photos: 1 },
        { name: 'sea', photos: 1 },
      ]),
  },
  {
    request: 'photos.list',
    says: 'the photos with a tag, whatever its case',
    args: () => ({ view: { kind: 'tag', tag: 'new york' } }),
    outcome: 'ok',
    check: (value, { photoId }) => expect(value).toMatchObject({ ids: [photoId] }),
  },
  {
    request: 'photos.details',
    says: 'a photo with what was said of it',
    args: ({ photoId }) => ({ photoId }),
    outcome: 'ok',
    check: (value) =>
      expect(value).toMatchObject({
        favourite: true,
        rating: 4,
        ratingFrom: 'person',
        tags: ['New York', 'sea'],
        whereabouts: 'there',
      }),
  },
  {
    request: 'photos.count-marks',
    says: 'a photo, two tags and a collection that is not there',
    args: ({ photoId }) => ({ photoIds: [photoId], tags: ['SEA', 'none'], collectionId: 99 }),
    outcome: 'ok',
    check: (value) =>
      expect(value).toEqual({
        photos: 1,
        favourites: 1,
        hidden: 0,
        ratings: [0, 0, 0, 0, 1, 0],
        tagged: [1, 0],
        collected: 0,
      }),
  },
  {
    request: 'photos.mark',
    says: 'what it bears already',
    args: ({ photoId }) => ({ photoIds: [photoId], favourite: true, rating: 4 }),
    outcome: 'ok',
    check: (value) => expect(value).toEqual({ changed: 0, stepId: null }),
  },
  {
    request: 'photos.tag',
    says: 'a tag taken away',
    args: ({ photoId }) => ({ photoIds: [photoId], remove: ['SEA'] }),
    outcome: 'ok',
  },
  {
    request: 'collections.create',
    says: 'a collection with a photo',
    args: ({ photoId }) => ({ name: 'Summer', photoIds: [photoId] }),
    outcome: 'ok',
    check: (value) => expect(value).toEqual({ id: 1, name: 'Summer', photos: 1, stepId: expect.any(Number) }),
  },
  {
    request: 'collections.create',
    says: 'a taken name',
    args: () => ({ name: 'summer' }),
    outcome: 'bad-arguments',
  },
  {
    request: 'collections.rename',
    says: 'another name',
    args: () => ({ collectionId: 1, name: 'Winter' }),
    outcome: 'ok',
  },
  {
    request: 'collections.rename',
    says: 'a collection that is not there',
    args: () => ({ collectionId: 99, name: 'Autumn' }),
    outcome: 'not-found',
  },
  {
    request: 'photos.list',
    says: 'the photos of a collection',
    args: () => ({ view: { kind: 'collection', collectionId: 1 } }),
    outcome: 'ok',
    check: (value, { photoId }) => expect(value).toMatchObject({ ids: [photoId] }),
  },
  {
    request: 'collections.change',
    says: 'a photo out of a collection',
    args: ({ photoId }) => ({ collectionId: 1, remove: [photoId] }),
    outcome: 'ok',
    check: (value) => expect(value).toEqual({ changed: 1, stepId: expect.any(Number) }),
  },
  {
    request: 'collections.list',
    says: 'the collections, the empty ones too',
    args: nothing,
    outcome: 'ok',
    check: (value) => expect(value).toEqual([{ id: 1, name: 'Winter', photos: 0 }]),
  },
  {
    request: 'collections.remove',
    says: 'a collection',
    args: () => ({ collectionId: 1 }),
    outcome: 'ok',
    check: (value) => expect(value).toEqual({ stepId: expect.any(Number) }),
  },
  {
    request: 'steps.next',
    says: 'what would be undone',
    args: nothing,
    outcome: 'ok',
    check: (value) =>
      expect(value).toEqual({
        undo: {
          id: expect.any(Number),
          label: { kind: 'remove-collection', name: 'Winter' },
          photos: 0,
          atMs: expect.any(Number),
        },
        redo: null,
      }),
  },
  {
    request: 'steps.undo',
    says: 'the last change',
    args: nothing,
    outcome: 'ok',
    check: (value) => expect(value).toMatchObject({ step: { label: { name: 'Winter' } }, absent: 0 }),
  },
  {
    request: 'collections.list',
    says: 'the collection that came back with its id',
    args: nothing,
    outcome: 'ok',
    check: (value) => expect(value).toEqual([{ id: 1, name: 'Winter', photos: 0 }]),
  },
  {
    request: 'steps.undo',
    says: 'a step that is not there',
    args: () => ({ stepId: 999 }),
    outcome: 'not-found',
  },
  {
    request: 'steps.redo',
    says: 'the removal, done again',
    args: nothing,
    outcome: 'ok',
    check: (value) => expect(value).toMatchObject({ step: { label: { kind: 'remove-collection' } } }),
  },
  { request: 'steps.redo', says: 'nothing to be done again', args: nothing, outcome: 'not-found' },
  {
    request: 'collections.remove',
    says: 'a collection that is gone',
    args: () => ({ collectionId: 1 }),
    outcome: 'not-found',
  },
  {
    request: 'library.backup',
    says: 'a copy in the data folder',
    args: nothing,
    outcome: 'ok',
    check: (value) =>
      expect(value).toMatchObject({ path: expect.stringMatching(/backups.sightline-.+\.sqlite$/) }),
  },
  {
    request: 'photos.mark',
    says: 'all of it taken back',
    args: ({ photoId }) => ({ photoIds: [photoId], favourite: false, rating: null }),
    outcome: 'ok',
    check: (value) => expect(value).toEqual({ changed: 1, stepId: expect.any(Number) }),
  },
]
