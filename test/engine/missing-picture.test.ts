import { renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { testEngine } from '../helpers/engine.ts'
import { paintPhotos } from '../helpers/photos.ts'
import { tempDir } from '../helpers/temp.ts'

it('a photo is never shown by the file that took its name', async () => {
  const dir = tempDir('missing-picture')
  const dataDir = join(dir, 'data')
  const names = await paintPhotos(join(dir, 'photos'), 4)
  const [one = '', two = ''] = names.map((name) => join(dir, 'photos', name))
  const engine = await testEngine(dataDir)
  await engine.handlers['roots.add']({ path: join(dir, 'photos') })
  await engine.indexOnce()
  const idOf = async (path: string) => {
    for (const photoId of [1, 2, 3, 4]) {
      const photo = await engine.handlers['photos.details']({ photoId })
      if (photo.path === path && photo.fileThere) return photoId
    }
    throw new Error(`${path} is no photo.`)
  }
  const [moved, lost] = [await idOf(one), await idOf(two)]
  renameSync(one, two)
  await engine.indexOnce()
  expect(await idOf(two)).toBe(moved)
  rmSync(join(dataDir, 'thumbnails'), { recursive: true })

  for (const size of ['full', 'thumbnail'] as const) {
    await expect(engine.picture(lost, size)).rejects.toMatchObject({ code: 'file-gone' })
    expect(await engine.picture(moved, size)).toMatchObject({ kind: size === 'full' ? 'file' : 'bytes' })
  }
  await engine.doctor({ repair: true })
  expect((await engine.doctor({ repair: false })).findings.filter(({ ok }) => !ok)).toEqual([])
  await engine.stop()
})
