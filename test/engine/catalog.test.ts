import { copyFileSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { openCatalog, type Catalog } from '../../src-main/engine/catalog/catalog.ts'
import { schemaVersion } from '../../src-main/engine/catalog/migrations.ts'
import type { FoundFile, IndexedPhoto, QueuedPhoto } from '../../src-main/engine/catalog/rows.ts'
import { tempDir } from '../helpers/temp.ts'

const file = (relativePath: string, mtimeMs = 1_000, sizeBytes = 10): FoundFile => ({
  relativePath,
  sizeBytes,
  mtimeMs,
  inode: 1,
})

const read = (takenAtMs: number | null): IndexedPhoto => ({
  contentHash: new Uint8Array(32).fill(7),
  width: 400,
  height: 300,
  format: 'jpeg',
  averageColour: 0x336699,
  takenAtMs,
  camera: 'Canon EOS 40D',
  lens: null,
  exposure: null,
  latitude: 50.8,
  longitude: -0.1,
  takenOffsetMinutes: null,
  takenFrom: null,
  title: null,
  caption: null,
  keywords: [],
  fileRating: null,
})

function queued(catalog: Catalog, id: number): QueuedPhoto {
  const row = catalog.photos.detail(id)
  if (!row) throw new Error(`photo ${id} is not there`)
  return { ...row, reread: null }
}

function index(catalog: Catalog, id: number, takenAtMs: number | null = null): number {
  return catalog.transaction(() => {
    expect(catalog.photos.setIndexed(queued(catalog, id), read(takenAtMs))).toBe(true)
    return catalog.embeddings.put(id, 'starter', Float32Array.of(1, 0, 0))
  })
}

function open(dir = tempDir('catalog')): { dir: string; path: string; catalog: Catalog } {
  const path = join(dir, 'catalog.sqlite')
  return { dir, path, catalog: openCatalog(path) }
}

describe('the catalog', () => {
  it('keeps roots, photos and embeddings when it is closed and opened again', () => {
    const { path, catalog } = open()
    const root = catalog.roots.add('/photos')
    const id = catalog.photos.addPending(root.id, file('a.jpg'))
    index(catalog, id, 5_000)
    const catalogId = catalog.id
    catalog.close()

    const again = openCatalog(path)
    expect(again.id).toBe(catalogId)
    expect(again.photos.counts()).toMatchObject({ photos: 1, embedded: 1, pending: 0, failed: 0, hidden: 0 })
    expect([...again.embeddings.all('starter')].map((row) => row.photoId)).toEqual([id])
    expect(again.photos.columns({ kind: 'all' })).toMatchObject({
      ids: [id],
      takenAtMs: [5_000],
      colours: [0x336699],
    })
    expect(again.integrity()).toBe('ok')
    again.close()
  })

  it('hands out waiting photos newest first and leaves out those in work', () => {
    const { catalog } = open()
    const root = catalog.roots.add('/photos')
    const old = catalog.photos.addPending(root.id, file('old.jpg', 1))
    const young = catalog.photos.addPending(root.id, file('young.jpg', 9))
    expect(catalog.photos.nextPending(5, new Set()).map((photo) => photo.id)).toEqual([young, old])
    expect(catalog.photos.nextPending(5, new Set([young])).map((photo) => photo.id)).toEqual([old])
    catalog.close()
  })

  it('gives a photo that is embedded again a new, higher embedding id', () => {
    const { catalog } = open()
    const id = catalog.photos.addPending(catalog.roots.add('/photos').id, file('a.jpg'))
    const first = index(catalog, id)
    const second = index(catalog, id)
    expect(second).toBeGreaterThan(first)
    expect(catalog.embeddings.count('starter')).toBe(1)
    expect(catalog.embeddings.maxId('starter')).toBe(second)
    catalog.close()
  })

  it('undoes a whole transaction when its work throws', () => {
    const { catalog } = open()
    const id = catalog.photos.addPending(catalog.roots.add('/photos').id, file('a.jpg'))
    expect(() =>
      catalog.transaction(() => {
        catalog.photos.setIndexed(queued(catalog, id), read(1))
        throw new Error('the disk is full')
      }),
    ).toThrow('the disk is full')
    expect(catalog.photos.counts()).toMatchObject({ embedded: 0, pending: 1 })
    catalog.close()
  })

  it('does not take the reading of an older version of a file for the present one', () => {
    const { catalog } = open()
    const id = catalog.photos.addPending(catalog.roots.add('/photos').id, file('a.jpg'))
    const before = queued(catalog, id)
    catalog.photos.setChanged(id, file('a.jpg', 2_000))
    expect(catalog.photos.setIndexed(before, read(null))).toBe(false)
    expect(catalog.photos.countPending()).toBe(1)
    catalog.close()
  })

  it('keeps everything known of a photo that moves, and shares it with a copy', () => {
    const { catalog } = open()
    const root = catalog.roots.add('/photos')
    const id = catalog.photos.addPending(root.id, file('a.jpg'))
    index(catalog, id)
    catalog.photos.setMissing([id], 1)
    catalog.photos.setMoved(id, root.id, file('b/a.jpg'))
    const copy = catalog.photos.addCopy(id, root.id, file('c/a.jpg'))
    expect(catalog.photos.columns({ kind: 'all' }).ids.toSorted((a, b) => a - b)).toEqual([id, copy])
    expect(catalog.embeddings.count('starter')).toBe(2)
    expect(catalog.photos.detail(id)?.relativePath).toBe('b/a.jpg')
    catalog.close()
  })

  it('finds the rows below one folder, not those of a folder whose name merely begins alike', () => {
    const { catalog } = open()
    const root = catalog.roots.add('/photos')
    for (const path of ['a/1.jpg', 'a/b/2.jpg', 'ab/3.jpg', 'a.jpg'])
      catalog.photos.addPending(root.id, file(path))
    const under = catalog.photos.knownInRoot(root.id, 'a').map((row) => row.relativePath)
    expect(under.toSorted()).toEqual(['a/1.jpg', 'a/b/2.jpg'])
    catalog.close()
  })

  it('makes an inner root part of an outer one without losing an id', () => {
    const { catalog } = open()
    const inner = catalog.roots.add('/photos/2019')
    const id = catalog.photos.addPending(inner.id, file('a.jpg'))
    const outer = catalog.roots.add('/photos')
    catalog.roots.absorb(inner.id, outer.id)
    expect(catalog.roots.list().map((root) => root.path)).toEqual(['/photos'])
    expect(catalog.photos.byPath(outer.id, '2019/a.jpg')).toBe(id)
    catalog.close()
  })

  it('forgets the old content of a photo whose new content cannot be read, and takes it up again on a retry', () => {
    const { catalog } = open()
    const id = catalog.photos.addPending(catalog.roots.add('/photos').id, file('a.jpg'))
    index(catalog, id)
    catalog.photos.setChanged(id, file('a.jpg', 2))
    expect(catalog.photos.counts()).toMatchObject({ embedded: 1, pending: 1 })
    catalog.photos.setFailed(id, 'The file is cut short.')
    expect(catalog.photos.counts()).toMatchObject({ embedded: 0, failed: 1 })
    expect(catalog.photos.problems(0, 10).problems[0]).toMatchObject({ reason: 'The file is cut short.' })
    expect(catalog.photos.retry({ ids: [id] })).toBe(1)
    expect(catalog.photos.countPending()).toBe(1)
    catalog.close()
  })

  it('does not call a photo failed whose file has grown since it was read', () => {
    const { catalog } = open()
    const id = catalog.photos.addPending(catalog.roots.add('/photos').id, file('a.jpg'))
    const [queued] = catalog.photos.nextPending(1, new Set())
    catalog.photos.setChanged(id, file('a.jpg', 2))
    expect(catalog.photos.setFailed(id, 'The file is cut short.', queued)).toBe(false)
    expect(catalog.photos.countPending()).toBe(1)
    const [again] = catalog.photos.nextPending(1, new Set())
    expect(catalog.photos.setFailed(id, 'The file is cut short.', again)).toBe(true)
    expect(catalog.photos.counts()).toMatchObject({ pending: 0, failed: 1 })
    catalog.close()
  })

  it('hides photos and shows them again', () => {
    const { catalog } = open()
    const id = catalog.photos.addPending(catalog.roots.add('/photos').id, file('a.jpg'))
    index(catalog, id)
    expect(catalog.photos.setHidden([id, id], true)).toBe(1)
    expect(catalog.photos.findableIds()).toEqual([])
    expect(catalog.photos.columns({ kind: 'hidden' }).ids).toEqual([id])
    expect(catalog.photos.setHidden([id], false)).toBe(1)
    expect(catalog.photos.findableIds()).toEqual([id])
    catalog.close()
  })

  it('refuses a catalog from a newer version and leaves every byte of it alone', () => {
    const { path, catalog } = open()
    catalog.close()
    const db = new Database(path)
    db.pragma(`user_version = ${schemaVersion + 1}`)
    db.prepare("UPDATE meta SET value = ? WHERE key = 'version'").run(String(schemaVersion + 1))
    db.close()
    const before = readFileSync(path)
    expect(() => openCatalog(path)).toThrowError(/newer Sightline/)
    expect(readFileSync(path).equals(before)).toBe(true)
  })

  it.each(['overwritten', 'damaged inside'])(
    'sets a catalog that is %s aside and begins a new one',
    (how) => {
      const { dir, path, catalog } = open()
      const root = catalog.roots.add('/photos')
      for (let n = 0; n < 500; n += 1) catalog.photos.addPending(root.id, file(`${n}.jpg`))
      catalog.close()
      const bytes = readFileSync(path)
      writeFileSync(
        path,
        how === 'overwritten' ? 'this is not a catalog' : bytes.fill(0xff, bytes.length / 2),
      )

      const fresh = openCatalog(path)
      expect(fresh.setAside?.file).toContain('catalog.damaged-')
      expect(readdirSync(dir).some((name) => name.startsWith('catalog.damaged-'))).toBe(true)
      if (how === 'overwritten') expect(fresh.photos.counts().photos).toBe(0)
      else expect(fresh.roots.list().map((row) => row.path)).toEqual(['/photos'])
      fresh.close()
    },
  )

  it('can be read by a second process while the first one writes', () => {
    const { dir, path, catalog } = open()
    const id = catalog.photos.addPending(catalog.roots.add('/photos').id, file('a.jpg'))
    const reader = openCatalog(path, { readonly: true })
    index(catalog, id)
    expect(reader.photos.counts().embedded).toBe(1)
    copyFileSync(path, join(dir, 'copy.sqlite'))
    reader.close()
    catalog.close()
    expect(() => openCatalog(join(dir, 'nowhere.sqlite'), { readonly: true })).toThrowError(/no catalog/)
  })
})
