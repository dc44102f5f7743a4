import { openCatalog, type Catalog } from '../../../../engine/catalog/catalog.ts'
import { noStoredMetadata, type IndexedPhoto } from '../../../../engine/catalog/rows.ts'
import { mulberry32, type Synthetic } from '../synthetic.ts'

/** Rows to a transaction: more would only hold the journal open for longer. */
const slice = 10_000

const roots = ['/photos/family', '/photos/archive', '/photos/phone'] as const
const firstYear = 2004
const years = 22
const dayMs = 86_400_000

type Format = 'jpeg' | 'raw' | 'heif' | 'png'

/** Of each: name, lens, format of its files, share of the photos. */
const cameras: readonly (readonly [string | null, string | null, Format, number])[] = [
  ['Canon EOS 70D', 'EF-S18-135mm f/3.5-5.6 IS STM', 'jpeg', 0.25],
  ['NIKON D750', 'AF-S NIKKOR 50mm f/1.8G', 'raw', 0.1],
  ['Apple iPhone 13', 'iPhone 13 back dual wide camera', 'heif', 0.25],
  ['samsung SM-G998B', null, 'jpeg', 0.2],
  ['Panasonic DMC-TZ61', null, 'jpeg', 0.12],
  [null, null, 'png', 0.08],
]
const events = ['Holidays', 'Birthday', 'Garden', 'Work', 'Camera Uploads', 'Norway', 'Skiing', 'Wedding']
const keywords = ['beach', 'family', 'dog', 'mountains', 'friends', 'snow', 'city', 'food']
const places = [
  [52.52, 13.4],
  [48.86, 2.35],
  [60.39, 5.32],
  [40.71, -74.0],
  [-33.87, 151.21],
] as const
const photosPerFolder = 250

/** A library as people have them: folders, dates over 22 years, cameras, formats, ratings, texts, a tenth with a place. */
export async function writeLibrary(
  file: string,
  space: string,
  count: number,
  source: Synthetic,
  signal: AbortSignal,
): Promise<void> {
  const catalog = openCatalog(file)
  try {
    const rootIds = roots.map((path) => catalog.roots.add(path).id)
    const random = mulberry32(9)
    for (let done = 0; done < count; done += slice) {
      signal.throwIfAborted()
      catalog.transaction(() => {
        for (let n = done; n < Math.min(count, done + slice); n += 1) {
          const rootId = rootIds[n % rootIds.length] as number
          const photoId = addPhoto(catalog, rootId, n, count, random)
          catalog.embeddings.put(photoId, space, source.photo())
        }
      })
      await new Promise(setImmediate)
    }
  } finally {
    catalog.close()
  }
}

function addPhoto(catalog: Catalog, rootId: number, n: number, count: number, random: () => number): number {
  const takenAtMs = Date.UTC(firstYear, 0, 1) + Math.floor((n / count) * years * 365.25 * dayMs)
  const date = new Date(takenAtMs)
  const [camera, lens, format] = pickCamera(random())
  const event = events[Math.floor(n / photosPerFolder) % events.length] as string
  const folder = `${date.getUTCFullYear()}/${String(date.getUTCMonth() + 1).padStart(2, '0')} ${event} ${Math.floor(n / photosPerFolder)}`
  const extension = { jpeg: 'jpg', raw: 'nef', heif: 'heic', png: 'png' }[format]
  const relativePath = `${folder}/IMG_${String(n).padStart(7, '0')}.${extension}`
  const found = { relativePath, sizeBytes: 2_000_000 + n, mtimeMs: takenAtMs, inode: n + 1 }
  const id = catalog.photos.addPending(rootId, found)
  const queued = { id, rootPath: '', sidecar: null, reread: null, ...found }
  catalog.photos.setIndexed(queued, { ...photo(n, takenAtMs, random), camera, lens, format })
  return id
}

function photo(n: number, takenAtMs: number, random: () => number): IndexedPhoto {
  const contentHash = new Uint8Array(32)
  new DataView(contentHash.buffer).setUint32(0, n + 1)
  const isUpright = random() < 0.3
  const [latitude, longitude] = (random() < 0.1 && places[n % places.length]) || [null, null]
  return {
    ...noStoredMetadata,
    contentHash,
    width: isUpright ? 3_000 : 4_000,
    height: isUpright ? 4_000 : 3_000,
    format: 'jpeg',
    averageColour: Math.floor(random() * 0x1000000),
    takenAtMs,
    takenFrom: 'camera',
    latitude: latitude === null ? null : latitude + random() - 0.5,
    longitude: longitude === null ? null : longitude + random() - 0.5,
    fileRating: random() < 0.2 ? Math.ceil(random() * 5) : null,
    title: random() < 0.02 ? `The ${keywords[n % keywords.length] ?? ''} of that day` : null,
    keywords: random() < 0.1 ? [keywords[n % keywords.length] as string] : [],
  }
}

function pickCamera(at: number): readonly [string | null, string | null, Format] {
  let left = at
  for (const [camera, lens, format, share] of cameras) {
    left -= share
    if (left < 0) return [camera, lens, format]
  }
  return [null, null, 'jpeg']
}
