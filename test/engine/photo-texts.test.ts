import Database from 'better-sqlite3'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openCatalog, type Catalog } from '../../src-main/engine/catalog/catalog.ts'
import { noStoredMetadata, type StoredMetadata } from '../../src-main/engine/catalog/rows.ts'
import { changeAtRandom, diceFrom, randomLibrary } from '../helpers/random-library.ts'
import { tempDir } from '../helpers/temp.ts'

function library(root = '/home/anna/Pictures'): {
  catalog: Catalog
  add: (path: string, texts?: Partial<StoredMetadata>) => number
} {
  const catalog = openCatalog(join(tempDir('texts'), 'catalog.sqlite'))
  const { id: rootId } = catalog.roots.add(root)
  let files = 0
  const add = (relativePath: string, texts: Partial<StoredMetadata> = {}) => {
    const file = { relativePath, sizeBytes: 1, mtimeMs: 1, inode: (files += 1) }
    const id = catalog.photos.addPending(rootId, file)
    const contentHash = new Uint8Array(32).fill(files)
    const size = { width: 4, height: 3, format: 'jpeg', averageColour: 0 }
    const queued = { id, rootPath: root, sidecar: null, reread: null, ...file }
    catalog.photos.setIndexed(queued, { ...noStoredMetadata, ...texts, ...size, contentHash })
    return id
  }
  return { catalog, add }
}

const plain = (text: string) =>
  text
    .normalize('NFD')
    .replace(/([a-z])[\u0300-\u036f]+/gi, '$1')
    .normalize('NFC')
    .toLowerCase()
const ascending = (ids: readonly number[]) => ids.toSorted((a, b) => a - b)

