import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { backUpInto } from '../../src-main/engine/catalog/backup/backup.ts'
import { openCatalog, type Catalog } from '../../src-main/engine/catalog/catalog.ts'
import { noStoredMetadata } from '../../src-main/engine/catalog/rows.ts'
import { setAsideNotice } from '../../src-main/engine/notices.ts'
import { testEngine } from '../helpers/engine.ts'
import { firstVersionCatalog } from '../helpers/old-catalog.ts'
import { tempDir } from '../helpers/temp.ts'

const photoCount = 600
const unit = (n: number) => {
  const vector = new Float32Array(64)
  vector[n % 64] = 1
  return vector
}

/** A library in which the person has said something of the first 60 photos. */
function library(): { dir: string; file: string; catalog: Catalog } {
  const dir = tempDir('rescue')
  const file = join(dir, 'catalog.sqlite')
  const catalog = openCatalog(file)
  const root = catalog.roots.add('/photos')
  const ids: number[] = []
  catalog.transaction(() => {
    for (let n = 0; n < photoCount; n += 1) {
      const found = { relativePath: `${n}.jpg`, sizeBytes: n, mtimeMs: n, inode: n }
      const id = catalog.photos.addPending(root.id, found)
      const contentHash = Buffer.alloc(32)
      contentHash.writeUInt32LE(n + 1)
      const queued = { id, rootPath: '/photos', sidecar: null, reread: null, ...found }
      const read = { contentHash, width: 4, height: 3, format: 'jpeg', averageColour: 0 }
      catalog.photos.setIndexed(queued, { ...noStoredMetadata, ...read })
      catalog.embeddings.put(id, 'starter', unit(n))
      ids.push(id)
    }
  })
  catalog.marks.setRating(ids.slice(0, 60), 4)
  catalog.tags.change(ids.slice(0, 30), ['Rome'], [])
  catalog.collections.create('Best', ids.slice(0, 10))
  return { dir, file, catalog }
}

/** Overwrites pages in which rows of a table lie; not its root page, with which all would be lost. */
function damagePagesOf(file: string, table: string, pages: number): void {
  const db = new Database(file)
  const pageSize = db.pragma('page_size', { simple: true }) as number
  const leaves = db
    .prepare("SELECT pageno FROM dbstat WHERE name = ? AND pagetype = 'leaf' ORDER BY pageno")
    .pluck()
    .all(table) as number[]
  db.close()
  const bytes = readFileSync(file)
  const middle = Math.floor(leaves.length / 2)
  for (const page of leaves.slice(middle, middle + pages))
    bytes.fill(0xa5, (page - 1) * pageSize, page * pageSize)
  writeFileSync(file, bytes)
}

function overwriteFirstPages(file: string, names: readonly string[]): void {
  const db = new Database(file)
  const pageOf = db.prepare<[string], number>('SELECT rootpage FROM sqlite_schema WHERE name = ?').pluck()
  const pages = names.map((name) => pageOf.get(name) as number)
  db.close()
  const bytes = readFileSync(file)
  for (const page of pages) bytes.fill(0xa5, (page - 1) * 4_096, page * 4_096)
  writeFileSync(file, bytes)
}

const numbersOf = (catalog: Catalog) => ({
  photos: catalog.photos.counts().photos,
  embeddings: catalog.embeddings.count('starter'),
  tagged: catalog.tags.list()[0]?.photos,
  collected: catalog.collections.list()[0]?.photos,
})

/** Makes one entry of an index lead to another row, which a quick look does not see. */
function misleadIndex(file: string): void {
  const db = new Database(file)
  const page = db
    .prepare("SELECT pageno FROM dbstat WHERE name = 'photos_by_size' AND pagetype = 'leaf' LIMIT 1")
    .pluck()
    .get() as number
  db.close()
  const bytes = readFileSync(file)
  bytes[page * 4_096 - 1] = (bytes[page * 4_096 - 1] ?? 0) ^ 1
  writeFileSync(file, bytes)
}

