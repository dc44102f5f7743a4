import { appendFileSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { testEngine, until } from '../helpers/engine.ts'
import { paintPhoto } from '../helpers/photos.ts'
import { tempDir } from '../helpers/temp.ts'

const dir = tempDir('growing')
const photos = tempDir('growing-photos')
const rated = (stars: number) =>
  `<x:xmpmeta><rdf:RDF><rdf:Description xmp:Rating="${stars}"/></rdf:RDF></x:xmpmeta>`

it('indexes a picture that arrives in halves, once it is whole', async () => {
  const whole = join(dir, 'whole.jpg')
  await paintPhoto(whole, 3, 640)
  const bytes = readFileSync(whole)
  const path = join(photos, 'slow.jpg')
  writeFileSync(path, bytes.subarray(0, 900))
  const engine = await testEngine(join(dir, 'data'))
  try {
    await engine.handlers['roots.add']({ path: photos })
    const first = await engine.indexOnce()
    expect(first.failed.map(({ reason }) => reason)).toEqual([expect.stringMatching(/cut short/)])
    appendFileSync(path, bytes.subarray(900))
    utimesSync(path, new Date(), new Date())
    expect(await engine.indexOnce()).toMatchObject({ photos: 1, indexed: 1, failed: [] })
  } finally {
    await engine.stop()
  }
})

it('takes up what a sidecar says, and what it says later, without reading the pixels again', async () => {
  const folder = tempDir('growing-sidecar')
  await paintPhoto(join(folder, 'a.jpg'), 5)
  writeFileSync(join(folder, 'a.xmp'), rated(3))
  const engine = await testEngine(join(dir, 'sidecar-data'))
  try {
    await engine.handlers['roots.add']({ path: folder })
    await engine.indexOnce()
    const { ids } = await engine.handlers['photos.list']({ view: { kind: 'all' } })
    const details = () => engine.handlers['photos.details']({ photoId: ids[0] ?? 0 })
    expect(await details()).toMatchObject({ rating: 3, ratingFrom: 'file' })
    writeFileSync(join(folder, 'a.xmp'), `${rated(5)}\n`)
    await engine.indexOnce()
    expect(await details()).toMatchObject({ rating: 5, ratingFrom: 'file' })
  } finally {
    await engine.stop()
  }
  // A photo that is embedded again gets a new number.
  const catalog = new Database(join(dir, 'sidecar-data', 'catalog.sqlite'), { readonly: true })
  expect(catalog.prepare('SELECT id FROM embeddings').pluck().all()).toEqual([1])
  catalog.close()
})

it('takes up what a sidecar says while its folder is watched', async () => {
  const folder = tempDir('watched-sidecar')
  await paintPhoto(join(folder, 'a.jpg'), 7)
  const engine = await testEngine(join(dir, 'watched-data'), { watch: true, autoIndex: true })
  try {
    await engine.handlers['roots.add']({ path: folder })
    await until('the photo is indexed', () => engine.status().embedded === 1)
    const { ids } = await engine.handlers['photos.list']({ view: { kind: 'all' } })
    for (const stars of [3, 5]) {
      writeFileSync(join(folder, 'a.xmp'), rated(stars))
      await until(`the photo has ${stars} stars`, async () => {
        const { rating } = await engine.handlers['photos.details']({ photoId: ids[0] ?? 0 })
        return rating === stars
      })
    }
  } finally {
    await engine.stop()
  }
})
