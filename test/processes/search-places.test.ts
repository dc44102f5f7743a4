import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { testEngine } from '../helpers/engine.ts'
import { needsShared, sharedData } from '../helpers/photos.ts'
import { tempDir } from '../helpers/temp.ts'

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
