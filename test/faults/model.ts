import type { FileOnDisk } from './disk.ts'
import { noOwnData, type CatalogRow, type OwnData } from './snapshot.ts'

/** A photo as the catalog must have it: what the last comparison left, and what the person said since. */
export interface ModelPhoto {
  readonly id: number
  readonly root: string
  readonly path: string
  /** Null for a file that is no picture. */
  readonly hash: string | null
  readonly missing: boolean
  readonly own: OwnData
  readonly embeddingId: number | null
  readonly indexedAtMs: number | null
}

export interface Model {
  readonly photos: ReadonlyMap<number, ModelPhoto>
  /** What was said of photos that are forgotten, by content. */
  readonly kept: ReadonlyMap<string, OwnData>
  /** Photos that the person wants kept as they are though their files went, with many others at once. */
  readonly spared: ReadonlySet<number>
}

/** A row of the catalog with its root's letter and what its embedding shows. */
export interface PlacedRow extends CatalogRow {
  readonly root: string
  readonly look: number | null
}

export interface World {
  readonly files: readonly FileOnDisk[]
  readonly isAway: (root: string) => boolean
}

export const emptyModel: Model = { photos: new Map(), kept: new Map(), spared: new Set() }

export const placeOf = ({ root, path }: { root: string; path: string }) => `${root}/${path}`

/** The photos of each content whose file is no longer where it was: one of them is what a new file of it must be. */
export function displaced(model: Model, { files, isAway }: World): Map<string, Set<number>> {
  const contentAt = new Map(files.map((file) => [placeOf(file), file.content.hash]))
  const left = new Map<string, Set<number>>()
  for (const { id, root, path, hash, missing } of model.photos.values()) {
    // Of a root that is away nothing is known to have left but what was missing before.
    if (hash === null || (isAway(root) && !missing) || contentAt.get(placeOf({ root, path })) === hash)
      continue
    left.set(hash, (left.get(hash) ?? new Set()).add(id))
  }
  return left
}

/** What holds after a photo of this content came to a catalog that had kept something for it. */
export function withKept(own: OwnData, kept: OwnData | undefined): OwnData {
  if (!kept) return own
  return {
    hidden: own.hidden || kept.hidden,
    favourite: own.favourite || kept.favourite,
    rating: own.rating ?? kept.rating,
    tags: [...new Set([...own.tags, ...kept.tags])].toSorted(),
    collections: [...new Set([...own.collections, ...kept.collections])].toSorted((a, b) => a - b),
  }
}

export function hasOwnData(own: OwnData): boolean {
  return JSON.stringify(own) !== JSON.stringify(noOwnData)
}

/** The model that follows from rows that were found right. */
export function adopted(model: Model, rows: readonly PlacedRow[], pictures: ReadonlySet<string>): Model {
  const photos = new Map(
    rows.map((row): [number, ModelPhoto] => {
      const { id, root, path, missing, own, embeddingId, indexedAtMs } = row
      // A file that is no picture any more leaves the hash of its former content behind.
      const isRead = row.status === 'indexed' && row.hash !== null && pictures.has(row.hash)
      const hash = isRead ? row.hash : null
      return [id, { id, root, path, hash, missing, own, embeddingId, indexedAtMs }]
    }),
  )
  const kept = new Map(model.kept)
  for (const row of rows) {
    if (row.hash !== null && row.hash !== model.photos.get(row.id)?.hash) kept.delete(row.hash)
  }
  for (const photo of model.photos.values()) {
    if (photos.has(photo.id) || photo.hash === null || !hasOwnData(photo.own)) continue
    kept.set(photo.hash, withKept(photo.own, kept.get(photo.hash)))
  }
  const spared = new Set([...model.spared].filter((id) => photos.get(id)?.missing === false))
  return { photos, kept, spared }
}

/** The photos of a root that were there at the last comparison and whose files are not. */
export function vanished(model: Model, { files }: World, root: string): ModelPhoto[] {
  const places = new Set(files.map(placeOf))
  return [...model.photos.values()].filter(
    (photo) => photo.root === root && !photo.missing && !places.has(placeOf(photo)),
  )
}