describe('a text between quotes', () => {
  it('is found in name, folder, title, caption, keywords, tags and the name of the root folder', () => {
    const { catalog, add } = library('/home/anna/Fotoalbum')
    const byName = add('a/IMG_1234.jpg')
    const byFolder = add('Holidays 2019/Rome/b.jpg')
    const byTitle = add('c.jpg', { title: 'The "Mona Lisa"' })
    const byCaption = add('d.jpg', { caption: 'Crème brûlée 100% at *home*' })
    const byKeyword = add('e.jpg', { keywords: ['sunset', 'Anna\'s "cat"'] })
    const byTag = add('f.jpg')
    catalog.tags.change([byTag], ['Grandmother'], [])
    const all = [byName, byFolder, byTitle, byCaption, byKeyword, byTag]
    for (const [text, expected] of [
      ['IMG_1234', [byName]],
      ['img_1234.JPG', [byName]],
      ['G_12', [byName]],
      ['2019/Rome', [byFolder]],
      ['"Mona Lisa"', [byTitle]],
      ['creme brulee', [byCaption]],
      ['CRÈME'.normalize('NFD'), [byCaption]],
      ['100%', [byCaption]],
      ['*home*', [byCaption]],
      ['"cat"', [byKeyword]],
      ['mother', [byTag]],
      ['fotoalbum', all],
      ['anna/Fotoalbum', []],
      ['sunset","Anna', []],
      ['NOT', []],
      ['x* OR name:', []],
      ['', []],
      ['\0', []],
      ['a\0b', []],
      ['\ud800', []],
    ] as const)
      expect(ascending(catalog.texts.containing(text)), text).toEqual(expected)
    catalog.close()
  })

  it('may be of one or two characters, of any script', () => {
    const { catalog, add } = library('/p')
    const japan = add('日本/海岸.jpg')
    const accent = add(`${'é'.normalize('NFD')}x.jpg`)
    const upper = add('ÖL.png')
    const greek = add(`${'Άγιος'.normalize('NFD')}.jpg`)
    const emoji = add('q/w.jpg', { caption: '🏖️ at last' })
    const star = add('w/[*]^.jpg')
    for (const [text, expected] of [
      ['海岸', [japan]],
      ['海', [japan]],
      ['ex', [accent]],
      ['ÉX', [accent]],
      ['e', [accent]],
      ['ol', [upper]],
      ['🏖', [emoji]],
      ['άγιος', [greek]],
      ['[*', [star]],
      ['*', [star]],
      ['^', [star]],
      ['?', []],
      [']^', [star]],
    ] as const)
      expect(ascending(catalog.texts.containing(text)), text).toEqual(expected)
    catalog.close()
  })

  it('is found where it stands, whatever it is made of', () => {
    const characters = fc.constantFrom(...Array.from('aAbBeéÉöÜ1 _-."\'%*?[]^{}():,\n\\/海岸🏖яЯάй'))
    const text = fc.array(fc.oneof(characters, fc.constantFrom('🏖️', 'and', 'NOT', 'e\u0301')), {
      minLength: 1,
      maxLength: 8,
    })
    const texts = text.map((parts) => parts.join('').replace(/^[\u0300-\u036f]+/, ''))
    const { catalog, add } = library('/p')
    const rows = fc
      .sample(texts, 100)
      .map((caption, n) => ({ caption, name: `${n}.xyz`, id: add(`${n}.xyz`, { caption }) }))
    const part = fc
      .tuple(
        fc.constantFrom(...rows.map(({ caption }) => caption)),
        fc.nat(4),
        fc.integer({ min: 1, max: 6 }),
      )
      .map(([caption, from, length]) =>
        Array.from(caption)
          .slice(from, from + length)
          .join('')
          // A mark by itself is on no letter.
          .replace(/^[\u0300-\u036f]+/, ''),
      )
    fc.assert(
      fc.property(fc.oneof(texts, part), (asked) => {
        const wanted = plain(asked)
        const holds = (text: string) => wanted !== '' && plain(text).includes(wanted)
        const expected = rows.filter(({ caption, name }) => holds(caption) || holds(name))
        expect(ascending(catalog.texts.containing(asked))).toEqual(expected.map(({ id }) => id))
      }),
      { numRuns: 400 },
    )
    catalog.close()
  })

  it('may be longer than any text', () => {
    const { catalog, add } = library()
    const caption = 'long '.repeat(500)
    const id = add('a.jpg', { caption })
    expect(catalog.texts.containing(caption)).toEqual([id])
    expect(catalog.texts.containing(`${caption}x`)).toEqual([])
    for (const huge of ['a', '"', '🏖', 'ab '])
      expect(catalog.texts.containing(huge.repeat(100_000 / huge.length))).toEqual([])
    catalog.close()
  })
})

describe('words', () => {
  it('are whole words when they are letters, and parts when they are not', () => {
    const { catalog, add } = library('/home/anna/Iceland')
    const oscar = add('Oscar and the card.jpg')
    const car = add('my_car-2.jpg')
    const number = add('IMG_12345.jpg', { caption: 'the red Car' })
    const japan = add('a.jpg', { title: '北海道の海岸線' })
    const { texts } = catalog
    expect(texts.matchingWords(['car'], 10)).toEqual([car, number])
    expect(texts.matchingWords(['oscar', 'CARD'], 10)).toEqual([oscar])
    expect(texts.matchingWords(['oscar', 'car'], 10)).toEqual([])
    expect(texts.matchingWords(['1234'], 10)).toEqual([number])
    expect(texts.matchingWords(['img_123', 'red'], 10)).toEqual([number])
    expect(texts.matchingWords(['a', 'red', 'of'], 10)).toEqual([number])
    expect(texts.matchingWords(['海岸'], 10)).toEqual([japan])
    expect(texts.matchingWords(['my'], 10)).toEqual([car])
    expect(texts.matchingWords(['iceland', 'car'], 10)).toEqual([car, number])
    expect(texts.matchingWords(['iceland'], 2)).toEqual([japan, number])
    expect(texts.matchingWords([], 10)).toEqual([])
    expect(texts.matchingWords(['', ' ', '"'], 10)).toEqual([])
    catalog.tags.change([oscar], ['Winner'], [])
    expect(texts.matchingWords(['winner', 'oscar'], 10)).toEqual([oscar])
    catalog.close()
  })

  it('count most in titles, tags and keywords', () => {
    const { catalog, add } = library()
    const folder = add('dog/1.jpg')
    const title = add('2.jpg', { title: 'A dog' })
    const caption = add('3.jpg', { caption: 'With our dog' })
    const keyword = add('4.jpg', { keywords: ['dog', 'tree'] })
    const name = add('dog.jpg')
    expect(catalog.texts.matchingWords(['Dog'], 10)).toEqual([title, keyword, name, caption, folder])
    expect(catalog.texts.matchingWords(['Dog'], 2)).toEqual([title, keyword])
    catalog.close()
  })

  it('may be any texts, and very many', () => {
    const { catalog, add } = library()
    add('a.jpg', { caption: 'x'.repeat(3_000) })
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 12 }), { maxLength: 20 }), (words) => {
        catalog.texts.matchingWords(words, 5)
        catalog.texts.named(words[0] ?? '')
      }),
    )
    expect(
      catalog.texts.matchingWords(
        Array.from({ length: 20_000 }, (_, n) => `word${n}`),
        5,
      ),
    ).toEqual([])
    expect(catalog.texts.matchingWords(['x'.repeat(100_000)], 5)).toEqual([])
    catalog.close()
  })
})

