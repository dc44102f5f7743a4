import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { tempDir } from '../helpers/temp.ts'
import { modelsDir, testEngine, until } from '../helpers/engine.ts'
import { paintPhotos } from '../helpers/photos.ts'

async function paintedLibrary(count: number) {
  const dir = tempDir('engine')
  const photos = join(dir, 'photos')
  await paintPhotos(photos, count)
  return { dataDir: join(dir, 'data'), photos }
}

describe('an engine', () => {
  it('indexes a folder, finds photos by words and by a picture, and has nothing to do the second time', async () => {
    const { dataDir, photos } = await paintedLibrary(12)
    const engine = await testEngine(dataDir)
    const { root } = await engine.handlers['roots.add']({ path: photos })
    const first = await engine.indexOnce()
    expect(first).toMatchObject({ photos: 12, indexed: 12, skipped: 0, failed: [] })

    const words = await engine.handlers['search.run']({
      query: { kind: 'words', text: 'red ball' },
      offset: 0,
      limit: 5,
    })
    expect(words).toMatchObject({ total: 12, offset: 0, unknownWords: [] })
    expect(words.photos.ids).toHaveLength(5)
    expect(words.scores).toEqual(words.scores.toSorted((a, b) => (b ?? 0) - (a ?? 0)))

    const [photoId = 0] = words.photos.ids
    const similar = await engine.handlers['search.run']({
      query: { kind: 'photo', photoId },
      offset: 0,
      limit: 50,
    })
    expect(similar.total).toBe(11)
    expect(similar.photos.ids).not.toContain(photoId)

    const { path } = await engine.handlers['photos.details']({ photoId })
    const picture = await engine.handlers['search.picture-from-file']({ path })
    const query = { kind: 'picture', pictureId: picture.pictureId } as const
    const relatives = await engine.handlers['search.run']({ query, offset: 0, limit: 3 })
    expect(relatives.photos.ids[0]).toBe(photoId)
    expect(relatives.scores[0]).toBeGreaterThan(0.999)
    await engine.stop()

    const again = await testEngine(dataDir)
    expect(await again.indexOnce()).toMatchObject({ photos: 12, indexed: 0, skipped: 12 })
    expect(again.workers.filter((worker) => worker.kind === 'photo')).toEqual([])
    expect(again.status()).toMatchObject({
      photos: 12,
      embedded: 12,
      failed: 0,
      roots: [{ id: root.id, path: photos }],
    })
    await again.stop()
  })

  it('pages through a ranking without gaps or repeats', async () => {
    const { dataDir, photos } = await paintedLibrary(9)
    const engine = await testEngine(dataDir)
    await engine.handlers['roots.add']({ path: photos })
    await engine.indexOnce()
    const query = { kind: 'words', text: 'sky' } as const
    const pages = []
    for (let offset = 0; offset < 9; offset += 4)
      pages.push(await engine.handlers['search.run']({ query, offset, limit: 4 }))
    const ids = pages.flatMap((page) => page.photos.ids)
    expect(ids).toHaveLength(9)
    expect(new Set(ids).size).toBe(9)
    await engine.stop()
  })

  it('names the signs that it does not know, and finds nothing when it knows none of them', async () => {
    const { dataDir, photos } = await paintedLibrary(3)
    const engine = await testEngine(dataDir)
    await engine.handlers['roots.add']({ path: photos })
    await engine.indexOnce()
    const run = (text: string) =>
      engine.handlers['search.run']({ query: { kind: 'words', text }, offset: 0, limit: 5 })
    expect(await run('a dog and a 猫')).toMatchObject({ unknownWords: ['猫'], total: 3 })
    expect((await run('a dog and a 猫')).photos.ids).toHaveLength(3)
    // Spelled from pieces, it is compared; that it means nothing shows in the photos.
    for (const text of ['zzyzx', 'qqvvxx']) expect(await run(text)).toMatchObject({ likelyTotal: 0 })
    expect((await run('猫')).photos.ids).toEqual([])
    expect((await run('🦄🦄')).photos.ids).toEqual([])
    await engine.stop()
  })

  it('gives every photo that cannot be read a reason, and goes on', async () => {
    const { dataDir, photos } = await paintedLibrary(4)
    writeFileSync(join(photos, 'empty.jpg'), '')
    writeFileSync(join(photos, 'text.png'), 'this is no picture')
    writeFileSync(join(photos, 'notes.txt'), 'not a photo at all')
    mkdirSync(join(photos, 'folder.jpg'))
    const engine = await testEngine(dataDir)
    await engine.handlers['roots.add']({ path: photos })
    const summary = await engine.indexOnce()
    expect(summary).toMatchObject({ photos: 6, indexed: 4, skipped: 0 })
    expect(summary.failed.map(({ path }) => path.split('/').at(-1))).toEqual(['empty.jpg', 'text.png'])
    for (const { reason } of summary.failed) expect(reason).toMatch(/^[A-Z].*\.$/)

    rmSync(join(photos, 'empty.jpg'))
    expect(await engine.indexOnce()).toMatchObject({ photos: 5, indexed: 0, skipped: 4, failed: [{}] })
    expect(await engine.handlers['problems.retry']({})).toEqual({ queued: 1 })
    await engine.stop()
  })

  it('forgets a folder with its thumbnails when it is removed, and leaves its files alone', async () => {
    const { dataDir, photos } = await paintedLibrary(3)
    const engine = await testEngine(dataDir)
    const { root } = await engine.handlers['roots.add']({ path: photos })
    await engine.indexOnce()
    const thumbnails = () =>
      readdirSync(join(dataDir, 'thumbnails'), { recursive: true }).filter((name) =>
        String(name).endsWith('.webp'),
      )
    expect(thumbnails()).toHaveLength(3)
    expect(await engine.handlers['roots.remove']({ rootId: root.id })).toEqual({ photosRemoved: 3 })
    const query = { kind: 'words', text: 'sky' } as const
    expect(await engine.handlers['search.run']({ query, offset: 0, limit: 5 })).toMatchObject({ total: 0 })
    await until('the thumbnails are gone', () => thumbnails().length === 0)
    expect(readdirSync(photos)).toHaveLength(3)
    await engine.stop()
  })

  it('hides photos from results and lists, and shows them again', async () => {
    const { dataDir, photos } = await paintedLibrary(3)
    const engine = await testEngine(dataDir)
    await engine.handlers['roots.add']({ path: photos })
    await engine.indexOnce()
    const listed = async (kind: 'all' | 'hidden') =>
      (await engine.handlers['photos.list']({ view: { kind } })).ids
    const [first = 0] = await listed('all')
    await engine.handlers['photos.hide']({ photoIds: [first], hidden: true })
    expect(await listed('all')).toHaveLength(2)
    expect(await listed('hidden')).toEqual([first])
    const query = { kind: 'words', text: 'sky' } as const
    expect(await engine.handlers['search.run']({ query, offset: 0, limit: 5 })).toMatchObject({ total: 2 })
    await engine.handlers['photos.hide']({ photoIds: [first], hidden: false })
    expect(await listed('all')).toHaveLength(3)
    await engine.stop()
  })

  it('waits while it is paused and goes on where it was', async () => {
    const { dataDir, photos } = await paintedLibrary(6)
    const engine = await testEngine(dataDir, { autoIndex: true })
    await engine.handlers['indexing.pause']({})
    await engine.handlers['roots.add']({ path: photos })
    await until('the folder is scanned', async () => engine.status().pending === 6)
    expect(await engine.handlers['indexing.progress']({})).toMatchObject({
      phase: 'paused',
      pauseReason: 'person',
    })
    expect(engine.status().embedded).toBe(0)
    await engine.handlers['indexing.resume']({})
    await until('all photos are embedded', () => engine.status().embedded === 6)
    await until('the window hears of it', () => {
      const last = engine.events.findLast((event) => event.name === 'indexing.progress')
      return (last?.payload as { phase?: string } | undefined)?.phase === 'idle'
    })
    expect(engine.events.some((event) => event.name === 'library.changed')).toBe(true)
    await engine.stop()
  })

  it('starts without its model, says where the files belong, and goes on once they are there', async () => {
    const { dataDir, photos } = await paintedLibrary(2)
    const models = join(dataDir, '..', 'models')
    const engine = await testEngine(dataDir, { models })
    await engine.handlers['roots.add']({ path: photos })
    expect(engine.status().model).toMatchObject({
      state: 'missing',
      problem: expect.stringContaining(models) as string,
    })
    await expect(engine.indexOnce()).rejects.toMatchObject({ code: 'model-missing' })
    const query = { kind: 'words', text: 'sky' }
    expect(await engine.request('search.run', { query })).toMatchObject({
      ok: false,
      error: { code: 'model-missing' },
    })
    await engine.stop()

    const whole = await testEngine(dataDir, { models: modelsDir })
    expect(await whole.indexOnce()).toMatchObject({ indexed: 2 })
    await whole.stop()
  })

  it('answers questions beside an engine that indexes, and leaves the library to that one', async () => {
    const { dataDir, photos } = await paintedLibrary(3)
    const engine = await testEngine(dataDir)
    await engine.handlers['roots.add']({ path: photos })
    await engine.indexOnce()
    await expect(testEngine(dataDir)).rejects.toMatchObject({ code: 'data-folder-busy' })

    const reader = await testEngine(dataDir, { role: 'reader' })
    const query = { kind: 'words', text: 'sky' }
    expect(await reader.request('search.run', { query })).toMatchObject({ ok: true, value: { total: 3 } })
    expect(await reader.request('roots.add', { path: photos })).toMatchObject({
      error: { code: 'data-folder-busy' },
    })
    expect((await reader.doctor({ repair: false })).ok).toBe(true)
    await reader.stop()
    await engine.stop()
    await expect(testEngine(join(dataDir, 'nothing'), { role: 'reader' })).rejects.toMatchObject({
      code: 'not-found',
    })
    expect(existsSync(join(dataDir, 'nothing'))).toBe(false)
  })
})
