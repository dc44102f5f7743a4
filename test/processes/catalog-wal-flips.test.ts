import { randomInt } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { afterDamage, flipAnywhere, killedLibrary, withPagesOf, type Good } from '../helpers/flips.ts'
import { diceFrom } from '../helpers/random-library.ts'
import { tempDir } from '../helpers/temp.ts'

const limitMs = 120_000
const rounds = 12
// The second one is another one in each run, and stands in the name of what fails.
const seeds = [7, randomInt(1, 2 ** 31)]

let killed: Good

beforeAll(async () => {
  killed = await killedLibrary(tempDir('wal-flips'))
})

describe.each(seeds)('the journal that a killed engine left, with seed %i,', (seed) => {
  const dice = diceFrom(seed)
  const part = (bytes: Buffer) => bytes.subarray(0, dice.below(bytes.length))

  it.each([
    ['in which a bit flips', (bytes: Buffer, wal: Buffer) => ({ bytes, wal: flipAnywhere(wal, 1, dice) })],
    [
      'in which twenty bits flip',
      (bytes: Buffer, wal: Buffer) => ({ bytes, wal: flipAnywhere(wal, 20, dice) }),
    ],
    ['that is cut', (bytes: Buffer, wal: Buffer) => ({ bytes, wal: part(wal) })],
    [
      'beside a catalog in which twenty bits flip',
      (bytes: Buffer, wal: Buffer) => ({ bytes: flipAnywhere(bytes, 20, dice), wal }),
    ],
    ['beside a catalog that is cut', (bytes: Buffer, wal: Buffer) => ({ bytes: part(bytes), wal })],
    [
      'in which a bit flips as in the catalog',
      (bytes: Buffer, wal: Buffer) => ({
        bytes: flipAnywhere(bytes, 10, dice),
        wal: flipAnywhere(wal, 1, dice),
      }),
    ],
    [
      'that is cut when a part of it was in the catalog',
      (bytes: Buffer, wal: Buffer) => ({ bytes: withPagesOf(wal, bytes, dice), wal: part(wal) }),
    ],
    ['that is cut beside no catalog', (_: Buffer, wal: Buffer) => ({ bytes: null, wal: part(wal) })],
  ])(
    '%s loses nothing that was said',
    (_, damage) => {
      for (let n = 0; n < rounds; n += 1)
        afterDamage(killed, damage, ({ lost }) => expect({ n, lost }).toEqual({ n, lost: [] }))
    },
    limitMs,
  )
})

describe('of a killed engine', () => {
  it('a catalog and its journal open as they were', () => {
    afterDamage(
      killed,
      (bytes) => bytes,
      ({ lost, embeddings, catalog }) =>
        expect([lost, embeddings, catalog.broughtBack, catalog.setAside]).toEqual([
          [],
          killed.photos,
          null,
          null,
        ]),
    )
  })

  it.each([
    ['a journal alone', (_: Buffer, wal: Buffer) => ({ bytes: null, wal })],
    ['a catalog alone', (bytes: Buffer) => ({ bytes, wal: null })],
    ['an empty journal', (bytes: Buffer) => ({ bytes, wal: Buffer.alloc(0) })],
    ['an empty catalog', (_: Buffer, wal: Buffer) => ({ bytes: Buffer.alloc(0), wal })],
    ['a journal of noise', (bytes: Buffer, wal: Buffer) => ({ bytes, wal: wal.fill(0x55) })],
  ])('%s loses nothing that was said', (_, damage) => {
    afterDamage(killed, damage, ({ lost }) => expect(lost).toEqual([]))
  })
})
