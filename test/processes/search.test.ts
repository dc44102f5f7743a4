import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { searchEngine, type SearchEngine } from '../helpers/search-engine.ts'

const all = 15

let library: SearchEngine
beforeAll(async () => {
  library = await searchEngine('search')
})
afterAll(() => library?.engine.stop())

const names = async (text: string) => library.names(await library.ask(text))

describe('words', () => {
  it('put the likely photos first, and leave none out', async () => {
    const page = await library.ask('a red circle')
    expect(page).toMatchObject({ total: all, order: 'relevance', isBrowsing: false, notes: [] })
    expect(page.photos.ids).toHaveLength(all)
    expect(page.likely.filter(Boolean)).toHaveLength(page.likelyTotal)
    expect(page.likely.toSorted((a, b) => Number(b) - Number(a))).toEqual(page.likely)
  })

  it('give the same order page by page as at once', async () => {
    const whole = await library.ask('yellow ball on blue + night')
    const pages = [
      await library.ask('yellow ball on blue + night', 6),
      await library.ask('yellow ball on blue + night', 20, 6),
    ]
    expect(pages.flatMap(({ photos }) => photos.ids)).toEqual(whole.photos.ids)
    expect(pages.flatMap(({ likely }) => likely)).toEqual(whole.likely)
  })

  it('that are the name of a file bring that file first, whatever it shows', async () => {
    for (const text of ['IMG_1233', 'img_1233.jpg', 'the IMG_1233']) {
      expect((await names(text))[0], text).toBe('IMG_1233.jpg')
    }
  })

  it('that stand in a title or in keywords make a photo likely', async () => {
    for (const text of ['red car', 'vehicles']) {
      const page = await library.ask(text)
      expect((await library.names(page)).slice(0, page.likelyTotal), text).toContain('IMG_1230.jpg')
    }
  })

  it('that mean nothing find what is called so, without a score, and signs that it cannot read are named', async () => {
    const page = await library.ask('Zzyzx')
    expect(page).toMatchObject({ total: all, likelyTotal: 1, namedTotal: 1, unknownWords: [] })
    expect(page.named.slice(0, 2)).toEqual([true, false])
    expect(page.scores[0]).toBeNull()
    for (const text of ['qqvvxx', 'a qqvvxx', 'on the qqvvxx'])
      expect(await library.ask(text), text).toMatchObject({ likelyTotal: 0, namedTotal: 0 })
    for (const text of ['猫', 'a 猫', '❤️'])
      expect(await library.ask(text), text).toMatchObject({ total: 0, likelyTotal: 0 })
    expect((await library.ask('a 猫')).unknownWords).toEqual(['猫'])
  })

  it('are called likely more or less readily, as the question or the setting wants it', async () => {
    const likely = async (strictness?: 'fewer' | 'balanced' | 'more') => {
      let count = 0
      for (const text of ['circle', 'ball', 'moon', 'sun', 'balloon', 'sign', 'red', 'drawing', 'pattern']) {
        const query = { kind: 'words', text } as const
        const page = await library.engine.handlers['search.run']({ query, offset: 0, limit: 100, strictness })
        count += page.likelyTotal - page.namedTotal
      }
      return count
    }
    const [fewer, balanced, more] = [await likely('fewer'), await likely('balanced'), await likely('more')]
    expect(fewer).toBeLessThanOrEqual(balanced)
    expect(balanced).toBeLessThanOrEqual(more)
    expect(fewer).toBeLessThan(more)
    expect(await likely()).toBe(balanced)
    await library.engine.handlers['settings.set']({ strictness: 'more' })
    expect(await likely()).toBe(more)
    await library.engine.handlers['settings.set']({ strictness: 'balanced' })
  })

  it('count more with a weight', async () => {
    expect(await names('red:3 + night')).not.toEqual(await names('red + night:3'))
  })

  it('with a minus leave the fewer photos likely, the stricter the question is', async () => {
    const likely: number[] = []
    for (const strictness of ['fewer', 'balanced', 'more'] as const) {
      let count = 0
      for (const text of ['-circle', '-ball', '-moon', '-sun', '-balloon', '-sign', '-red', '-pattern']) {
        const query = { kind: 'words', text } as const
        const page = await library.engine.handlers['search.run']({ query, offset: 0, limit: 100, strictness })
        expect(page).toMatchObject({ order: 'newest', isBrowsing: true })
        count += page.likelyTotal
      }
      likely.push(count)
    }
    const [fewer = 0, balanced = 0, more = 0] = likely
    expect(fewer).toBeLessThanOrEqual(balanced)
    expect(balanced).toBeLessThanOrEqual(more)
    expect(fewer).toBeLessThan(more)
  })

  it('with a minus put what they name behind the divider', async () => {
    const page = await library.ask('-"red car"')
    expect(page.total).toBe(all - 1)
    expect(await library.names(page)).not.toContain('IMG_1230.jpg')
  })
})

describe('exact texts and filters', () => {
  it('find parts of names, folders, titles and keywords', async () => {
    expect(await names('"G_1234"')).toEqual(['IMG_1234.jpg'])
    expect(await names('"holidays"')).toHaveLength(6)
    expect(await names('"at zzyzx"')).toEqual(['IMG_1230.jpg'])
    expect(await names('"vehic"')).toEqual(['IMG_1230.jpg'])
  })

  it('hold for words too: what they leave out never appears', async () => {
    const page = await library.ask('a red circle in:Holidays/2019 after:2019-02')
    expect(page.total).toBe(4)
    expect((await library.names(page)).every((name) => /DSC_20190[3-6]/.test(name))).toBe(true)
  })

  it('alone browse by date, and sort as asked', async () => {
    const page = await library.ask('in:Holidays')
    expect(page).toMatchObject({ isBrowsing: true, order: 'newest', total: 6, likelyTotal: 6 })
    expect((await library.names(page))[0]).toBe('DSC_20190601_120000.jpg')
    expect((await names('in:Holidays sort:oldest'))[0]).toBe('DSC_20190101_120000.jpg')
    expect((await names('-in:Holidays sort:name'))[0]).toBe('copy of it.jpg')
    expect(await names('rating:>=4')).toEqual(['IMG_1230.jpg'])
  })

  it('sort what is likely and what is not each by itself', async () => {
    const page = await library.ask('a red circle sort:name')
    const found = await library.names(page)
    const parts = [found.slice(0, page.likelyTotal), found.slice(page.likelyTotal)]
    const { compare } = new Intl.Collator(undefined, { numeric: true })
    expect(parts).toEqual(parts.map((part) => part.toSorted(compare)))
  })
})
