import { createHash } from 'node:crypto'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { openCatalog, type Catalog } from '../../src-main/engine/catalog/catalog.ts'
import { noStoredMetadata, type FoundFile } from '../../src-main/engine/catalog/rows.ts'

export const saidSpace = 'starter'

/** Begins as every WebP does. */
const webpLike = Buffer.concat([Buffer.from('RIFF....WEBP'), Buffer.alloc(6_000, 7)])

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
  catalog.searches.keepPicture({ id: 'abc123', name: 'dog.jpg', preview: webpLike })
  catalog.settings.set('speed', 'gentle')
  catalog.settings.set('rememberSearches', true)
  return catalog
}

/** What is said of one photo. */
interface SaidOfPhoto {
  readonly rating: number | null
  readonly favourite: boolean
  readonly hidden: boolean
  readonly tags: readonly string[]
  readonly collections: readonly string[]
}

/**
 * All that the person said, by names, in an order of its own: what must never be lost. What is said of photos stands
 * under their places, and what is kept for a photo that is gone under its content.
 */
export function saidIn(catalog: Catalog): Said {
  const roots = catalog.roots.list()
  const names = new Map(catalog.collections.list().map(({ id, name }) => [id, name]))
  const photos = new Map<string, SaidOfPhoto>()
  const contents = new Map<string, string>()
  for (const root of roots)
    for (const { id, relativePath } of catalog.photos.knownInRoot(root.id)) {
      const detail = catalog.photos.detail(id)
      if (!detail) continue
      const said = {
        rating: detail.rating,
        favourite: detail.favourite === 1,
        hidden: detail.hidden === 1,
        tags: catalog.tags.of(id).toSorted(),
        collections: catalog.collections.of(id).map((collection) => names.get(collection) ?? '?'),
      }
      const path = `${root.path}/${relativePath}`
      if (detail.contentHash) contents.set(path, Buffer.from(detail.contentHash).toString('hex'))
      if (isSomething(said)) photos.set(path, said)
    }
  return {
    photos,
    contents,
    kept: keptIn(catalog.file),
    others: {
      roots: roots.map(({ path, rules, minSidePx }) => ({ path, rules, minSidePx })),
      collections: catalog.collections.list().map(({ name }) => name),
      saved: catalog.searches.saved().map(({ name, text }) => ({ name, text })),
      recent: catalog.searches.recent(),
      picture: [catalog.searches.pictureOf('abc123')],
      settings: ['speed', 'rememberSearches'].map((key) => catalog.settings.get(key)),
    },
  }
}

export interface Said {
  readonly photos: ReadonlyMap<string, SaidOfPhoto>
  readonly contents: ReadonlyMap<string, string>
  readonly kept: ReadonlyMap<string, SaidOfPhoto>
  readonly others: Readonly<Record<string, readonly unknown[]>>
}

/** What of `truth` is not said any more, or otherwise, and what is said that was not: nothing, one hopes. */
export function lostOf(truth: Said, now: Said): string[] {
  const lost = Object.keys(truth.others).filter(
    (name) => JSON.stringify(truth.others[name]) !== JSON.stringify(now.others[name]),
  )
  for (const [path, said] of truth.photos) {
    const content = truth.contents.get(path) ?? ''
    // A flipped bit may have given a photo another name, which the next scan puts right.
    const found = now.photos.get(path) ?? now.photos.get(placeOf(now, content)) ?? now.kept.get(content)
    if (JSON.stringify(found) !== JSON.stringify(said))
      lost.push(`${path}: ${JSON.stringify(said)} is ${JSON.stringify(found)}`)
  }
  for (const [path, said] of now.photos)
    if (!truth.photos.has(path) && truth.contents.has(path))
      lost.push(`${path}: ${JSON.stringify(said)} is new`)
  return lost
}

function placeOf({ contents }: Said, wanted: string): string {
  for (const [path, content] of contents) if (content === wanted) return path
  return ''
}

function isSomething({ rating, favourite, hidden, tags, collections }: SaidOfPhoto): boolean {
  return rating !== null || favourite || hidden || tags.length + collections.length > 0
}

function keptIn(file: string): Map<string, SaidOfPhoto> {
  const db = new Database(file, { readonly: true })
  try {
    const rows = db.prepare('SELECT hex(content_hash) AS hash, marks FROM kept_marks').all()
    return new Map(
      (rows as { hash: string; marks: string }[]).map(({ hash, marks }) => {
        const said = JSON.parse(marks) as Record<string, unknown>
        const collections = said['collections'] as { name: string }[]
        return [
          hash.toLowerCase(),
          {
            rating: said['rating'] as number | null,
            favourite: said['favouriteAtMs'] !== null,
            hidden: said['hiddenAtMs'] !== null,
            tags: (said['tags'] as string[]).toSorted(),
            collections: collections.map(({ name }) => name),
          },
        ]
      }),
    )
  } finally {
    db.close()
  }
}
