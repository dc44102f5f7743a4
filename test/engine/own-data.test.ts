import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it, vi } from 'vitest'
import { openCatalog, type Catalog } from '../../src-main/engine/catalog/catalog.ts'
import { ownTransaction } from '../../src-main/engine/catalog/own/own-transaction.ts'
import { noStoredMetadata, type FoundFile } from '../../src-main/engine/catalog/rows.ts'
import { tempDir } from '../helpers/temp.ts'

const file = (relativePath: string): FoundFile => ({ relativePath, sizeBytes: 9, mtimeMs: 1_000, inode: 1 })
const content = (byte: number) => new Uint8Array(32).fill(byte)
const dayMs = 86_400_000

function open(): { catalog: Catalog; rootId: number } {
  const catalog = openCatalog(join(tempDir('own'), 'catalog.sqlite'))
  return { catalog, rootId: catalog.roots.add('/photos').id }
}

function addIndexed(catalog: Catalog, rootId: number, path: string, byte: number): number {
  const id = catalog.photos.addPending(rootId, file(path))
  index(catalog, id, byte)
  return id
}

function index(catalog: Catalog, id: number, byte: number): void {
  const row = catalog.photos.detail(id)
  if (!row) throw new Error(`photo ${id} is not there`)
  const read = { width: 4, height: 3, format: 'jpeg', averageColour: 0, contentHash: content(byte) }
  catalog.photos.setIndexed({ ...row, reread: null }, { ...noStoredMetadata, ...read })
}

/** Says everything that a person can say of a photo. */
function markAll(catalog: Catalog, id: number): number {
  catalog.photos.setHidden([id], true)
  catalog.marks.setFavourite([id], true)
  catalog.marks.setRating([id], 4)
  catalog.tags.change([id], ['Rome', 'night'], [])
  return catalog.collections.create('Best', [id]).id
}

function saidOf(catalog: Catalog, id: number) {
  const row = catalog.photos.detail(id)
  return {
    hidden: row?.hidden,
    favourite: row?.favourite,
    rating: row?.rating,
    tags: catalog.tags.of(id),
    collections: catalog.collections.of(id),
  }
}

const everything = { hidden: 1, favourite: 1, rating: 4, tags: ['night', 'Rome'] }
const nothing = { hidden: 0, favourite: 0, rating: null, tags: [], collections: [] }

