import { randomInt } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { afterDamage, flipAnywhere, flipIn, goodLibrary, placeInSchema, type Good } from '../helpers/flips.ts'
import { diceFrom } from '../helpers/random-library.ts'
import { tempDir } from '../helpers/temp.ts'

const limitMs = 120_000
// The second one is another one in each run, and stands in the name of what fails.
const seeds = [7, randomInt(1, 2 ** 31)]

let copied: Good
let alone: Good

beforeAll(async () => {
  copied = await goodLibrary(tempDir('flips'), true)
  const dir = tempDir('flips-alone')
  mkdirSync(join(dir, 'user-data'))
  alone = await goodLibrary(dir, false)
})

describe.each(seeds)('of bits that flip with seed %i', (seed) => {
  it(
    'one in the schema loses nothing at all, without any copy',
    () => {
      const dice = diceFrom(seed)
      for (let n = 0; n < 60; n += 1) {
        const at = placeInSchema(alone, dice)
        afterDamage(
          alone,
          (bytes) => flipIn(bytes, at, dice),
          ({ lost, embeddings }) =>
            expect({ n, at, lost, embeddings }).toEqual({ n, at, lost: [], embeddings: alone.photos }),
        )
      }
    },
    limitMs,
  )

  it(
    'one anywhere loses nothing that was said, and at most the embeddings of one page',
    () => {
      const dice = diceFrom(seed)
      for (let n = 0; n < 30; n += 1)
        afterDamage(
          copied,
          (bytes) => flipAnywhere(bytes, 1, dice),
          ({ lost, embeddings }) => {
            expect({ n, lost }).toEqual({ n, lost: [] })
            expect(embeddings).toBeGreaterThanOrEqual(copied.photos - 4)
          },
        )
    },
    limitMs,
  )

  it(
    'twenty anywhere lose nothing that was said',
    () => {
      const dice = diceFrom(seed)
      for (let n = 0; n < 20; n += 1)
        afterDamage(
          copied,
          (bytes) => flipAnywhere(bytes, 20, dice),
          ({ lost, embeddings }) => {
            expect({ n, lost }).toEqual({ n, lost: [] })
            expect(embeddings).toBeGreaterThan(copied.photos * 0.8)
          },
        )
    },
    limitMs,
  )

  it('noise in the place of the catalog loses nothing that was said', () => {
    const dice = diceFrom(seed)
    const noise = Buffer.from(Uint8Array.from({ length: 200_000 }, () => dice.below(256)))
    afterDamage(
      copied,
      () => noise,
      ({ lost }) => expect(lost).toEqual([]),
    )
  })
})

describe('a catalog', () => {
  it.each([
    ['is gone', () => null],
    ['is empty', () => Buffer.alloc(0)],
    ['is cut in half', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
    ['is cut within a page', (bytes: Buffer) => bytes.subarray(0, 50_001)],
    ['has lost its first page', (bytes: Buffer) => bytes.fill(0, 0, 4_096)],
    ['has lost its header', (bytes: Buffer) => bytes.fill(0xff, 0, 100)],
  ])('that %s loses nothing that was said', (_, damage) => {
    afterDamage(copied, damage, ({ lost }) => expect(lost).toEqual([]))
  })

  it('whose first page is gone keeps all embeddings and what was said, without any copy', () => {
    afterDamage(
      alone,
      (bytes) => bytes.fill(0, 0, 4_096),
      ({ lost, embeddings }) => expect({ lost, embeddings }).toEqual({ lost: [], embeddings: alone.photos }),
    )
  })

  it(
    'with any bit of its header flipped opens as it was',
    () => {
      for (let bit = 0; bit < 100 * 8; bit += 7)
        afterDamage(
          alone,
          (bytes) => {
            bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7))
            return bytes
          },
          ({ lost, embeddings }) =>
            expect({ bit, lost, embeddings }).toEqual({ bit, lost: [], embeddings: alone.photos }),
        )
    },
    limitMs,
  )
})
