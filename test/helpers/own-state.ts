import { join } from 'node:path'
import Database from 'better-sqlite3'
import { openCatalog, type Catalog } from '../../src-main/engine/catalog/catalog.ts'
import { noStoredMetadata } from '../../src-main/engine/catalog/rows.ts'

const content = (byte: number) => new Uint8Array(32).fill(byte)

/** A catalog in `dir` with so many photos that are read, each with a content of its own. */
export function catalogWithPhotos(dir: string, count: number): { catalog: Catalog; ids: number[] } {
  const catalog = openCatalog(join(dir, 'catalog.sqlite'))
  const { id: rootId } = catalog.roots.add('/photos')
  const ids = Array.from({ length: count }, (_, n) => addRead(catalog, rootId, `${n}.jpg`, n + 1))
  return { catalog, ids }
}

export function addRead(catalog: Catalog, rootId: number, relativePath: string, byte: number): number {
  const id = catalog.photos.addPending(rootId, { relativePath, sizeBytes: 9, mtimeMs: 1_000, inode: byte })
  const row = catalog.photos.detail(id)
  if (!row) throw new Error(`photo ${id} is not there`)
  const read = { width: 4, height: 3, format: 'jpeg', averageColour: 0, contentHash: content(byte) }
  catalog.photos.setIndexed({ ...row, reread: null }, { ...noStoredMetadata, ...read })
  return id
}

/** Reads everything that the person said, with its times and ids, as it lies in the file. */
export function ownReader(file: string): { state(): Record<string, unknown[]>; close(): void } {
  const db = new Database(file, { readonly: true })
  const all = Object.entries({
    photos: 'SELECT id, favourite_at_ms, rating, hidden_at_ms FROM photos ORDER BY id',
    tags: 'SELECT photo_id, name FROM photo_tags JOIN tags ON tags.id = tag_id ORDER BY photo_id, name',
    unused: 'SELECT name FROM tags WHERE id NOT IN (SELECT tag_id FROM photo_tags)',
    collections: 'SELECT * FROM collections ORDER BY id',
    members: 'SELECT * FROM collection_photos ORDER BY collection_id, photo_id',
    searches: 'SELECT * FROM saved_searches ORDER BY id',
    kept: 'SELECT hex(content_hash) AS hash, marks FROM kept_marks ORDER BY content_hash',
  }).map(([name, sql]) => [name, db.prepare(sql)] as const)
  return {
    state: () => Object.fromEntries(all.map(([name, rows]) => [name, rows.all()])),
    close: () => void db.close(),
  }
}

export function ownState(file: string): Record<string, unknown[]> {
  const reader = ownReader(file)
  try {
    return reader.state()
  } finally {
    reader.close()
  }
}