describe('a damaged catalog', () => {
  it('whose damage only the doctor sees is set aside by the next start, and nothing is lost', async () => {
    const { dir, file, catalog } = library()
    catalog.close()
    misleadIndex(file)
    const engine = await testEngine(dir)
    expect((await engine.doctor({ repair: false })).findings[0]).toMatchObject({
      subject: 'catalog',
      ok: false,
    })
    await engine.stop()
    const fresh = openCatalog(file)
    expect(fresh.setAside?.rescued).toMatchObject({ photos: photoCount, complete: true })
    expect(fresh.integrity()).toBe('ok')
    fresh.close()
    const again = openCatalog(file)
    expect(again.setAside).toBeNull()
    again.close()
  })

  it('gives all but the rows of the damaged pages to the new one, under their old ids', () => {
    const { file, catalog } = library()
    catalog.close()
    damagePagesOf(file, 'photos', 2)
    const fresh = openCatalog(file)
    const { photos, embeddings } = numbersOf(fresh)
    expect(photos).toBeGreaterThan(photoCount / 2)
    expect(photos).toBeLessThan(photoCount)
    expect(embeddings).toBe(photos)
    expect(fresh.photos.countPending()).toBe(0)
    expect(fresh.photos.detail(1)).toMatchObject({
      relativePath: '0.jpg',
      rating: 4,
      contentHash: expect.anything(),
    })
    expect(fresh.tags.of(1)).toEqual(['Rome'])
    expect(fresh.integrity()).toBe('ok')
    expect(fresh.setAside?.rescued).toMatchObject({ photos, complete: false, backup: null, collections: 1 })
    const aside = fresh.setAside
    if (aside)
      expect(setAsideNotice(aside).message).toMatch(
        /From it \d+ photos were rescued, though not all, with what/,
      )
    fresh.close()
  })

  it('has photos without a usable embedding read again', () => {
    const { file, catalog } = library()
    catalog.close()
    damagePagesOf(file, 'embeddings', 3)
    const fresh = openCatalog(file)
    const { photos, embeddings } = numbersOf(fresh)
    expect(photos).toBe(photoCount)
    expect(embeddings).toBeLessThan(photoCount)
    expect(fresh.photos.countPending()).toBe(photoCount - embeddings)
    expect(numbersOf(fresh)).toMatchObject({ collected: 10 })
    fresh.close()
  })

  it('whose folders cannot be read keeps what was said of photos by their content', () => {
    const { file, catalog } = library()
    catalog.close()
    // The one page of the table of folders, and that of its index, which names them once more.
    overwriteFirstPages(file, ['roots', 'sqlite_autoindex_roots_1'])
    const fresh = openCatalog(file)
    expect(fresh.photos.counts().photos).toBe(0)
    expect(fresh.roots.list().map(({ path }) => path)).toEqual(['/photos'])
    expect(fresh.setAside?.rescued).toMatchObject({ photos: 0, marked: 60, collections: 1 })
    const id = fresh.photos.addPending(fresh.roots.list()[0]?.id ?? 0, {
      relativePath: 'again.jpg',
      sizeBytes: 1,
      mtimeMs: 1,
      inode: 1,
    })
    const contentHash = Buffer.alloc(32)
    contentHash.writeUInt32LE(1)
    const queued = {
      id,
      rootPath: '/photos',
      relativePath: 'again.jpg',
      sizeBytes: 1,
      mtimeMs: 1,
      sidecar: null,
      reread: null,
    }
    const read = { contentHash, width: 4, height: 3, format: 'jpeg', averageColour: 0 }
    fresh.photos.setIndexed(queued, { ...noStoredMetadata, ...read })
    expect(fresh.photos.detail(id)?.rating).toBe(4)
    expect([fresh.tags.of(id), fresh.collections.of(id)]).toEqual([['Rome'], [1]])
    fresh.close()
  })

  it('of which nothing can be read is filled from the newest backup', async () => {
    const { dir, file, catalog } = library()
    await backUpInto(catalog, join(dir, 'backups'), new Date())
    writeFileSync(join(dir, 'backups', 'sightline-9999.sqlite'), 'a backup that is none')
    catalog.close()
    writeFileSync(file, 'not a catalog any more')
    const fresh = openCatalog(file)
    expect(numbersOf(fresh)).toEqual({
      photos: photoCount,
      embeddings: photoCount,
      tagged: 30,
      collected: 10,
    })
    expect(fresh.setAside?.rescued).toMatchObject({
      complete: true,
      backup: expect.stringContaining('backups'),
    })
    fresh.close()
  })

  it('without a backup begins empty and says so', () => {
    const { file, catalog } = library()
    catalog.close()
    writeFileSync(file, 'not a catalog any more')
    const fresh = openCatalog(file)
    expect(numbersOf(fresh)).toMatchObject({ photos: 0, embeddings: 0 })
    expect(fresh.setAside && setAsideNotice(fresh.setAside).message).toContain('Nothing could be rescued')
    fresh.close()
  })

  it('of the first version is rescued too', () => {
    const old = firstVersionCatalog(tempDir('rescue-old'), 300)
    const dir = join(tempDir('rescue-old'), 'data')
    mkdirSync(dir)
    const file = join(dir, 'catalog.sqlite')
    renameSync(old, file)
    damagePagesOf(file, 'embeddings', 1)
    const fresh = openCatalog(file)
    expect(fresh.photos.counts()).toMatchObject({ photos: 300, hidden: 30 })
    fresh.close()
  })
})
