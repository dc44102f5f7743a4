import { describe, expect, it } from 'vitest'
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
        expect(facts.order(ids, 'name')).toEqual(fresh.order(ids, 'name'))
      }
      await facts.stop()
      catalog.close()
    },
  )
})
