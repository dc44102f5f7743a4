import { mkdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { until } from '../helpers/engine.ts'
import { present, testLibrary, write } from '../helpers/library.ts'
import { tempDir } from '../helpers/temp.ts'

it('several network drives that go and come back are noticed, and looked at often again', async () => {
  const base = tempDir('library-watch-drives')
  const test = testLibrary(join(base, 'data'), {
    settleMs: 50,
    presenceMs: 30,
    awayCheckMs: 200,
    pollMs: 60_000,
    isNetwork: (path) => Promise.resolve(path.includes('/net/')),
    mountPlaces: () => Promise.resolve([]),
  })
  const places = ['one', 'two', 'three'].map((name) => join(base, 'net', name))
  // One on a disk of this machine beside them.
  write(join(base, 'local'), 'a.jpg')
  await test.library.add(join(base, 'local'))
  mkdirSync(join(base, 'far'))
  const ids: number[] = []
  for (const place of places) {
    write(place, 'a.jpg')
    ids.push((await test.library.add(place)).root.id)
  }
  try {
    await test.library.scan()
    await test.library.watch()
    const all = (state: string, watched: string) =>
      until(`all are ${state}`, () =>
        ids.every((id) => test.library.rootState(id) === state && test.library.watchedBy(id) === watched),
      )
    await all('idle', 'polling')
    renameSync(join(base, 'net'), join(base, 'far', 'net'))
    await all('away', 'not')
    for (const place of places) write(place.replace('/net/', '/far/net/'), 'b.jpg')
    renameSync(join(base, 'far', 'net'), join(base, 'net'))
    await all('idle', 'polling')
    for (const id of ids) expect(present(test.catalog, id)).toEqual(['a.jpg', 'b.jpg'])
  } finally {
    await test.close()
  }
})