it('finds a photo by the name of its file, with or without the extension', () => {
  const { catalog, add } = library()
  const first = add('a/IMG_1234.JPG')
  const second = add('b/img_1234.heic')
  const dotted = add('v1.2.final.jpg')
  const short = add('c/7.png')
  const accent = add(`${'café'.normalize('NFD')}.jpg`)
  add('IMG_12345.jpg', { title: 'IMG_1234' })
  const named = (text: string) => ascending(catalog.texts.named(text))
  expect(named('IMG_1234')).toEqual([first, second])
  expect(named('img_1234.jpg')).toEqual([first])
  expect(named('v1.2.final')).toEqual([dotted])
  expect(named('v1.2')).toEqual([])
  expect(named('7')).toEqual([short])
  expect(named('7.PNG')).toEqual([short])
  expect(named('Café')).toEqual([accent])
  expect(named('cafe')).toEqual([])
  expect(named('*')).toEqual([])
  expect(named('')).toEqual([])
  catalog.close()
})

describe('the index of the texts', () => {
  it.each([21, 22, 23])('follows whatever changes a row (library %i)', (seed) => {
    const dice = diceFrom(seed)
    const catalog = randomLibrary(tempDir('texts-changes'), 50, dice)
    for (let round = 0; round < 150; round += 1) {
      changeAtRandom(catalog, dice)
      expect(catalog.texts.isInOrder()).toBe(true)
    }
    expect(catalog.texts.containing('.jpg').length).toBeGreaterThan(10)
    catalog.close()
  })

  it('costs a scan nothing, and is undone with the transaction', () => {
    const { catalog, add } = library()
    catalog.photos.addPending(1, { relativePath: 'waiting.jpg', sizeBytes: 1, mtimeMs: 1, inode: 99 })
    expect(catalog.texts.containing('waiting')).toEqual([])
    expect(() =>
      catalog.transaction(() => {
        add('undone.jpg')
        throw new Error('no')
      }),
    ).toThrow('no')
    expect(catalog.texts.containing('undone')).toEqual([])
    expect(catalog.texts.isInOrder()).toBe(true)
    catalog.close()
  })

  it('is built anew where it does not fit the rows', () => {
    const { catalog, add } = library()
    const id = add('kept.jpg')
    const db = new Database(catalog.file)
    db.exec("INSERT INTO photo_texts (photo_texts) VALUES ('delete-all')")
    db.close()
    expect(catalog.texts.isInOrder()).toBe(false)
    expect(catalog.texts.containing('kept')).toEqual([])
    catalog.texts.rebuild()
    expect(catalog.texts.isInOrder()).toBe(true)
    expect(catalog.texts.containing('kept')).toEqual([id])
    catalog.close()
  })
})
