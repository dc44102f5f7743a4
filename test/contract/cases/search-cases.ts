import { expect } from 'vitest'
import { photoCount } from '../library.ts'
import type { Case } from './case.ts'

/** Words, photos and pictures as questions. */
export const searchCases: readonly Case[] = [
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
    args: () => ({ query: { kind: 'words', text: 'a dog 猫' } }),
    outcome: 'ok',
    check: (value) => expect(value).toMatchObject({ unknownWords: ['猫'] }),
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
    request: 'search.run',
    says: 'a text that does not parse',
    args: () => ({ query: { kind: 'words', text: 'dog before:soon' } }),
    outcome: 'query-not-understood',
  },
  {
    request: 'search.run',
    says: 'a picture that is gone beside words',
    args: () => ({ query: { kind: 'words', text: 'circle picture:gone' } }),
    outcome: 'ok',
    check: (value) => expect(value).toMatchObject({ total: photoCount, notes: [expect.any(String)] }),
  },
  {
    request: 'search.picture',
    says: 'a picture that was handed in',
    args: ({ pictureId }) => ({ pictureId }),
    outcome: 'ok',
    check: (value, { pictureId }) => expect(value).toMatchObject({ pictureId }),
  },
  {
    request: 'search.picture',
    says: 'a picture that was never handed in',
    args: () => ({ pictureId: 'never' }),
    outcome: 'not-found',
  },
  {
    request: 'search.picture-large',
    says: 'a picture that was handed in, with all its pixels',
    args: ({ pictureId }) => ({ pictureId }),
    outcome: 'ok',
    check: (value) => expect(value).toEqual({ url: expect.stringMatching(/^data:image\/jpeg;base64,/) }),
  },
  {
    request: 'search.picture-large',
    says: 'a picture that was never handed in',
    args: () => ({ pictureId: 'never' }),
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
]