describe("the person's own data", () => {
  it('comes back with a file that returns after its photo was forgotten', () => {
    const { catalog, rootId } = open()
    const id = addIndexed(catalog, rootId, 'a.jpg', 1)
    const collection = markAll(catalog, id)
    catalog.photos.setMissing([id], Date.now() - 400 * dayMs)
    expect(catalog.photos.purgeMissing(Date.now() - 30 * dayMs)).toBe(1)
    expect(catalog.photos.detail(id)).toBeUndefined()

    const again = addIndexed(catalog, rootId, 'elsewhere/b.jpg', 1)
    expect(again).not.toBe(id)
    expect(saidOf(catalog, again)).toEqual({ ...everything, collections: [collection] })
    catalog.close()
  })

  it('comes back with a folder that is removed and added again', () => {
    const { catalog, rootId } = open()
    const collection = markAll(catalog, addIndexed(catalog, rootId, 'a.jpg', 1))
    catalog.roots.remove(rootId)
    const again = addIndexed(catalog, catalog.roots.add('/photos').id, 'a.jpg', 1)
    expect(saidOf(catalog, again)).toEqual({ ...everything, collections: [collection] })
    catalog.close()
  })

  it('is kept when another file takes the place of a photo', () => {
    const { catalog, rootId } = open()
    const rated = addIndexed(catalog, rootId, 'a.jpg', 1)
    catalog.marks.setRating([rated], 5)
    const mover = addIndexed(catalog, rootId, 'b.jpg', 2)
    catalog.photos.setMoved(mover, rootId, file('a.jpg'))
    expect(saidOf(catalog, mover)).toEqual(nothing)
    expect(saidOf(catalog, rated)).toEqual({ ...nothing, rating: 5 })
    expect(catalog.photos.detail(rated)).toMatchObject({ missing: 1 })
    catalog.close()
  })

  it('of a photo is not given to its copies, but to the copy that comes when the photo is gone', () => {
    const { catalog, rootId } = open()
    const id = addIndexed(catalog, rootId, 'a.jpg', 1)
    catalog.marks.setRating([id], 3)
    const copy = catalog.photos.addCopy(id, rootId, file('copy.jpg'))
    expect(saidOf(catalog, copy)).toEqual(nothing)
    catalog.photos.setMissing([id], 1)
    catalog.photos.purgeMissing(2)
    const second = catalog.photos.addCopy(copy, rootId, file('second.jpg'))
    expect(saidOf(catalog, second)).toEqual({ ...nothing, rating: 3 })
    catalog.close()
  })

  it('of two forgotten copies is put together, and a newer word beats what was kept', () => {
    const { catalog, rootId } = open()
    const [a, b] = [addIndexed(catalog, rootId, 'a.jpg', 1), addIndexed(catalog, rootId, 'b.jpg', 1)]
    catalog.tags.change([a], ['Rome'], [])
    catalog.marks.setRating([a], 1)
    catalog.tags.change([b], ['night'], [])
    catalog.marks.setFavourite([b], true)
    catalog.roots.remove(rootId)
    const root = catalog.roots.add('/photos')
    const again = catalog.photos.addPending(root.id, file('a.jpg'))
    catalog.marks.setRating([again], 5)
    index(catalog, again, 1)
    expect(saidOf(catalog, again)).toEqual({ ...everything, hidden: 0, rating: 5, collections: [] })
    expect(saidOf(catalog, addIndexed(catalog, root.id, 'b.jpg', 1))).toEqual(nothing)
    catalog.close()
  })

  it('does not bring back a collection that was removed meanwhile, and follows one that was renamed', () => {
    const { catalog, rootId } = open()
    const id = addIndexed(catalog, rootId, 'a.jpg', 1)
    const kept = catalog.collections.create('Kept', [id])
    const removed = catalog.collections.create('Removed', [id])
    catalog.roots.remove(rootId)
    catalog.collections.remove(removed.id)
    catalog.collections.rename(kept.id, 'Another name')
    const again = addIndexed(catalog, catalog.roots.add('/photos').id, 'a.jpg', 1)
    expect(catalog.collections.of(again)).toEqual([kept.id])
    expect(catalog.collections.list()).toEqual([{ id: kept.id, name: 'Another name', photos: 1 }])
    catalog.close()
  })

  it('stays with a photo that is edited in place or moved', () => {
    const { catalog, rootId } = open()
    const id = addIndexed(catalog, rootId, 'a.jpg', 1)
    const collection = markAll(catalog, id)
    catalog.photos.setChanged(id, { ...file('a.jpg'), mtimeMs: 2_000 })
    index(catalog, id, 2)
    catalog.photos.setMoved(id, rootId, file('b/a.jpg'))
    expect(saidOf(catalog, id)).toEqual({ ...everything, collections: [collection] })
    catalog.close()
  })

  it('refuses a second collection of the same name, whatever its case', () => {
    const { catalog } = open()
    catalog.collections.create('Best', [])
    expect(() => catalog.collections.create('BEST', [])).toThrowError(/already/)
    expect(() => catalog.collections.rename(99, 'x')).toThrowError(/not there/)
    catalog.close()
  })
})

describe('what is written for good', () => {
  it('is flushed with its commit when it is the own data, and only then', () => {
    const db = new Database(join(tempDir('own'), 'x.sqlite'))
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; CREATE TABLE t (x)')
    const level = () => db.pragma('synchronous', { simple: true })
    expect(ownTransaction(db, level)).toBe(2)
    expect(level()).toBe(1)
    const failing = () =>
      ownTransaction(db, () => {
        db.exec('INSERT INTO t VALUES (1)')
        throw new Error('no')
      })
    expect(failing).toThrow('no')
    expect(level()).toBe(1)
    expect(db.prepare('SELECT count(*) FROM t').pluck().get()).toBe(0)
    db.close()
  })

  it.each<[string, (catalog: Catalog, id: number) => unknown]>([
    ['hiding', (catalog, id) => catalog.photos.setHidden([id], true)],
    ['a favourite', (catalog, id) => catalog.marks.setFavourite([id], true)],
    ['a rating', (catalog, id) => catalog.marks.setRating([id], 2)],
    ['a tag', (catalog, id) => catalog.tags.change([id], ['x'], [])],
    ['a new collection', (catalog, id) => catalog.collections.create('new', [id])],
    ['a changed collection', (catalog, id) => catalog.collections.change(1, [id], [])],
    ['another name', (catalog) => catalog.collections.rename(1, 'other')],
    ['a removed collection', (catalog) => catalog.collections.remove(1)],
  ])('includes %s', (_, write) => {
    const { catalog, rootId } = open()
    const id = addIndexed(catalog, rootId, 'a.jpg', 1)
    catalog.collections.create('one', [])
    const pragma = vi.spyOn(Database.prototype, 'pragma')
    write(catalog, id)
    expect(pragma.mock.calls.map(([source]) => source)).toEqual([
      'synchronous = FULL',
      'synchronous = NORMAL',
    ])
    pragma.mockRestore()
    catalog.close()
  })
})
