import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { openCatalog, type Catalog } from '../../src-main/engine/catalog/catalog.ts'
import { noStoredMetadata, type FoundFile } from '../../src-main/engine/catalog/rows.ts'

export const saidSpace = 'starter'

/** What stands for the content of the nth photo. */
export function contentOf(n: number): Buffer {
  return createHash('sha256').update(`photo ${n}`).digest()
}

/** Adds a photo of a root as scan and indexer do. */
export function addRead(catalog: Catalog, rootId: number, relativePath: string, n: number): number {
  const { path } = catalog.roots.byId(rootId) ?? { path: '' }
  const found: FoundFile = { relativePath, sizeBytes: 1_000 + n, mtimeMs: 1_000_000 + n, inode: n }
  const id = catalog.photos.addPending(rootId, found)
  const queued = { id, rootPath: path, sidecar: null, reread: null, ...found }
  const read = { contentHash: contentOf(n), width: 4, height: 3, format: 'jpeg', averageColour: 0 }
  catalog.photos.setIndexed(queued, { ...noStoredMetadata, ...read, caption: `A beach at noon, number ${n}` })
  const vector = new Float32Array(256)
  vector[n % 256] = 1
  catalog.embeddings.put(id, saidSpace, vector)
  return id
}

/** A catalog of photos of two folders, of many of which the person has said something. */
export function saidLibrary(dir: string, photos = 160): Catalog {
  const catalog = openCatalog(join(dir, 'catalog.sqlite'))
  const roots = ['/photos/holidays', '/photos/ünïcode 🏖'].map((path) => catalog.roots.add(path))
  catalog.roots.setRules(roots[1]?.id ?? 0, '*.tmp\nold/', 320)
  const ids: number[] = []
  catalog.transaction(() => {
    for (let n = 0; n < photos; n += 1)
      ids.push(addRead(catalog, roots[n % 2]?.id ?? 0, `trip ${n % 7}/IMG_${n}.jpg`, n))
  })
  for (let rating = 0; rating < 6; rating += 1)
    catalog.marks.setRating(
      ids.filter((_, n) => n % 7 === rating),
      rating,
    )
  catalog.marks.setFavourite(
    ids.filter((_, n) => n % 3 === 0),
    true,
  )
  catalog.photos.setHidden(ids.slice(5, 9), true)
  catalog.tags.change(
    ids.filter((_, n) => n % 4 === 0),
    ['family', 'ünïcode 🏖', 'a"b'],
    [],
  )
  catalog.collections.create(
    'Best of',
    ids.filter((_, n) => n % 5 === 0),
  )
  catalog.collections.create('Nothing yet', [])
  catalog.searches.save('dogs', 'dog + snow')
  catalog.searches.save('like this', 'picture:abc123')
  catalog.searches.remember('two dogs on a beach', 1_000)
  catalog.searches.remember('picture:abc123 + snow', 2_000)
  catalog.searches.keepPicture({ id: 'abc123', name: 'dog.jpg', preview: Buffer.alloc(6_000, 7) })
  catalog.settings.set('speed', 'gentle')
  catalog.settings.set('rememberSearches', true)
  return catalog
}

/** All that the person said, by names and paths, in the order of these: what must never be lost. */
export function saidIn(catalog: Catalog): Record<string, readonly unknown[]> {
  const roots = catalog.roots.list()
  const photos = roots.flatMap((root) =>
    catalog.photos.knownInRoot(root.id).map(({ id, relativePath }) => {
      const detail = catalog.photos.detail(id)
      const names = new Map(catalog.collections.list().map((collection) => [collection.id, collection.name]))
      return {
        path: `${root.path}/${relativePath}`,
        rating: detail?.rating ?? null,
        favourite: detail?.favourite ?? 0,
        hidden: detail?.hidden ?? 0,
        tags: catalog.tags.of(id).toSorted(),
        collections: catalog.collections
          .of(id)
          .map((collection) => names.get(collection))
          .toSorted(),
      }
    }),
  )
  return {
    roots: roots.map(({ path, rules, minSidePx }) => ({ path, rules, minSidePx })),
    photos: photos.toSorted((a, b) => (a.path < b.path ? -1 : 1)),
    tags: catalog.tags.list().map(({ name }) => name),
    collections: catalog.collections.list().map(({ name }) => name),
    saved: catalog.searches.saved().map(({ name, text }) => ({ name, text })),
    recent: catalog.searches.recent(),
    picture: [catalog.searches.pictureOf('abc123')],
    settings: ['speed', 'rememberSearches'].map((key) => catalog.settings.get(key)),
  }
}
