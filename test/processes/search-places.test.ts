import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { filterText } from '../../src-renderer/lib/fact-queries.ts'
import { testEngine } from '../helpers/engine.ts'
import { needsShared, paintPhotos, setPlace, sharedData } from '../helpers/photos.ts'
import { tempDir } from '../helpers/temp.ts'

it('the place of a photo is told, and a search for it finds the photo', async () => {
  const folder = join(tempDir('place-of'), 'Photos')
  const spots = [
    [38.7112, -9.1365],
    [33.66, -95.55],
    [64.75, -18.5],
    [30, -40],
  ] as const
  const files = await paintPhotos(folder, spots.length + 1)
  for (const [n, [latitude, longitude]] of spots.entries())
    await setPlace(join(folder, files[n] ?? ''), latitude, longitude)
  const engine = await testEngine(tempDir('place-of-data'))
  await engine.handlers['roots.add']({ path: folder })
  await engine.indexOnce()
  const { ids } = await engine.handlers['photos.list']({ view: { kind: 'all' } })
  const texts: Record<string, string | null> = {}
  for (const photoId of ids) {
    const { fileName } = await engine.handlers['photos.details']({ photoId })
    const place = await engine.handlers['photos.place']({ photoId })
    texts[fileName] = place && `${place.kind}: ${place.text}`
    if (!place) continue
    const query = { kind: 'words', text: filterText('place', place.text) } as const
    const { photos } = await engine.handlers['search.run']({ query, offset: 0, limit: 50 })
    expect(photos.ids, place.text).toEqual([photoId])
  }
  expect(files.map((file) => texts[file])).toEqual([
    'city: Lisbon, Portugal',
    'city: Paris, Texas, United States',
    'area: Northeast, Iceland',
    null,
    null,
  ])
  await expect(async () => engine.handlers['photos.place']({ photoId: 999 })).rejects.toMatchObject({
    code: 'not-found',
  })
  await engine.stop()
}, 60_000)

const drone = join(sharedData, 'camera', 'gps-12mp')

it.skipIf(!existsSync(drone))(
  `photos are found by the name of where they were taken (${needsShared})`,
  async () => {
    const engine = await testEngine(tempDir('search-places'))
    await engine.handlers['roots.add']({ path: drone })
    await engine.indexOnce()
    const total = async (text: string) =>
      (await engine.handlers['search.run']({ query: { kind: 'words', text }, offset: 0, limit: 50 })).total
    const all = await total('has:gps')
    expect(all).toBeGreaterThan(0)
    const { places } = await engine.handlers['search.facets']({})
    expect(places.length).toBeGreaterThan(0)
    for (const { value, photos } of places) expect(await total(`place:"${value}"`), value).toBe(photos)
    expect(await total('place:Atlantis')).toBe(0)
    expect(await total('sky place:Atlantis')).toBe(0)
    await engine.stop()
  },
  60_000,
)
