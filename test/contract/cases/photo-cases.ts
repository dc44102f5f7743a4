import { expect } from 'vitest'
import { photoCount } from '../library.ts'
import type { Case } from './case.ts'

/** Lists, details and hiding. They leave the library as it was. */
export const photoCases: readonly Case[] = [
  {
    request: 'photos.list',
    says: 'all photos as columns of one length',
    args: () => ({ view: { kind: 'all' } }),
    outcome: 'ok',
    check: (value) => expect(columnLengths(value)).toEqual(Array(7).fill(photoCount)),
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
    request: 'photos.place',
    says: 'a photo that does not tell where it was taken',
    args: ({ photoId }) => ({ photoId }),
    outcome: 'ok',
    check: (value) => expect(value).toBeNull(),
  },
  {
    request: 'photos.place',
    says: 'a photo that is not there',
    args: () => ({ photoId: 999_999 }),
    outcome: 'not-found',
  },
  {
    request: 'photos.hide',
    says: 'a photo away from the results',
    args: ({ photoId }) => ({ photoIds: [photoId], hidden: true }),
    outcome: 'ok',
    check: (value) => expect(value).toEqual({ changed: 1, stepId: expect.any(Number) }),
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
]

function columnLengths(value: unknown): number[] {
  return Object.values(value as Record<string, unknown[]>).map((column) => column.length)
}
