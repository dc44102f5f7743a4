import { join } from 'node:path'
import Database from 'better-sqlite3'
import { restoreLibrary, type Restored, type RestoreUse } from '../../src-main/engine/backups.ts'
import { backUpTo } from '../../src-main/engine/catalog/backup/backup.ts'
import { openCatalog, type Catalog } from '../../src-main/engine/catalog/catalog.ts'
import { spawnNodeWorker } from '../../src-main/hosts/shared/node-workers.ts'
import { tempDir } from './temp.ts'

export const catalogIn = (dir: string) => join(dir, 'catalog.sqlite')
/** Opens the catalog of a data folder. */
export const openIn = (dir: string) => openCatalog(catalogIn(dir))

/** A library with photos enough for a few steps of copying. */
export function library(photos = 300, dir = tempDir('backup')): { dir: string; catalog: Catalog } {
  const catalog = openIn(dir)
  addPhotos(catalog, 0, photos)
  return { dir, catalog }
}

export function addPhotos(catalog: Catalog, from: number, to: number): void {
  const root = catalog.roots.add('/photos')
  catalog.transaction(() => {
    for (let n = from; n < to; n += 1) {
      const file = { relativePath: `${n}.jpg`, sizeBytes: n, mtimeMs: n, inode: n }
      const id = catalog.photos.addPending(root.id, file)
      catalog.embeddings.put(id, 'starter', new Float32Array(256).fill(n % 2 === 0 ? 1 / 16 : -1 / 16))
    }
  })
}

export function photosIn(file: string): unknown {
  const db = new Database(file, { readonly: true, fileMustExist: true })
  try {
    return db.prepare('SELECT count(*) FROM photos').pluck().get()
  } finally {
    db.close()
  }
}

/** Restores as the command line does, in a process of its own. */
export function restoreInto(dir: string, backup: string, use: Partial<RestoreUse> = {}): Promise<Restored> {
  return restoreLibrary(dir, backup, Date.now(), { spawn: () => spawnNodeWorker('restore'), ...use })
}

/** A closed library of 30 photos and a backup of it that has 20. */
export async function backedUp(): Promise<{ dir: string; backup: string }> {
  const { dir, catalog } = library(20)
  const backup = join(tempDir('backup-target'), 'safe.sqlite')
  await backUpTo(catalog, backup, { force: false })
  addPhotos(catalog, 20, 30)
  catalog.close()
  return { dir, backup }
}
