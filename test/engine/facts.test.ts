import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openCatalog } from '../../src-main/engine/catalog/catalog.ts'
import { noStoredMetadata } from '../../src-main/engine/catalog/rows.ts'
import { createFacts } from '../../src-main/engine/search/facts/facts.ts'
import { createPlaces } from '../../src-main/engine/search/places/places.ts'
import { bruteForce } from '../helpers/brute-force.ts'
import { randomFilter } from '../helpers/random-filters.ts'
import { changeAtRandom, diceFrom, randomLibrary, type Dice } from '../helpers/random-library.ts'
import { tempDir } from '../helpers/temp.ts'

const places = createPlaces()

const someFilters = (dice: Dice, collections: readonly string[]) =>
  Array.from({ length: 1 + dice.below(3) }, () => ({
    filter: randomFilter(dice, collections),
    isExcluded: dice.chance(0.3),
  }))

describe('filters', () => {
  it.each([1, 2, 3])('find what brute force over the rows finds (library %i)', (seed) => {
    const dice = diceFrom(seed)
    const catalog = randomLibrary(tempDir('facts'), 150, dice)
    const facts = createFacts(catalog, places)
    const collections = catalog.collections.list().map(({ name }) => name)
    let found = 0
    for (let n = 0; n < 100; n += 1) {
      const filters = someFilters(dice, collections)
      const mask = facts.select(filters)
      const expected = bruteForce(catalog.file, filters)
      expect([...mask.ids()], JSON.stringify(filters)).toEqual(expected)
      expect(mask.size).toBe(expected.length)
      found += expected.length
    }
    // The filters are no empty words.
    expect(found).toBeGreaterThan(500)
    expect([...facts.select([]).ids()]).toEqual(catalog.photos.findableIds().toSorted((a, b) => a - b))
    catalog.close()
  })
})

describe('facets', () => {
  it.each([21, 22, 23])(
    'of folders and collections count what their filters find (library %i)',
    async (seed) => {
      const dice = diceFrom(seed)
      const catalog = randomLibrary(tempDir('facets'), 150, dice)
      const facts = createFacts(catalog, places)
      for (let round = 0; round < 5; round += 1) {
        const { folders, collections } = await facts.facets()
        expect(folders.length).toBeGreaterThan(10)
        expect(collections.length).toBeGreaterThan(0)
        for (const { value, photos } of folders)
          expect(facts.select([{ filter: { key: 'in', any: [value] }, isExcluded: false }]).size, value).toBe(
            photos,
          )
        for (const { value, photos } of collections)
          expect(
            facts.select([{ filter: { key: 'collection', any: [value] }, isExcluded: false }]).size,
            value,
          ).toBe(photos)
        for (let n = 0; n < 20; n += 1) changeAtRandom(catalog, dice)
      }
      await facts.stop()
      catalog.close()
    },
  )
})

describe('facts', () => {
  it.each([11, 12, 13])(
    'follow whatever changes a row, as if they were read anew (library %i)',
    async (seed) => {
      const dice = diceFrom(seed)
      const catalog = randomLibrary(tempDir('facts-changes'), 60, dice)
      const facts = createFacts(catalog, places)
      await facts.load()
      for (let round = 0; round < 60; round += 1) {
        for (let n = dice.below(6); n >= 0; n -= 1) changeAtRandom(catalog, dice)
        const filters = someFilters(
          dice,
          catalog.collections.list().map(({ name }) => name),
        )
        expect([...facts.select(filters).ids()], JSON.stringify(filters)).toEqual(
          bruteForce(catalog.file, filters),
        )
        expect(facts.size).toBe(catalog.photos.findableIds().length)
        const fresh = createFacts(catalog, places)
        expect(await facts.facets()).toEqual(await fresh.facets())
        const ids = facts.select([]).ids()
        expect(facts.first(ids, 'name', 1_000)).toEqual(fresh.first(ids, 'name', 1_000))
      }
      await facts.stop()
      catalog.close()
    },
  )
})

it('finds photos by the place where they were taken', async () => {
  const catalog = openCatalog(join(tempDir('facts-places'), 'catalog.sqlite'))
  const { id: rootId } = catalog.roots.add('/photos')
  const add = (inode: number, latitude: number | null, longitude: number | null) => {
    const file = { relativePath: `${inode}.jpg`, sizeBytes: 1, mtimeMs: 1, inode }
    const id = catalog.photos.addPending(rootId, file)
    const queued = { id, rootPath: '/photos', sidecar: null, reread: null, ...file }
    const size = { width: 4, height: 3, format: 'jpeg', averageColour: 0 }
    const contentHash = new Uint8Array(32).fill(inode)
    catalog.photos.setIndexed(queued, { ...noStoredMetadata, latitude, longitude, ...size, contentHash })
    return id
  }
  const paris = add(1, 48.8606, 2.3376)
  const lyon = add(2, 45.757, 4.832)
  const ocean = add(3, 30, -40)
  const nowhere = add(4, null, null)
  const facts = createFacts(catalog, places)
  const find = (any: readonly string[], isExcluded = false) => {
    const filters = [{ filter: { key: 'place', any } as const, isExcluded }]
    return facts.prepare(filters, null).then((problem) => {
      expect(problem).toBeNull()
      return [...facts.select(filters).ids()]
    })
  }
  expect(await find(['paris'])).toEqual([paris])
  expect(await find(['France'])).toEqual([paris, lyon])
  expect(await find(['France'], true)).toEqual([ocean, nowhere])
  expect(await find(['Lyon', 'Paris'])).toEqual([paris, lyon])
  expect((await facts.facets()).places).toEqual([
    { value: 'France', photos: 2 },
    { value: 'Lyon', photos: 1 },
    { value: 'Paris', photos: 1 },
  ])
  catalog.photos.setHidden([paris], true)
  expect(await find(['France'])).toEqual([lyon])
  await facts.stop()
  catalog.close()
})

it('sees what another process writes', () => {
  const dice = diceFrom(31)
  const catalog = randomLibrary(tempDir('facts-others'), 40, dice)
  const other = openCatalog(catalog.file, { readonly: true })
  const facts = createFacts(other, places)
  expect(facts.size).toBe(catalog.photos.findableIds().length)
  const { revision } = facts
  catalog.photos.setHidden(catalog.photos.findableIds().slice(0, 3), true)
  expect(facts.revision).not.toBe(revision)
  expect([...facts.select([]).ids()]).toEqual(catalog.photos.findableIds().toSorted((a, b) => a - b))
  other.close()
  catalog.close()
})

it('takes nothing from a transaction that is undone', () => {
  const catalog = randomLibrary(tempDir('facts-undone'), 20, diceFrom(32))
  const facts = createFacts(catalog, places)
  const before = facts.size
  expect(() =>
    catalog.transaction(() => {
      catalog.photos.setHidden(catalog.photos.findableIds(), true)
      expect(facts.size).toBe(before)
      throw new Error('no')
    }),
  ).toThrow('no')
  expect(facts.size).toBe(before)
  expect(facts.size).toBe(catalog.photos.findableIds().length)
  catalog.close()
})
