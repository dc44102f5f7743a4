import { mkdirSync, realpathSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { openCatalog, type Catalog } from '../../src-main/engine/catalog/catalog.ts'
import { joinPath } from '../../src-main/engine/catalog/paths.ts'
import { noStoredMetadata } from '../../src-main/engine/catalog/rows.ts'
import { hashFile } from '../../src-main/engine/library/hash.ts'
import { createLibrary, type Library, type LibraryOptions } from '../../src-main/engine/library/library.ts'
import type { Notice } from '../../src-preload/contract/index.ts'

export interface TestLibrary {
  readonly catalog: Catalog
  readonly library: Library
  readonly notices: readonly Notice[]
  /** How often it was told that photos wait, and that others moved, came or went. */
  readonly told: { queue: number; changes: number }
  close(): Promise<void>
}

/** A real library over a real catalog in `dir`. Nothing reads the photos unless `indexAll` is called. */
export function testLibrary(dir: string, options: Partial<LibraryOptions> = {}): TestLibrary {
  mkdirSync(dir, { recursive: true })
  const catalog = openCatalog(join(realpathSync(dir), 'catalog.sqlite'))
  const notices: Notice[] = []
  const told = { queue: 0, changes: 0 }
  const library = createLibrary({
    catalog,
    log: () => undefined,
    onQueueChanged: () => void (told.queue += 1),
    onLibraryChanged: () => void (told.changes += 1),
    onNotice: (notice) => void notices.push(notice),
    ...options,
  })
  const close = async () => {
    await library.stop()
    catalog.close()
  }
  return { catalog, library, notices, told, close }
}

/** Marks every waiting photo as read, with the true hash of its file and an embedding, as the indexer would. */
export async function indexAll(catalog: Catalog): Promise<number[]> {
  const ids: number[] = []
  for (const photo of catalog.photos.nextPending(10_000, new Set())) {
    const contentHash = await hashFile(joinPath(photo.rootPath, photo.relativePath))
    catalog.photos.setIndexed(photo, { ...plainPhoto, contentHash })
    catalog.embeddings.put(photo.id, 'test', Float32Array.of(photo.id, 0))
    ids.push(photo.id)
  }
  return ids
}

const plainPhoto = {
  width: 4,
  height: 3,
  format: 'jpeg',
  averageColour: 0x808080,
  ...noStoredMetadata,
}

/** Writes a file and its folders. The content is all that matters to a library. */
export function write(folder: string, name: string, content: string | Buffer = name): string {
  const path = join(folder, name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, content)
  return path
}

/** Relative paths of a root that are there, sorted. */
export function present(catalog: Catalog, rootId: number): string[] {
  return catalog.photos
    .knownInRoot(rootId)
    .filter((row) => row.missingSinceMs === null)
    .map((row) => row.relativePath)
    .toSorted()
}

export function idOf(catalog: Catalog, rootId: number, relativePath: string): number | undefined {
  return catalog.photos.byPath(rootId, relativePath)
}
