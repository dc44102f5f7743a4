import { renameSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import type { Speed } from '../../src-preload/contract/index.ts'
import { until, type TestEngine } from '../helpers/engine.ts'
import { gatedWorkers } from '../helpers/gated-workers.ts'
import { paintPhoto, paintPhotos } from '../helpers/photos.ts'
import { answering, asInWindow, modelsOf, searchWords, switchingLibrary } from '../helpers/switching.ts'

// Real engines with real workers: seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

/** A library on its way to `tiny`, of which so many photos are let through. */
async function onItsWay(count: number, through: number, speed: Speed = 'normal') {
  const library = await switchingLibrary(count)
  const gate = gatedWorkers()
  const engine = await library.open({ ...asInWindow, photoWorker: gate.spawn })
  await engine.handlers['settings.set']({ speed })
  gate.let(through)
  await engine.handlers['models.use']({ id: 'tiny' })
  await until(`${through} photos have been read for it`, async () => {
    const { switching } = await modelsOf(engine)
    return switching?.done === through
  })
  return { ...library, gate, engine }
}

const doneOf = async (engine: TestEngine) => (await modelsOf(engine)).switching?.done

describe('a switch', () => {
  it('leaves the answers to the old model until all photos have been read, newest first', async () => {
    const { engine, gate, photos } = await onItsWay(6, 2)
    const during = await modelsOf(engine)
    expect(during).toMatchObject({ active: 'starter', next: 'tiny' })
    expect(during.switching).toMatchObject({ to: 'tiny', phase: 'embedding', done: 2, total: 6, away: 0 })
    expect(await engine.handlers['indexing.progress']({})).toMatchObject({
      phase: 'indexing',
      done: 0,
      total: 0,
      switching: { to: 'tiny', done: 2, total: 6 },
    })
    expect((await searchWords(engine)).photos.ids).toHaveLength(6)
    const { ids } = await engine.handlers['photos.list']({ view: { kind: 'all' } })
    const paths = await Promise.all(
      ids.map(async (photoId) => (await engine.handlers['photos.details']({ photoId })).path),
    )
    expect(gate.passed).toEqual(paths.slice(0, 2))
    expect(paths[0]?.startsWith(photos)).toBe(true)
    gate.let()
    await answering(engine, 'tiny')
    expect(gate.passed).toEqual(paths)
    expect(await engine.handlers['indexing.progress']({})).toMatchObject({ phase: 'idle', switching: null })
    expect(engine.events.filter(({ name }) => name === 'models.changed').length).toBeGreaterThan(0)
    await engine.stop()
  })

  it('finds a new photo at once, and reads it for the next model too', async () => {
    const { engine, gate, photos } = await onItsWay(4, 1)
    await paintPhoto(join(photos, 'new.jpg'), 77)
    await engine.handlers['roots.rescan']({})
    await until('the new photo is found', async () => (await searchWords(engine)).photos.ids.length === 5)
    expect(await modelsOf(engine)).toMatchObject({ active: 'starter', next: 'tiny' })
    gate.let()
    await answering(engine, 'tiny')
    expect((await searchWords(engine)).photos.ids).toHaveLength(5)
    expect((await modelsOf(engine)).kept).toMatchObject({ starter: 5, tiny: 5 })
    await engine.stop()
  })

  it('answers every question all the way through', async () => {
    const { engine, gate } = await onItsWay(12, 1)
    const { pictureId } = await engine.handlers['search.picture-from-file']({
      path: (await engine.handlers['photos.details']({ photoId: 1 })).path,
    })
    gate.let()
    const counts = new Set<number>()
    for (let n = 0, after = 0; after < 3; n += 1) {
      const query = { kind: 'picture', pictureId } as const
      const pages = await Promise.all([
        searchWords(engine, `sky ${n}`),
        engine.handlers['search.run']({ query, offset: 0, limit: 100 }),
      ])
      for (const { photos } of pages) counts.add(photos.ids.length)
      if ((await modelsOf(engine)).active === 'tiny') after += 1
    }
    expect([...counts]).toEqual([12])
    await engine.stop()
  })

  it('rests when the person wants it to, and goes on', async () => {
    const { engine, gate } = await onItsWay(6, 1, 'gentle')
    await engine.handlers['indexing.pause']({})
    gate.let()
    // Two photos are in work at a time.
    await until('those in work are done', async () => (await doneOf(engine)) === gate.passed.length)
    await engine.models.whenSwitched()
    expect(gate.passed.length).toBeLessThanOrEqual(3)
    expect(await modelsOf(engine)).toMatchObject({ active: 'starter', next: 'tiny' })
    expect(await engine.handlers['indexing.progress']({})).toMatchObject({
      phase: 'paused',
      switching: { to: 'tiny' },
    })
    await engine.handlers['indexing.resume']({})
    await answering(engine, 'tiny')
    await engine.stop()
  })

  it('goes on after a restart where it was', async () => {
    const { engine, open } = await onItsWay(5, 2)
    await engine.stop()
    const gate = gatedWorkers()
    const again = await open({ ...asInWindow, photoWorker: gate.spawn })
    await until('it looks at what is left', async () => (await doneOf(again)) === 2)
    expect(await modelsOf(again)).toMatchObject({ active: 'starter', next: 'tiny' })
    gate.let()
    await answering(again, 'tiny')
    expect(gate.passed).toHaveLength(3)
    await again.stop()
  })

  it('can be given up, and what was read is not read again', async () => {
    const { engine, gate } = await onItsWay(5, 2)
    await engine.handlers['models.use']({ id: 'starter' })
    expect(await modelsOf(engine)).toMatchObject({ active: 'starter', next: null, switching: null })
    expect((await modelsOf(engine)).kept).toMatchObject({ tiny: 2 })
    const before = gate.passed.length
    gate.let()
    await engine.handlers['models.use']({ id: 'tiny' })
    await answering(engine, 'tiny')
    expect(gate.passed.length - before).toBe(3)
    await engine.stop()
  })

  it('goes back to the former model without reading a photo', async () => {
    const { engine, gate } = await onItsWay(4, 1)
    gate.let()
    await answering(engine, 'tiny')
    const before = gate.passed.length
    await engine.handlers['models.use']({ id: 'starter' })
    expect(await modelsOf(engine)).toMatchObject({ active: 'starter', next: null })
    expect((await searchWords(engine)).photos.ids).toHaveLength(4)
    expect(gate.passed).toHaveLength(before)
    await engine.stop()
  })

  it('can be had now, with the photos that have been read, and goes on', async () => {
    const { engine, gate } = await onItsWay(5, 2)
    await engine.handlers['models.use-now']({})
    const now = await modelsOf(engine)
    expect(now).toMatchObject({ active: 'tiny', next: null })
    expect(now.switching).toMatchObject({ to: 'tiny', done: 2, total: 5 })
    expect((await searchWords(engine)).photos.ids).toHaveLength(2)
    gate.let()
    await answering(engine, 'tiny')
    expect((await searchWords(engine)).photos.ids).toHaveLength(5)
    await expect(engine.handlers['models.use-now']({})).rejects.toMatchObject({ code: 'not-found' })
    await engine.stop()
  })

  it('to a third model takes the place of the second', async () => {
    const { engine, gate } = await onItsWay(4, 2)
    await engine.handlers['models.use']({ id: 'twin' })
    expect(await modelsOf(engine)).toMatchObject({ active: 'starter', next: 'twin' })
    gate.let()
    await answering(engine, 'twin')
    expect((await modelsOf(engine)).kept).toMatchObject({ starter: 4, twin: 4, tiny: 2 })
    await engine.stop()
  })

  it('searches with a picture from before it, and with photos', async () => {
    const { engine, gate, photos } = await onItsWay(4, 1)
    const path = join(photos, 'painted-002.jpg')
    const { pictureId } = await engine.handlers['search.picture-from-file']({ path })
    const query = { kind: 'picture', pictureId } as const
    const before = await engine.handlers['search.run']({ query, offset: 0, limit: 4 })
    gate.let()
    await answering(engine, 'tiny')
    const after = await engine.handlers['search.run']({ query, offset: 0, limit: 4 })
    expect(after.photos.ids.toSorted()).toEqual(before.photos.ids.toSorted())
    expect(after.scores).not.toEqual(before.scores)
    const [photoId = 0] = before.photos.ids
    const similar = { kind: 'photo', photoId } as const
    expect((await engine.handlers['search.run']({ query: similar, offset: 0, limit: 9 })).total).toBe(3)
    await engine.stop()
  })
})

describe('photos that cannot be read for the next model', () => {
  it('because their folder is away keep the switch waiting, and follow when it is back', async () => {
    const { engine, gate, photos } = await onItsWay(4, 1)
    renameSync(photos, `${photos}-away`)
    gate.let()
    await until('the others are counted', async () => (await modelsOf(engine)).switching?.away === 3)
    expect(await modelsOf(engine)).toMatchObject({ active: 'starter', next: 'tiny' })
    expect((await searchWords(engine)).photos.ids).toHaveLength(4)
    renameSync(`${photos}-away`, photos)
    await engine.handlers['roots.rescan']({})
    await answering(engine, 'tiny')
    expect((await searchWords(engine)).photos.ids).toHaveLength(4)
    await engine.stop()
  })

  it('because their folder is away are not waited for once it is removed', async () => {
    const { engine, gate, photos, dir } = await onItsWay(3, 1)
    await paintPhotos(join(dir, 'more'), 2, 100)
    await engine.handlers['roots.add']({ path: join(dir, 'more') })
    await until('the new photos are found', async () => (await searchWords(engine)).photos.ids.length === 5)
    renameSync(photos, `${photos}-away`)
    gate.let()
    await until('the others are counted', async () => (await modelsOf(engine)).switching?.away === 2)
    const root = (await engine.handlers['roots.list']({})).find(({ path }) => path === photos)
    await engine.handlers['roots.remove']({ rootId: root?.id ?? 0 })
    await answering(engine, 'tiny')
    expect((await searchWords(engine)).photos.ids).toHaveLength(2)
    await engine.stop()
  })

  it('because the file is spoilt do not hold it up, and keep thumbnail, metadata and marks', async () => {
    const { engine, gate, open } = await onItsWay(4, 1)
    const [photoId = 0] = (await engine.handlers['photos.list']({ view: { kind: 'all' } })).ids.slice(-1)
    await engine.handlers['photos.tag']({ photoIds: [photoId], add: ['Rome'], remove: [] })
    const { path } = await engine.handlers['photos.details']({ photoId })
    writeFileSync(path, 'no picture')
    gate.let()
    await answering(engine, 'tiny')
    expect((await modelsOf(engine)).kept).toMatchObject({ starter: 4, tiny: 3 })
    const { tags } = await engine.handlers['photos.details']({ photoId })
    expect(tags).toEqual(['Rome'])
    await expect(engine.picture(photoId, 'thumbnail')).resolves.toMatchObject({ kind: 'bytes' })
    await engine.stop()

    await paintPhoto(path, 3)
    const again = await open()
    await again.indexOnce()
    expect((await modelsOf(again)).kept).toMatchObject({ tiny: 4 })
    expect((await searchWords(again)).photos.ids).toHaveLength(4)
    await again.stop()
  })

  it('because the file holds something else are read whole first', async () => {
    const { engine, gate } = await onItsWay(3, 1)
    const [photoId = 0] = (await engine.handlers['photos.list']({ view: { kind: 'all' } })).ids.slice(-1)
    const before = await engine.handlers['photos.details']({ photoId })
    await paintPhoto(before.path, 99, 200)
    gate.let()
    await answering(engine, 'tiny')
    const after = await engine.handlers['photos.details']({ photoId })
    expect([before.width, after.width]).toEqual([160, 200])
    expect((await modelsOf(engine)).kept).toMatchObject({ starter: 3, tiny: 3 })
    expect((await searchWords(engine)).photos.ids).toHaveLength(3)
    await engine.stop()
  })

  it('and a file that another takes the place of loses what was made of the old one', async () => {
    const { engine, gate, photos } = await onItsWay(3, 2)
    gate.let()
    await answering(engine, 'tiny')
    const path = join(photos, 'painted-001.jpg')
    await paintPhoto(path, 99, 200)
    utimesSync(path, new Date(), new Date())
    await engine.handlers['roots.rescan']({})
    await until('it was read again', async () => (await modelsOf(engine)).kept['starter'] === 2)
    expect((await modelsOf(engine)).kept).toMatchObject({ tiny: 3 })
    writeFileSync(path, 'no picture')
    await engine.handlers['roots.rescan']({})
    await until('it has failed', async () => (await modelsOf(engine)).kept['tiny'] === 2)
    await engine.stop()
  })
})
