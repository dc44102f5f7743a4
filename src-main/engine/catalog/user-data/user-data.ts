import { z } from 'zod'

/** What a copy of the person's own data is called inside. */
export const formatName = 'sightline-user-data'
/** Grows only when an older reader would take something wrong; new kinds of lines and new fields need no new number. */
export const formatVersion = 1

export const header = z.object({
  format: z.literal(formatName),
  version: z.int().min(1),
  catalogId: z.string(),
  /** The catalog's count of changes when it was made. */
  changes: z.int().min(0),
  savedAtMs: z.number(),
})
export type Header = z.infer<typeof header>

export const trailer = z.object({
  kind: z.literal('end'),
  lines: z.int().min(0),
  /** SHA-256 of what is said, without the places of photos: a catalog of the same count of changes says the same. */
  said: z.string(),
  /** SHA-256 of the places of the photos of which something is said. */
  places: z.string().optional(),
  /** SHA-256 of all lines before this one. */
  checksum: z.string(),
})
export type Trailer = z.infer<typeof trailer>

const id = z.int().min(1)
const when = z.number().nullable()
const hash = z.string().regex(/^[0-9a-f]{64}$/)

const root = z.object({
  kind: z.literal('root'),
  id,
  path: z.string().min(1),
  rules: z.string(),
  minSidePx: z.int().min(0),
  addedAtMs: z.number(),
})
const setting = z.object({ kind: z.literal('setting'), key: z.string(), value: z.string() })
const tag = z.object({ kind: z.literal('tag'), id, name: z.string() })
const collection = z.object({
  kind: z.literal('collection'),
  id,
  name: z.string(),
  createdAtMs: z.number(),
})
const savedSearch = z.object({
  kind: z.literal('saved-search'),
  id,
  name: z.string(),
  text: z.string(),
  createdAtMs: z.number(),
})
const recentSearch = z.object({
  kind: z.literal('recent-search'),
  key: z.string(),
  text: z.string(),
  atMs: z.number(),
})
const picture = z.object({
  kind: z.literal('picture'),
  id: z.string(),
  name: z.string(),
  atMs: z.number(),
  /** Base64. */
  preview: z.base64(),
})
const photo = z.object({
  kind: z.literal('photo'),
  id,
  said: z.object({
    hiddenAtMs: when,
    favouriteAtMs: when,
    rating: z.int().min(0).max(5).nullable(),
    tags: z.array(id),
    /** Id, and when the photo was added. */
    collections: z.array(z.tuple([id, z.number()])),
  }),
  /** How it is found again: by its content, else by its place. */
  at: z.object({
    hash: hash.nullable(),
    rootId: id,
    path: z.string(),
    sizeBytes: z.number(),
    mtimeMs: z.number(),
  }),
})
/** What is kept for a photo that is not there, as it stands in the catalog. */
const kept = z.object({ kind: z.literal('kept'), hash, marks: z.string(), keptAtMs: z.number() })

export const saidLine = z.discriminatedUnion('kind', [
  root,
  setting,
  tag,
  collection,
  savedSearch,
  recentSearch,
  picture,
  photo,
  kept,
])

export type SaidLine = z.infer<typeof saidLine>
export type RootLine = z.infer<typeof root>
export type CollectionLine = z.infer<typeof collection>
export type PictureLine = z.infer<typeof picture>
export type PhotoLine = z.infer<typeof photo>
export type KeptLine = z.infer<typeof kept>

/** A copy that was read, whole. */
export interface UserData {
  readonly header: Header
  readonly trailer: Trailer
  readonly lines: readonly SaidLine[]
}

/** The lines of one kind. */
export function linesOf<K extends SaidLine['kind']>(
  data: UserData,
  kind: K,
): Extract<SaidLine, { kind: K }>[] {
  return data.lines.filter((line): line is Extract<SaidLine, { kind: K }> => line.kind === kind)
}
