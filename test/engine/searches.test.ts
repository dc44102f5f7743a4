import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { openCatalog } from '../../src-main/engine/catalog/catalog.ts'
import { testEngine } from '../helpers/engine.ts'
import { tempDir } from '../helpers/temp.ts'

const open = () => openCatalog(join(tempDir('searches'), 'catalog.sqlite')).searches
const texts = (recent: readonly { text: string }[]) => recent.map(({ text }) => text)

describe('recent searches', () => {
  it('are the newest 50, each once however it was typed', () => {
    const searches = open()
    for (let n = 0; n < 60; n += 1) searches.remember(`search ${n}`, 1_000 + n)
    searches.remember('  Search   55 ', 1_001)
    searches.remember('Search 54', 2_000)
    expect(searches.recent()).toHaveLength(50)
    expect(texts(searches.recent()).slice(0, 3)).toEqual(['Search 54', 'search 59', 'search 58'])
    expect(texts(searches.recent())).not.toContain('search 55')
    searches.forget('SEARCH 59')
    expect(texts(searches.recent()).slice(0, 2)).toEqual(['Search 54', 'search 58'])
    searches.forget()
    expect(searches.recent()).toEqual([])
  })

  it('keep the pictures in them as long as one needs them', () => {
    const searches = open()
    const picture = { id: 'a1-b2', name: 'sofa.jpg', preview: new Uint8Array([1, 2, 3]) }
    searches.keepPicture(picture)
    searches.remember('picture:a1-b2 + blue', 1)
    const { id } = searches.save('Sofas', 'picture:a1-b2')
    searches.forget()
    expect(searches.pictureOf('a1-b2')).toMatchObject({ name: 'sofa.jpg' })
    expect([...(searches.pictureOf('a1-b2')?.preview ?? [])]).toEqual([1, 2, 3])
    searches.remove(id)
    expect(searches.pictureOf('a1-b2')).toBeUndefined()
  })
})

describe('saved searches', () => {
  it('have names of their own, without regard to case', () => {
    const searches = open()
    const dogs = searches.save('Dogs', 'dog')
    searches.save('cats', 'cat')
    expect(() => searches.save('DOGS', 'x')).toThrowError(/"DOGS" already/)
    expect(searches.rename(dogs.id, 'Zebras')).toEqual({ id: dogs.id, name: 'Zebras', text: 'dog' })
    expect(searches.saved().map(({ name }) => name)).toEqual(['cats', 'Zebras'])
    expect(() => searches.rename(999, 'x')).toThrowError(/not there any more/)
    expect(() => searches.remove(999)).toThrowError(/not there any more/)
    expect(() => searches.rename(dogs.id, 'CATS')).toThrowError(/already/)
  })
})

it('an engine remembers searches until the person does not want it, and keeps the saved ones', async () => {
  const dataDir = join(tempDir('searches-engine'), 'data')
  const engine = await testEngine(dataDir)
  const { handlers } = engine
  await handlers['searches.remember']({ text: 'beach' })
  await handlers['searches.remember']({ text: ' ' })
  expect(await handlers['searches.history']({})).toMatchObject({ recent: [{ text: 'beach' }] })
  await handlers['searches.save']({ name: 'Beaches', text: 'beach' })
  await handlers['settings.set']({ speed: 'normal' })
  expect(await handlers['searches.history']({})).toMatchObject({ recent: [{ text: 'beach' }] })
  await handlers['settings.set']({ rememberSearches: false })
  expect(await handlers['searches.history']({})).toEqual({ recent: [] })
  await handlers['searches.remember']({ text: 'dog' })
  await handlers['settings.set']({ rememberSearches: true })
  expect(await handlers['searches.history']({})).toEqual({ recent: [] })
  expect(await handlers['searches.saved']({})).toMatchObject([{ name: 'Beaches', text: 'beach' }])
  await engine.stop()
})

/** A library of 400 photos with a saved and a recent search, closed. */
function library(): string {
  const file = join(tempDir('searches-damage'), 'catalog.sqlite')
  const catalog = openCatalog(file)
  const { id } = catalog.roots.add('/photos')
  for (let n = 0; n < 200; n += 1) {
    const found = { relativePath: `holiday ${n}.jpg`, sizeBytes: 1, mtimeMs: 1, inode: n }
    catalog.photos.addPending(id, found)
    catalog.photos.addCopy(1, id, { ...found, relativePath: `copy ${n}.jpg` })
  }
  catalog.searches.save('Holidays', 'in:holidays picture:p1')
  catalog.searches.remember('dog', 1)
  catalog.searches.keepPicture({ id: 'p1', name: 'p', preview: new Uint8Array([1]) })
  catalog.close()
  return file
}

describe('a damaged catalog', () => {
  it('gives the saved searches to the new one', () => {
    const file = library()
    const db = new Database(file)
    db.unsafeMode()
    db.pragma('writable_schema = ON')
    // An index that is none: SQLite calls the file damaged, and every row of it can be read.
    const page = db.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'roots'").pluck().get()
    db.prepare("UPDATE sqlite_schema SET rootpage = ? WHERE name = 'photos_by_size'").run(page)
    db.close()
    const fresh = openCatalog(file)
    expect(fresh.setAside).not.toBeNull()
    expect(fresh.searches.saved()).toMatchObject([{ name: 'Holidays', text: 'in:holidays picture:p1' }])
    expect(texts(fresh.searches.recent())).toEqual(['dog'])
    expect(fresh.searches.pictureOf('p1')).toBeDefined()
    expect(fresh.texts.isInOrder()).toBe(true)
    fresh.close()
  })

  it('whose index of texts alone is damaged stays, and gets a new one', () => {
    const file = library()
    const db = new Database(file)
    db.exec("UPDATE photos SET indexed_at_ms = 1, title = 'title ' || id")
    db.unsafeMode()
    db.exec('UPDATE photo_texts_data SET block = zeroblob(30) WHERE id > 10')
    expect(db.pragma('quick_check(1)', { simple: true })).not.toBe('ok')
    db.close()
    const catalog = openCatalog(file)
    expect(catalog.setAside).toBeNull()
    expect(catalog.texts.isInOrder()).toBe(true)
    expect(catalog.texts.containing('title 7')).not.toEqual([])
    expect(catalog.integrity()).toBe('ok')
    catalog.close()
  })
})
