import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { paintPhotos } from '../helpers/photos.ts'
import { searchEngine, type SearchEngine } from '../helpers/search-engine.ts'

let library: SearchEngine
beforeAll(async () => {
  library = await searchEngine('search-pictures')
})
afterAll(() => library?.engine.stop())

const sideOf = async (url: string) =>
  (await sharp(Buffer.from(url.replace(/^.*,/, ''), 'base64')).metadata()).width

const handIn = async (fileName: string) =>
  library.engine.handlers['search.picture-from-bytes']({
    name: fileName,
    bytes: new Uint8Array(readFileSync(join(library.folder, fileName))),
  })

describe('pictures in a query', () => {
  it('find their relatives, and a photo is not its own', async () => {
    const photoId = await library.idOf('IMG_1234.jpg')
    const page = await library.ask(`similar:${photoId}`)
    expect(page.total).toBe(14)
    expect(page.photos.ids).not.toContain(photoId)
    expect((await library.names(page))[0]).toBe('copy of it.jpg')
  })

  it('stack near-duplicates behind the best of them', async () => {
    const { pictureId } = await handIn('IMG_1234.jpg')
    const page = await library.ask(`picture:${pictureId}`)
    const [first, second] = await library.names(page)
    expect([first, second].toSorted()).toEqual(['IMG_1234.jpg', 'copy of it.jpg'])
    expect(page.stackOf.slice(0, 2)).toEqual([page.photos.ids[0], page.photos.ids[0]])
    expect(page.stackOf[2]).toBe(page.photos.ids[2])
  })

  it('go together with words, filters and other pictures, as a minus too', async () => {
    const { pictureId } = await handIn('IMG_1231.jpg')
    const photoId = await library.idOf('IMG_1235.jpg')
    const page = await library.ask(`picture:${pictureId} similar:${photoId} + blue -in:Holidays`)
    expect(page.total).toBe(8)
    const less = await library.ask(`blue -picture:${pictureId}`)
    const place = (await library.names(less)).indexOf('IMG_1231.jpg')
    expect(less.likely[place]).toBe(false)
  })

  it('stand for a part of them where a rectangle is given', async () => {
    const { pictureId } = await handIn('IMG_1230.jpg')
    const photoId = await library.idOf('IMG_1230.jpg')
    const [whole, part, ofPhoto] = await Promise.all([
      library.ask(`picture:${pictureId}`),
      library.ask(`picture:${pictureId}@0.7,0.6,0.3,0.4`),
      library.ask(`similar:${photoId}@0.7,0.6,0.3,0.4`),
    ])
    expect(part.scores).not.toEqual(whole.scores)
    const others = part.photos.ids.filter((id) => id !== photoId)
    expect(ofPhoto.photos.ids.slice(0, 3)).toEqual(others.slice(0, 3))
  })

  it('that are not at hand are said, and the rest is answered', async () => {
    const page = await library.ask('a red circle picture:gone in:Holidays')
    expect(page).toMatchObject({ total: 6, notes: [expect.stringContaining('no longer at hand')] })
    expect(await library.ask('picture:gone')).toMatchObject({ total: 0, notes: [expect.any(String)] })
    expect(await library.ask('picture:gone in:Holidays')).toMatchObject({ total: 6, isBrowsing: false })
  })

  it('can be shown large enough to choose a part of them, while they are in memory', async () => {
    const { folder, engine } = library
    const [name = ''] = await paintPhotos(join(folder, '..', 'outside'), 1, 1_500)
    const path = join(folder, '..', 'outside', name)
    const { pictureId, previewUrl } = await engine.handlers['search.picture-from-file']({ path })
    const { url } = await engine.handlers['search.picture-large']({ pictureId })
    expect(await sideOf(previewUrl)).toBe(320)
    expect(url).toMatch(/^data:image\/jpeg;/)
    expect(await sideOf(url)).toBe(1_024)
    await expect(async () =>
      engine.handlers['search.picture-large']({ pictureId: 'gone' }),
    ).rejects.toMatchObject({ code: 'not-found' })
  })

  it('can be shown again by their ids', async () => {
    const picture = await handIn('IMG_1232.jpg')
    const { pictureId } = picture
    expect(await library.engine.handlers['search.picture']({ pictureId })).toEqual(picture)
    await expect(
      (async () => library.engine.handlers['search.picture']({ pictureId: 'gone' }))(),
    ).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('what cannot be meant', () => {
  it('is refused with its place and what was expected', async () => {
    for (const [text, at] of [
      ['dog before:soon', 12],
      ['"never closed', 1],
      ['rating:many', 8],
      ['dog ++ cat', 6],
    ] as const) {
      await expect(library.ask(text), text).rejects.toMatchObject({
        code: 'query-not-understood',
        message: expect.stringContaining(`At character ${at}:`),
      })
    }
  })

  it('is answered or said when it is very long, of emoji only, or of control characters', async () => {
    for (const text of ['dog '.repeat(25_000), '\u{1F389}\u{1F436}', '\u0000\u0007', '\uD800', '   ']) {
      expect(await library.ask(text.slice(0, 100_000)), text.slice(0, 8)).toMatchObject({ notes: [] })
    }
  })
})
