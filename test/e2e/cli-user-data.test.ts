import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runCli } from '../helpers/cli.ts'
import { testEngine } from '../helpers/engine.ts'
import { paintPhotos } from '../helpers/photos.ts'
import { tempDir } from '../helpers/temp.ts'

test('what was said comes back with the photos when the catalog is deleted, cut or noise', async () => {
  const data = tempDir('cli-user-data')
  const photos = tempDir('cli-user-data-photos')
  await paintPhotos(photos, 3)
  const sightline = (...args: string[]) => runCli([...args, '--data', data])
  const file = join(data, 'catalog.sqlite')
  await sightline('add', photos)
  expect((await sightline('index', '--json')).json()).toMatchObject({ photos: 3, indexed: 3 })
  const engine = await testEngine(data)
  const { ids } = await engine.handlers['photos.list']({ view: { kind: 'all' } })
  await engine.handlers['photos.mark']({ photoIds: [...ids], rating: 4 })
  await engine.handlers['collections.create']({ name: 'Best', photoIds: ids.slice(0, 2) })
  await engine.stop()
  expect(readdirSync(join(data, 'user-data')).length).toBeGreaterThan(0)

  const damages = [
    () => rmSync(file),
    () => writeFileSync(file, readFileSync(file).subarray(0, 30_000)),
    () => writeFileSync(file, Buffer.alloc(100_000, 0x5a)),
  ]
  for (const damage of damages) {
    damage()
    const status = await sightline('status', '--json')
    expect(status.json()).toMatchObject({ roots: [{ path: photos }] })
    expect(status.stderr).toContain('came back from the copy of')
    expect((await sightline('index', '--json')).json()).toMatchObject({ photos: 3 })
    const again = await testEngine(data)
    const now = await again.handlers['photos.list']({ view: { kind: 'all' } })
    const details = now.ids.map((photoId) => again.handlers['photos.details']({ photoId }))
    expect((await Promise.all(details)).map(({ rating }) => rating)).toEqual([4, 4, 4])
    expect(await again.handlers['collections.list']({})).toMatchObject([{ name: 'Best', photos: 2 }])
    await again.stop()
    expect((await sightline('doctor')).code).toBe(0)
  }
})
