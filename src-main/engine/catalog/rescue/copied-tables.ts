import type { CopiedTable } from './copy-rows.ts'

/** What goes from a damaged catalog into the new one. */
export const copiedTables: readonly CopiedTable[] = [
  { name: 'roots', key: 'id' },
  { name: 'photos', key: 'id', accept: ({ content_hash: hash }) => hash === null || isHash(hash) },
  { name: 'embeddings', key: 'id', accept: ({ vector }) => isUnitVector(vector) },
  { name: 'tags', key: 'id' },
  { name: 'photo_tags', key: 'photo_id' },
  { name: 'collections', key: 'id' },
  { name: 'collection_photos', key: 'collection_id' },
  { name: 'settings', key: null, accept: ({ value }) => isJson(value) },
  { name: 'saved_searches', key: 'id' },
  { name: 'recent_searches', key: null },
  { name: 'query_pictures', key: null },
]

/** Copied when the rows that would take them away again are in order. */
export const keptMarks: CopiedTable = {
  name: 'kept_marks',
  key: null,
  accept: ({ content_hash: hash }) => isHash(hash),
}

function isHash(value: unknown): boolean {
  return value instanceof Uint8Array && value.length === 32
}

function isJson(value: unknown): boolean {
  try {
    JSON.parse(String(value))
    return true
  } catch {
    return false
  }
}

function isUnitVector(value: unknown): boolean {
  if (!(value instanceof Uint8Array) || value.length === 0 || value.length % 4 !== 0) return false
  const view = new DataView(value.buffer, value.byteOffset, value.byteLength)
  let square = 0
  for (let at = 0; at < value.byteLength; at += 4) square += view.getFloat32(at, true) ** 2
  return Math.abs(square - 1) < 0.02
}
