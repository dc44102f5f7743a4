import { setImmediate as nextTurn } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { openCatalog, type Catalog } from '../../src-main/engine/catalog/catalog.ts'
import { createFacts } from '../../src-main/engine/search/facts/facts.ts'
import { createPlaces } from '../../src-main/engine/search/places/places.ts'
import { addRandomPhoto, changeAtRandom, diceFrom, randomLibrary } from '../helpers/random-library.ts'
import { tempDir } from '../helpers/temp.ts'

const places = createPlaces()
const collator = new Intl.Collator('en', { numeric: true })

const nameOf = (path: string) => path.slice(path.lastIndexOf('/') + 1)

/** Sorts the rows themselves. */
function sortedAnew(catalog: Catalog, ids: Int32Array, order: 'newest' | 'oldest' | 'name'): number[] {
  const db = new Database(catalog.file, { readonly: true })
  const wanted = new Set(ids)
  const rows = db
    .prepare<[], { id: number; path: string; at: number }>(
      'SELECT id, relative_path AS path, sort_at_ms AS at FROM photos',
    )
    .all()
    .filter(({ id }) => wanted.has(id))
  db.close()
  rows.sort((a, b) => {
    if (order === 'name') return collator.compare(nameOf(a.path), nameOf(b.path)) || a.id - b.id
    return order === 'oldest' ? a.at - b.at || a.id - b.id : b.at - a.at || b.id - a.id
  })
  return rows.map(({ id }) => id)
}

describe('the first photos in an order', () => {
  it.each([
    [60, 20],
    [2_600, 4],
  ])('are those of all sorted anew, whatever changes (%i photos)', async (photos, rounds) => {
    const dice = diceFrom(photos)
    const catalog = randomLibrary(tempDir('facts-order'), photos, dice)
    const facts = createFacts(catalog, places)
    for (let round = 0; round < rounds; round += 1) {
      const ids = facts.select([]).ids()
      if (round % 2 === 1) await facts.prepare([], 'name')
      for (const order of ['newest', 'oldest', 'name'] as const) {
        const expected = sortedAnew(catalog, ids, order)
        for (const limit of [0, 1, 7, 40, ids.length, ids.length + 5])
          expect([...facts.first(ids, order, limit)], `${order} ${limit}`).toEqual(expected.slice(0, limit))
      }
      for (let n = 0; n < 12; n += 1) changeAtRandom(catalog, dice)
    }
    await facts.stop()
    catalog.close()
  })

  it('are found while the names of many are brought into an order', async () => {
    const dice = diceFrom(5)
    const catalog = randomLibrary(tempDir('facts-order-busy'), 0, dice)
    catalog.transaction(() => {
      for (let n = 0; n < 5_000; n += 1) addRandomPhoto(catalog, dice)
    })
    const facts = createFacts(catalog, places)
    await facts.load()
    const preparing = facts.prepare([], 'name')
    for (let n = 0; n < 30; n += 1) changeAtRandom(catalog, dice)
    await preparing
    const ids = facts.select([]).ids()
    expect([...facts.first(ids, 'name', 50)]).toEqual(sortedAnew(catalog, ids, 'name').slice(0, 50))
    await facts.stop()
    catalog.close()
  })

  it('are those of the catalog when another process wrote while the names were brought into an order', async () => {
    const dice = diceFrom(6)
    const catalog = randomLibrary(tempDir('facts-order-others'), 0, dice)
    catalog.transaction(() => {
      for (let n = 0; n < 9_000; n += 1) addRandomPhoto(catalog, dice)
    })
    const other = openCatalog(catalog.file, { readonly: true })
    const facts = createFacts(other, places)
    const preparing = facts.prepare([], 'name')
    await nextTurn()
    for (let n = 0; n < 20; n += 1) addRandomPhoto(catalog, dice)
    // Looks at the catalog in the midst of it, as any request does.
    expect(facts.size).toBe(catalog.photos.findableIds().length)
    await preparing
    const ids = facts.select([]).ids()
    expect([...facts.first(ids, 'name', ids.length)]).toEqual(sortedAnew(catalog, ids, 'name'))
    await facts.stop()
    other.close()
    catalog.close()
  })
})
