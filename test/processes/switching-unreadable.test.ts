import { renameSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { until } from '../helpers/engine.ts'
import { asInWindow, modelsOf, searchWords, switchingLibrary } from '../helpers/switching.ts'

// Real engines with real workers: seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

it('photos that the new model cannot read are no reason to wait, and are said for as long as they are not found', async () => {
  const { photos, open } = await switchingLibrary(3)
  const broken = join(photos, 'painted-000.jpg')
  renameSync(broken, `${broken}.kept`)
  writeFileSync(broken, 'no picture')
  const engine = await open()
  await engine.handlers['models.use']({ id: 'tiny' })
  await engine.models.whenSwitched()
  expect(await modelsOf(engine)).toMatchObject({ active: 'tiny', switching: null })
  expect((await searchWords(engine)).photos.ids).toHaveLength(2)
  expect(engine.status()).toMatchObject({ photos: 3, embedded: 2, notFound: 1 })
  expect((await engine.handlers['models.list']({})).notFound).toBe(1)
  await engine.stop()

  const reader = await open({ role: 'reader' })
  expect(reader.status()).toMatchObject({ photos: 3, embedded: 2, notFound: 1 })
  await reader.stop()

  renameSync(`${broken}.kept`, broken)
  const again = await open()
  await again.indexOnce()
  expect(again.status()).toMatchObject({ photos: 3, embedded: 3, notFound: 0 })
  expect((await searchWords(again)).photos.ids).toHaveLength(3)
  await again.stop()
})

it('the present model answers on while the disk does not give a photo, until it does or a person says now', async () => {
  const { photos, open } = await switchingLibrary(3)
  const locked = join(photos, 'painted-000.jpg')
  renameSync(locked, `${locked}.kept`)
  // Nobody can open a link that leads to itself: the same to a reader as a want of rights, which root would not feel.
  symlinkSync(locked, locked)
  const engine = await open()
  await engine.handlers['models.use']({ id: 'tiny' })
  await engine.models.whenSwitched()
  expect(await modelsOf(engine)).toMatchObject({
    active: 'starter',
    switching: { to: 'tiny', done: 2, total: 3, away: 1 },
  })
  expect((await searchWords(engine)).photos.ids).toHaveLength(3)
  await engine.stop()

  unlinkSync(locked)
  renameSync(`${locked}.kept`, locked)
  const again = await open(asInWindow)
  await until('the new model answers', async () => (await modelsOf(again)).active === 'tiny', 30_000)
  expect((await searchWords(again)).photos.ids).toHaveLength(3)
  expect(again.status()).toMatchObject({ notFound: 0 })
  await again.stop()
})
