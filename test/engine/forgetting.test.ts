import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openCatalog } from '../../src-main/engine/catalog/catalog.ts'
import { testEngine } from '../helpers/engine.ts'
import { paintPhotos } from '../helpers/photos.ts'
import { tempDir } from '../helpers/temp.ts'

const dayMs = 86_400_000

it('one run of the command line forgets photos that have been missing for a month, and keeps the others', async () => {
  const dir = tempDir('forgetting')
  const dataDir = join(dir, 'data')
  const photos = join(dir, 'photos')
  const names = await paintPhotos(photos, 12)
  const first = await testEngine(dataDir)
  await first.handlers['roots.add']({ path: photos })
  await first.indexOnce()
  await first.stop()

  for (const name of names.slice(0, 2)) rmSync(join(photos, name))
  const catalog = openCatalog(join(dataDir, 'catalog.sqlite'))
  const rootId = catalog.roots.list()[0]?.id ?? 0
  const idsOf = names.slice(0, 2).map((name) => catalog.photos.byPath(rootId, name) ?? 0)
  catalog.photos.setMissing(idsOf.slice(0, 1), Date.now() - 31 * dayMs)
  catalog.photos.setMissing(idsOf.slice(1), Date.now() - 29 * dayMs)
  catalog.close()

  const second = await testEngine(dataDir)
  await second.indexOnce()
  expect(second.status()).toMatchObject({ photos: 10, missing: 1 })
  expect(() => second.handlers['photos.details']({ photoId: idsOf[0] ?? 0 })).toThrow(/no photo/)
  await second.stop()
})
